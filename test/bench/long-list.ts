/**
 * 100,000 calls in a real browser: how soon a filter or a search shows its rows, and what becomes of the frames while the
 * list is scrolled. Times are of this machine. A frame that took the page longer to make than it lasts, by processor time, is
 * dropped on any machine; what the browser drops beyond that waited for a processor, or for what draws: without a graphics
 * card that is the processor too. Run (after `npm run build`): node test/bench/long-list.ts
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../e2e/fixtures/chromium.ts';
import { openScreen } from '../e2e/fixtures/screens.ts';
import { writeLongLog } from '../fixtures/long-log.ts';
import { openWebHouse } from '../fixtures/web-house.ts';
import { scrollAndCount, timeToRows, traceScripts } from './frames.ts';

const turns = 5;

const directory = mkdtempSync(join(tmpdir(), 'perezvon-bench-'));
await writeLongLog(directory, 100_000);
const house = await openWebHouse({ directory });
const browser = await chromium.launch(chromiumOptions().launchOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, locale: 'en-GB' });
  await page.goto(house.server.mintLaunchUrl());
  await openScreen(page, '#/calls');
  const rows = page.getByRole('region', { name: 'Call log' }).locator('[data-row]');
  await rows.first().waitFor();
  const search = page.getByRole('searchbox', { name: 'Name, number, note' });
  const labels = await Promise.all((await rows.all()).map((row) => row.getAttribute('aria-label')));
  const number = labels.map((label) => /^\+7 (9[\d -]+),/.exec(label ?? '')?.[1]).find((one) => one !== undefined);
  if (number === undefined) throw new Error('no caller without a name is shown');
  const press = (name: string) => () => page.getByRole('button', { name, exact: true }).click();

  const turn = async (): Promise<Record<string, number>> => {
    const times: Record<string, number> = {};
    times.missed = await timeToRows(page, ', incoming, missed', press('Missed'));
    times.outgoing = await timeToRows(page, ', outgoing,', press('Outgoing'));
    times.recorded = await timeToRows(page, 'Recorded', press('Recorded'));
    times.incoming = await timeToRows(page, ', incoming,', press('Incoming'));
    await press('All')();
    for (const text of ['Клиент 17', `8 (${number}`]) {
      await search.fill(text.slice(0, 5));
      await page.waitForTimeout(300);
      await search.fill(text.slice(0, -1));
      const sign = text.replace('8 (', '+7 ');
      times[`the last key of “${text}”`] = await timeToRows(page, sign, () => search.press(text.slice(-1)));
    }
    await search.fill('');
    return times;
  };

  await turn();
  const taken: Record<string, number>[] = [];
  const [longest] = await traceScripts(page, async () => {
    for (let index = 0; index < turns; index += 1) taken.push(await turn());
  });
  console.log('From the event to the frame with the first rows, ms:');
  console.table(
    Object.keys(taken[0] ?? {}).map((what) => {
      const sorted = taken.map((times) => Math.round(times[what] ?? 0)).sort((a, b) => a - b);
      return { what, best: sorted[0], median: sorted[Math.floor(turns / 2)], worst: sorted.at(-1) };
    }),
  );
  console.log('The longest script, processor ms (50 is what a browser calls a long task):');
  console.table([longest]);

  await openScreen(page, '#/settings');
  await openScreen(page, '#/calls');
  await rows.first().waitFor();
  await scrollAndCount(page, { pixels: 4_000, seconds: 1 });
  const { scripts, ...frames } = await scrollAndCount(page, { pixels: 20_000, seconds: 5 });
  console.log('20,000 pixels in five seconds:');
  console.table([frames]);
  console.log('The longest script meanwhile, processor ms:');
  console.table([scripts[0]]);
} finally {
  await browser.close();
  await house.close();
}
