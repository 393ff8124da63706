import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures/shop.ts';

const hour = 3_600_000;
/** As the file writes it, in the time zone of the browser that asks for it. */
const written = (at: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow', dateStyle: 'short', timeStyle: 'medium' }).format(at);

const missedBy = { digits: '79161000302', shown: '+7 916 100-03-02' };
const alsoMissed = { digits: '79161000303', shown: '+7 916 100-03-03' };

test.use({
  past: {
    calls: [
      { direction: 'in', remote: missedBy.digits, agoMs: hour, ringSeconds: 20 },
      { direction: 'in', remote: alsoMissed.digits, agoMs: 2 * hour, ringSeconds: 5 },
      { direction: 'in', remote: '79161000234', agoMs: 3 * hour, talkSeconds: 61 },
      { direction: 'out', remote: missedBy.digits, agoMs: 4 * hour, talkSeconds: 5 },
    ],
  },
});

test('the filtered log is saved as a table, and only that', async ({ shop }) => {
  const { page, client, stand } = shop;
  const [first, second] = stand.calls.map(({ startedAt }) => written(startedAt));
  // What a spreadsheet would carry out, with all that a table must quote. People stay with the house: nobody else's number.
  await client.people.save({ key: '+79161000302', name: '=1+1, "Ромашка"', note: '' });
  await page.getByRole('button', { name: 'Missed', exact: true }).click();
  const rows = page.getByRole('region', { name: 'Call log' }).locator('[data-row]');
  await expect(rows).toHaveCount(2);

  const save = async () => {
    await page.getByRole('button', { name: 'Save or print' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Create the file' }).click();
    const file = await download;
    await expect(page.getByRole('dialog').getByRole('status')).toContainText(`Saved: ${file.suggestedFilename()}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };

  const { name, text } = await save();
  expect(name).toMatch(/^calls.*\.csv$/);
  expect(text.split('\r\n')).toEqual([
    '\ufeffTime,Direction,Outcome,Name,Number,Line,Account,"Rang, s","Talked, s",Note',
    `${first},incoming,missed,"\u200e=1+1, ""Ромашка""",${missedBy.shown},+7 495 000-01-10,Shop,,,`,
    `${second},incoming,missed,,${alsoMissed.shown},+7 495 000-01-10,Shop,,,`,
    '',
  ]);

  await page.getByRole('searchbox').fill('0303');
  await expect(rows).toHaveCount(1);
  expect((await save()).text.split('\r\n').slice(1, -1)).toEqual([expect.stringContaining(alsoMissed.shown)]);

  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(rows).toHaveCount(4);
  expect((await save()).text.split('\r\n')).toHaveLength(6);

  // The columns stay chosen, on paper too; a print dialog would wait for somebody.
  const printed = await page.evaluateHandle(() => {
    const count = { times: 0 };
    window.print = () => {
      count.times += 1;
    };
    return count;
  });
  await page.getByRole('button', { name: 'Save or print' }).click();
  for (const column of ['Direction', 'Outcome', 'Name', 'Line', 'Account', 'Rang, s', 'Talked, s', 'Note'])
    await page.getByRole('checkbox', { name: column, exact: true }).uncheck();
  await page.getByRole('button', { name: 'Print…' }).click();
  const paper = page.locator('.print-sheet tbody tr');
  await expect(paper).toHaveCount(4);
  await expect(paper.first()).toContainText(missedBy.shown);
  await expect(paper.first().locator('td')).toHaveCount(2);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Calls', exact: true })).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  // A file that is begun and left brings the sheet back, and not the print dialog.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const find = (label: string) =>
          [...document.querySelectorAll<HTMLElement>('[role=dialog] button')].find(
            ({ textContent }) => textContent === label,
          );
        // In the very moment in which it can be left: the file is made sooner than a test could press.
        const watcher = new MutationObserver(() => {
          const cancel = find('Cancel');
          if (cancel === undefined) return;
          watcher.disconnect();
          cancel.click();
          resolve();
        });
        watcher.observe(document.body, { childList: true, subtree: true });
        find('Create the file')?.click();
      }),
  );
  await expect(paper).toHaveCount(4);
  expect(await printed.evaluate(({ times }) => times)).toBe(1);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  expect((await save()).text.split('\r\n')[1]).toBe(`${first},${missedBy.shown}`);
});
