import type { Page } from '@playwright/test';
import { connectAccount } from './fixtures/connect.ts';
import { openScreen, settle, sidewaysScroll } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

const ringing = ['+7 916 100-20-01', '+7 916 100-20-02', '+7 916 100-20-03'];
/** With one that rings at these of them, with three at all. */
const widths = [1440, 1280, 1024, 360];
const widthsOfOne = [1280, 360];
const elsewhere = ['#/recordings', '#/lines', '#/settings/accounts', '#/settings/diagnostics'];

test('who rings covers no title, no control of a head and nothing else of a screen', async ({
  app,
  provider,
  relay,
  clock,
}) => {
  for (let index = 1; index <= 12; index += 1) {
    const startedAt = clock.now() - index * 1_700_000;
    provider.addCall({ direction: 'in', remote: `7916100${3000 + index}`, startedAt, ringSeconds: 20, talkSeconds: 0 });
  }
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await openScreen(app, '#/settings/accounts');
  await app.getByRole('link', { name: /^Details/ }).click();
  await settle(app);
  const account = new URL(app.url()).hash;
  const strip = app.getByRole('region', { name: /^(More c|C)alls right now$/ }).last();

  for (const [count, shown] of ringing.entries()) {
    provider.ring({ from: shown.replaceAll(/\D/g, '') });
    await expect(strip).toContainText(count === 0 ? shown : `and ${count} more`);
    for (const width of [widthsOfOne, [], widths][count] ?? []) {
      await app.setViewportSize({ width, height: 740 });
      for (const screen of [...elsewhere, account]) {
        await openScreen(app, screen);
        await expect(strip.getByRole('article')).toHaveCount(1);
        expect.soft(await coveredOf(app), `${screen} at ${width}, ${count + 1} ringing`).toEqual([]);
        expect.soft(await sidewaysScroll(app), `${screen} at ${width}`).toBe(0);
      }
    }
  }

  // On the screen that has them all: over a caller's sheet, and while somebody points at the list.
  for (const width of [1024, 360]) {
    await app.setViewportSize({ width, height: 740 });
    await openScreen(app, '#/calls');
    await app.getByRole('region', { name: 'Call log' }).locator('[data-row]').first().click();
    await settle(app);
    await expect(strip).toContainText('and 2 more');
    expect.soft(await coveredOf(app), `a caller's sheet at ${width}`).toEqual([]);
    await app.keyboard.press('Escape');
  }
});

test('who points where the strip comes still points at the list when it has gone', async ({
  app,
  provider,
  relay,
  clock,
}) => {
  for (let index = 1; index <= 30; index += 1) {
    const startedAt = clock.now() - index * 1_700_000;
    provider.addCall({
      direction: 'in',
      remote: `7916100${3000 + index}`,
      startedAt,
      ringSeconds: 20,
      talkSeconds: 30,
    });
  }
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await app.setViewportSize({ width: 900, height: 740 });
  await openScreen(app, '#/calls');
  const strip = app.getByRole('region', { name: 'More calls right now' });
  const row = app.getByRole('region', { name: 'Call log' }).locator('[data-row]').first();
  const before = await row.boundingBox();
  await app.mouse.move(400, 715);
  await app.mouse.move(400, 720);
  for (const shown of ringing) {
    const call = provider.ring({ from: shown.replaceAll(/\D/g, '') });
    await expect(strip).toContainText(shown);
    expect(await row.boundingBox()).toEqual(before);
    await call.reject();
    await strip.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await expect(strip).toBeHidden();
  }
});

test('takes no press that was meant for what stood in its place, and then it does', async ({
  app,
  provider,
  relay,
}) => {
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await openScreen(app, '#/settings/accounts');
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await app.emulateMedia({ reducedMotion });
    const came = app.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const watcher = new MutationObserver(() => {
            const strip = document.querySelector('section[aria-label="Calls right now"]');
            if (strip === null) return;
            watcher.disconnect();
            resolve(getComputedStyle(strip).pointerEvents);
          });
          watcher.observe(document.body, { childList: true, subtree: true });
        }),
    );
    const call = provider.ring({ from: '79161002001' });
    expect(await came).toBe('none');
    await app
      .getByRole('region', { name: 'Calls right now' })
      .getByRole('button', { name: /Silence/ })
      .click();
    await call.reject();
    await expect(app.getByRole('region', { name: 'Calls right now' })).toBeHidden();
  }
});

/** Titles and controls of heads that something else lies upon, and what of the screen lies under the strip. */
function coveredOf(page: Page): Promise<string[]> {
  return page.evaluate((headHeight) => {
    const nameOf = (element: Element) =>
      `${element.tagName} ${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}`;
    const strip = [...document.querySelectorAll('section')].findLast((one) =>
      /calls right now$/i.test(one.getAttribute('aria-label') ?? ''),
    );
    if (strip === undefined) return ['there is no strip'];
    const mainTop = document.querySelector('main')?.getBoundingClientRect().top ?? 0;
    const heads = [...document.querySelectorAll('main :is(h1, h2, button, a, input)')].filter((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const isHead = top - mainTop < headHeight && width > 1 && element.closest('[inert], aside') === null;
      const found = document.elementFromPoint(left + Math.min(width, 40) / 2, top + height / 2);
      return isHead && !(found !== null && (element.contains(found) || found.contains(element)));
    });
    const line = strip.querySelector('article') ?? strip;
    const { left, right, top, bottom } = line.getBoundingClientRect();
    const under = [left + 4, (left + right) / 2, right - 4].flatMap((x) =>
      [top + 4, bottom - 4]
        .flatMap((y) => document.elementsFromPoint(x, y))
        .filter((element) => !strip.contains(element) && !element.contains(strip)),
    );
    return [...new Set([...heads, ...under].map(nameOf))];
  }, 56);
}
