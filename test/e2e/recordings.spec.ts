import { readFile } from 'node:fs/promises';
import type { Route } from '@playwright/test';
import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/shop.ts';

const minute = 60_000;
const shown = (index: number) => `+7 916 100-00-0${index}`;

test.use({
  past: {
    calls: [1, 2, 3, 4].map((index) => ({
      direction: 'in' as const,
      remote: `7916100000${index}`,
      agoMs: (60 - index) * minute,
      talkSeconds: 9,
    })),
  },
});

test('a few are chosen and fetched, one is cancelled and the rest at once', async ({ shop }) => {
  const { page, client, line, stand } = shop;
  line.setFate('held');
  await openScreen(page, '#/recordings');
  const rows = page
    .getByRole('list', { name: 'Recordings' })
    .getByRole('listitem')
    .filter({ has: page.locator('[data-row]') });
  const row = (index: number) => rows.filter({ hasText: shown(index) });
  await expect(rows).toHaveCount(4);
  await expect(page.getByText('Listed, but not on this computer: 4')).toBeVisible();

  // By mouse, and by key with all in between.
  await row(4).getByRole('checkbox').click();
  await row(2).locator('[data-row]').focus();
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('Selected: 3')).toBeVisible();
  await row(3).getByRole('checkbox').click();
  await expect(page.getByText('Selected: 2')).toBeVisible();
  await page.getByRole('button', { name: 'Download: 2' }).click();
  await expect(page.getByText('Listed, but not on this computer: 2')).toBeVisible();
  await expect.poll(() => line.held()).toBe(2);
  await expect(row(4).getByRole('progressbar')).toHaveAccessibleName(/^Downloading \d+%$/);
  await expect(page.getByText(/^arriving: 2/)).toBeVisible();

  await row(4).getByRole('button', { name: 'Cancel the download' }).click();
  await expect(row(4).getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByText(/^arriving: 1/)).toBeVisible();
  line.release();
  line.setFate('whole');
  await expect(row(2).locator('[data-row]')).toHaveAccessibleName(/on this computer$/);
  await expect(row(4).locator('[data-row]')).toHaveAccessibleName(/at the provider$/);

  line.setFate('held');
  await page.getByRole('button', { name: 'Download all listed' }).click();
  await expect(page.getByText(/^arriving: 2 · waiting: 1/)).toBeVisible();
  await expect.poll(() => line.held()).toBe(2);
  const asked = line.soundRequests();
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByText('Listed, but not on this computer: 3')).toBeVisible();
  // What waited was never asked for.
  expect(line.soundRequests()).toBe(asked);

  // Several that are here are saved as one file, one is deleted here, and the list is narrowed as that of calls is.
  line.release();
  line.setFate('whole');
  await page.getByRole('button', { name: 'Download all listed' }).click();
  await expect(page.getByText('All recordings of this list are on this computer.')).toBeVisible();
  await row(4).getByRole('checkbox').click();
  await row(1)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save: 4' }).click();
  const saved = await readFile(await (await download).path());
  expect((await download).suggestedFilename()).toMatch(/^recordings \d{4}-\d\d-\d\d\.zip$/);
  // Each under its time and number.
  for (const index of [1, 2, 3, 4]) expect(saved.toString('latin1')).toContain(`${shown(index)}.mp3`);

  // Its button keeps the focus. What left the disk meanwhile is told, and what is listed has no say in what was begun.
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  let held: Route[] | undefined = [];
  await page.route(/\?download=1$/, (route) => (held === undefined ? route.continue() : void held.push(route)));
  const release = async () => {
    const waiting = held ?? [];
    held = undefined;
    for (const route of waiting) await route.continue();
  };
  await button('Save: 4').focus();
  await page.keyboard.press('Enter');
  await expect(button('Cancel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('Save: 4')).toBeFocused();
  held = [];
  await page.keyboard.press('Enter');
  await expect.poll(() => held?.length).toBe(1);
  await page.getByRole('searchbox').fill('nobody');
  await expect(rows).toHaveCount(0);
  await expect(button('Cancel')).toBeVisible();
  await openScreen(page, '#/settings');
  const { rows: listed } = await client.recordings.list({});
  const callId = listed.find(({ call }) => call.remote.raw === '79161000001')?.call.id ?? 0;
  await client.recordings.discard({ callId });
  const incomplete = page.waitForEvent('download');
  await release();
  await incomplete;
  await expect(page.getByText('recordings: 3 of 4. No longer on this computer: 1.')).toBeVisible();
  await openScreen(page, '#/recordings');
  await page.getByRole('searchbox').fill('');
  await client.recordings.fetch({ callId });
  await expect(row(1).locator('[data-row]')).toHaveAccessibleName(/on this computer$/);

  const more = row(4).getByRole('button', { name: /^More actions/ });
  const remove = page.getByRole('menuitem', { name: 'Delete from this computer…' });
  await more.click();
  await remove.click();
  await page.getByRole('dialog').press('Escape');
  await expect(more).toBeFocused();
  await row(4).getByRole('checkbox').click();
  held = [];
  await button('Save: 1').click();
  await expect.poll(() => held?.length).toBe(1);
  await more.click();
  await remove.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row(4).locator('[data-row]')).toHaveAccessibleName(/at the provider$/);
  await expect(more).toBeFocused();
  await release();
  await expect(page.getByText('Nothing was saved: what was selected is no longer on this computer.')).toBeVisible();
  await page.unroute(/\?download=1$/);
  await page.getByRole('button', { name: 'Outgoing' }).click();
  await expect(page.getByText('No recording matches the search and the filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all recordings' }).click();
  await expect(rows).toHaveCount(4);
  expect(stand.calls).toHaveLength(4);
});

test('notes are written at moments of a recording, lead back to them, and find the call', async ({ shop }) => {
  const { page, client, line } = shop;
  await openScreen(page, '#/recordings');
  const rows = page
    .getByRole('list', { name: 'Recordings' })
    .getByRole('listitem')
    .filter({ has: page.locator('[data-row]') });
  await rows
    .filter({ hasText: shown(2) })
    .locator('[data-row]')
    .click();
  const player = page.getByRole('region', { name: 'Player' });
  const position = () => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0);
  await expect.poll(position).toBeGreaterThan(0);
  await player.getByRole('button', { name: 'Pause' }).click();
  await player.getByRole('button', { name: 'Forward 10 seconds' }).click();
  await page.evaluate(() => {
    const audio = document.querySelector('audio');
    if (audio) audio.currentTime = 4.2;
  });

  await player.getByRole('button', { name: 'Volume: 100%' }).click();
  await page.getByRole('slider', { name: 'Volume' }).fill('40');
  expect(await page.evaluate(() => document.querySelector('audio')?.volume)).toBe(0.4);
  await page.keyboard.press('Escape');
  await expect(player.getByRole('button', { name: 'Volume: 40%' })).toBeFocused();

  await page.keyboard.press('n');
  const notes = page.getByRole('region', { name: 'Notes on the recording' });
  await expect(notes.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('asks for an invoice');
  await page.keyboard.press('Enter');
  await expect(notes.getByRole('listitem')).toContainText(['0:04asks for an invoice']);

  await notes.getByRole('button', { name: /^Change the note/ }).click();
  await notes.getByRole('textbox', { name: 'Change the note' }).fill('wants the invoice by Friday');
  await page.keyboard.press('Enter');
  await expect(notes.getByRole('listitem')).toContainText(['wants the invoice by Friday']);

  await page.evaluate(() => {
    const audio = document.querySelector('audio');
    if (audio) audio.currentTime = 0;
  });
  await notes.getByRole('button', { name: 'Play from 0:04: wants the invoice by Friday' }).click();
  await expect.poll(position).toBeGreaterThan(4);

  const search = page.getByRole('searchbox');
  await search.fill('by friday');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(shown(2));
  await search.fill('asks for');
  await expect(rows).toHaveCount(0);
  await search.fill('');

  await notes.getByRole('button', { name: /^Remove the note/ }).click();
  await expect(notes.getByRole('listitem')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(notes.getByRole('listitem')).toContainText(['0:04wants the invoice by Friday']);
  const { rows: found } = await client.recordings.list({ filter: { search: 'invoice by' } });
  expect(found.map(({ call }) => call.remote.raw)).toEqual(['79161000002']);

  // Another window deletes the file: it is not fetched once more because it is in the player here.
  const asked = line.soundRequests();
  await client.recordings.discard({ callId: found[0]?.call.id ?? 0 });
  await expect(player).toHaveCount(0);
  await expect(page.getByText('The recording that was in the player is no longer on this computer.')).toBeVisible();
  await expect(rows.filter({ hasText: shown(2) }).locator('[data-row]')).toHaveAccessibleName(/at the provider$/);
  expect(line.soundRequests()).toBe(asked);
});
