import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { formatDuration } from '../../renderer/format/duration.ts';
import { zip } from '../fixtures/archives.ts';
import * as sound from '../fixtures/sound-formats.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/shop.ts';

/** What providers send, what of it is kept, and for how long it plays. */
const playable: [string, Buffer, number][] = [
  ['MP3 behind half a frame', Buffer.concat([sound.noise(61), sound.mp3(14.4)]), 14.4],
  ['MP3 behind a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), sound.mp3(14.4)]), 14.4],
  ['MP3 of several bitrates', sound.variableMp3(60), 60],
  ['two MP3s behind one another', Buffer.concat([sound.variableMp3(20), sound.mp3(20)]), 40],
  ['WAV of no length', sound.wavOfUnknownLength(20, 0xffffffff), 20],
  ['WAV of a stale length', sound.wavOfUnknownLength(20, 36), 20],
  ['RF64', sound.rf64(9), 9],
  ['A-law', sound.wavG711(6, 9), 9],
  ['µ-law', sound.wavG711(7, 9), 9],
  ['MP3 in RIFF', sound.wavMp3(14.4), 14.4],
  ['Opus in Ogg', sound.oggOpus(9), 9],
  ['WebM', sound.webm(9), 9],
  ['WebM as it was streamed', sound.webm(9, { live: true }), 9],
  ['an archive', zip({ 'readme.txt': Buffer.from('hello'), 'a.mp3': sound.mp3(14.4) }, { long: true }), 14.4],
  ['FLAC out of a pipe', sound.flac(9, { isPiped: true }), 9],
];
const unplayable: [string, Buffer, string][] = [
  ['GSM in WAV', sound.wav49(12), 'This format cannot be played here (GSM 6.10). Save the file'],
  ['AMR', sound.amr(12), 'This format cannot be played here (AMR). Save the file'],
  [
    'an archive of two sounds',
    zip({ 'a.mp3': sound.mp3(5), 'b.mp3': sound.mp3(6) }),
    'The provider sent an archive that cannot be opened here (ZIP)',
  ],
];

const kinds = [
  ...playable.map(([name, bytes]) => ({ name, bytes })),
  ...unplayable.map(([name, bytes]) => ({ name, bytes })),
];
/** Each talk has seconds of its own, by which its recording is known, and which no player may show instead of the sound's. */
const secondsOf = (name: string) => 200 + kinds.findIndex((kind) => kind.name === name);
const numberOf = (name: string) => `791610001${String(secondsOf(name)).slice(1)}`;
const shownNumber = (name: string) => `+7 916 100-01-${String(secondsOf(name)).slice(1)}`;
const minute = 60_000;

test.use({
  sounds: new Map(kinds.map(({ name, bytes }) => [secondsOf(name), bytes])),
  past: {
    calls: kinds.map(({ name }, index) => ({
      direction: 'in' as const,
      remote: numberOf(name),
      talkSeconds: secondsOf(name),
      agoMs: (300 - index * 6) * minute,
    })),
  },
});

const rowOf = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Recordings' })
    .getByRole('listitem')
    .filter({ hasText: shownNumber(name) });
test('what a browser can play plays, as long in the list, in the player and in the element', async ({ shop }) => {
  const { page, client } = shop;
  await openScreen(page, '#/recordings');
  const player = page.getByRole('region', { name: 'Player' });
  const lengthOf = async (name: string) => {
    const { rows } = await client.recordings.list({ limit: 200 });
    return rows.find(({ call }) => call.talkSeconds === secondsOf(name))?.recording.durationSeconds ?? 0;
  };
  for (const [name, , seconds] of playable) {
    await test.step(name, async () => {
      await rowOf(page, name).locator('[data-row]').click();
      const duration = await page.waitForFunction(() => {
        const audio = document.querySelector('audio');
        return audio && audio.currentTime > 0 && audio.duration;
      });
      expect(Math.abs(((await duration.jsonValue()) || 0) - seconds)).toBeLessThan(0.3);
      expect(Math.abs((await lengthOf(name)) - seconds)).toBeLessThan(0.1);
      const shown = formatDuration(await lengthOf(name));
      await expect(player.getByRole('slider')).toHaveAttribute('aria-valuetext', new RegExp(` of ${shown}$`));
      await expect(rowOf(page, name).locator('time').last()).toHaveText(shown);

      // Anywhere in it.
      await page.evaluate((to) => {
        const audio = document.querySelector('audio');
        if (audio) audio.currentTime = to;
      }, seconds * 0.75);
      await page.waitForFunction((to) => (document.querySelector('audio')?.currentTime ?? 0) > to, seconds * 0.75);
      await page.keyboard.press('Space');
    });
  }
});

test('what it cannot play is kept, said so in plain words, saved by one click and not asked for again', async ({
  shop,
}) => {
  const { page, line } = shop;
  await openScreen(page, '#/recordings');
  const player = page.getByRole('region', { name: 'Player' });
  for (const [name, bytes, words] of unplayable) {
    await test.step(name, async () => {
      await rowOf(page, name).locator('[data-row]').click();
      await expect(player.getByRole('alert')).toContainText(words);
      await expect(player.getByRole('button', { name: 'Download again' })).toHaveCount(0);
      await expect(rowOf(page, name)).toContainText(words);
      const downloading = page.waitForEvent('download');
      await player.getByRole('link', { name: 'Save as…' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/\+7 916 100-01-\d\d\.(wav|amr|zip)$/);
      expect(readFileSync(await download.path()).equals(bytes)).toBe(true);
      await player.getByRole('button', { name: 'Close the player' }).click();
    });
  }
  expect(line.soundRequests()).toBe(unplayable.length);
});
