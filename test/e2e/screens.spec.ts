import { fileURLToPath } from 'node:url';
import { warehouseWords } from '../../electron/demo/traffic/warehouse.ts';
import { findBarriers, findBarriersOfColour } from './fixtures/barriers.ts';
import { cutChoices, holdRow, openScreen, russianLines, screens, settle, sidewaysScroll } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

/** With PEREZVON_PICTURES=1 also pictures for a person to look at; the spec asserts only what a machine can see. */
const pictures = fileURLToPath(new URL('../../test-results/screens/', import.meta.url));
const colorSchemes = process.env.PEREZVON_PICTURES === '1' ? (['light', 'dark'] as const) : [];

test.describe.configure({ mode: 'parallel' });

const windows = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 360, height: 720 },
} as const;

/** In one of the two languages all that axe knows, in the other what another theme can add. */
const walks = [
  { locale: 'en', colorScheme: 'light', findOn: findBarriers },
  { locale: 'ru', colorScheme: 'dark', findOn: findBarriersOfColour },
] as const;

for (const { locale, colorScheme: ownScheme, findOn } of walks) {
  test.describe(() => {
    // The page speaks as its browser does, the program as its system.
    test.use({ locale: { en: 'en-GB', ru: 'ru-RU' }[locale] });
    test(`every screen in ${locale}, ${ownScheme}, wide and narrow, without a finding of axe`, async ({
      start,
      context,
      complaints,
    }) => {
      void complaints;
      const page = await context.newPage();
      await page.emulateMedia({ colorScheme: ownScheme, reducedMotion: 'reduce' });
      const program = start([], { PEREZVON_LOCALE: locale });
      await page.goto(await program.ready());
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await lookAt('first-start');

      // A second start hands its wish for the demo over to the first.
      await page.goto(await start(['--demo'], { PEREZVON_LOCALE: locale }).ready());
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await page.locator('[data-row]').first().waitFor();
      for (const { name, path } of screens) {
        await openScreen(page, path);
        await lookAt(name);
      }
      await openScreen(page, '#/settings/accounts');
      await page
        .getByRole('link', { name: new RegExp(`^(Details|Подробнее): ${warehouseWords[locale].label}`) })
        .click();
      await settle(page);
      await lookAt('account');
      await openScreen(page, '#/calls');
      for (const width of [320, 360, 480, 600, 760, 900, 1080, 1280, 1440, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        await expect.poll(() => cutChoices(page), `the filters at ${width}`).toEqual([]);
      }
      await page.setViewportSize(windows.narrow);
      await page.getByRole('button', { name: /^(Filters|Фильтры)/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('combobox', { name: /^(Period|Период)$/ })
        .selectOption('today');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: /^(Filters: Today|Фильтры: Сегодня)$/ })).toBeFocused();
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: /^(Period|Период)$/ }).selectOption('any');
      await page.getByRole('button', { name: /^(Voicemail|Голосовая почта)$/ }).click();
      await page.keyboard.press('Escape');
      await settle(page);
      await lookAt('voicemail');
      await page.getByRole('button', { name: /^(All|Все)$/ }).click();
      await (await holdRow(page, /Recorded|Есть запись/)).click();
      await settle(page);
      await lookAt('call-detail');

      async function lookAt(name: string): Promise<void> {
        for (const [shape, size] of Object.entries(windows)) {
          await page.setViewportSize(size);
          await settle(page);
          for (const colorScheme of colorSchemes) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            await settle(page);
            await page.screenshot({ path: `${pictures}${name}-${shape}-${colorScheme}-${locale}.png` });
          }
          expect.soft(await sidewaysScroll(page), `${name}, ${shape}: scrolls sideways`).toBe(0);
        }
        await page.setViewportSize(windows.wide);
        await page.emulateMedia({ colorScheme: ownScheme, reducedMotion: 'reduce' });
        await settle(page);
        expect.soft(await findOn(page), name).toEqual([]);
        if (locale === 'en') expect.soft(await russianLines(page), name).toEqual([]);
      }
    });
  });
}

test('a style that comes with text from outside is not applied, whichever way it is written', async ({
  program,
  page,
}) => {
  await page.goto(await program.ready());
  await page.getByRole('main').waitFor();
  const applied = await page.evaluate(() => {
    const element = document.createElement('style');
    element.textContent = 'body { opacity: 0.5 }';
    document.head.append(element);
    document.body.insertAdjacentHTML('beforeend', '<p id="injected" style="position: fixed; inset: 0">Pay here</p>');
    const injected = document.querySelector('#injected');
    return [getComputedStyle(document.body).opacity, injected && getComputedStyle(injected).position];
  });
  expect(applied).toEqual(['1', 'static']);
});
