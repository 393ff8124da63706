import { fileURLToPath } from 'node:url';
import { openScreen, screens, settle, sidewaysScroll } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

/** With PEREZVON_PICTURES=1 also pictures for a person to look at; the spec asserts only what a machine can see. */
const pictures = fileURLToPath(new URL('../../test-results/screens/', import.meta.url));
const colorSchemes = process.env.PEREZVON_PICTURES === '1' ? (['light', 'dark'] as const) : [];

const windows = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 360, height: 720 },
} as const;

for (const locale of ['en', 'ru'] as const) {
  test.describe(() => {
    // The page speaks as its browser does, the program as its system.
    test.use({ locale: { en: 'en-GB', ru: 'ru-RU' }[locale] });
    test(`every screen in ${locale}, wide and narrow`, async ({ start, context, complaints }) => {
      test.setTimeout(300_000);
      void complaints;
      const page = await context.newPage();
      await page.emulateMedia({ reducedMotion: 'reduce' });
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
        .getByRole('link', { name: /^(Details|Подробнее)/ })
        .last()
        .click();
      await settle(page);
      await lookAt('account');
      await openScreen(page, '#/calls');
      await page.getByRole('button', { name: /^(Voicemail|Голосовая почта)$/ }).click();
      await settle(page);
      await lookAt('voicemail');
      await page.getByRole('button', { name: /^(All|Все)$/ }).click();
      await page.locator('[data-row]').first().click();
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
