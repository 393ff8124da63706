import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createManualClock } from '../../../../test/fakes/manual-clock.ts';
import { makeMp3, makeWav } from '../../../../test/fixtures/audio.ts';
import { readWaveform } from './read-waveform.ts';
import { createWaveformMaker, type WaveformMaker } from './waveform-maker.ts';

const stretches = [
  { seconds: 2, amplitude: 0.5 },
  { seconds: 3, amplitude: 0 },
];
const never = new AbortController().signal;
let talk: Buffer;
beforeAll(async () => {
  talk = await makeMp3(stretches);
});

let directory: string;
let makers: WaveformMaker[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-thread-'));
  makers = [];
});
afterEach(async () => {
  await Promise.all(makers.map((maker) => maker.close()));
  rmSync(directory, { recursive: true, force: true });
});

function create(program?: URL) {
  const clock = createManualClock();
  const maker = createWaveformMaker(clock, program);
  makers.push(maker);
  return { maker, clock };
}

function file(name: string, bytes: Buffer, mimeType = 'audio/wav') {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return { path, mimeType };
}

it.each([
  ['WAV', () => file('a.wav', makeWav(stretches))],
  ['MP3', () => file('a.mp3', talk, 'audio/mpeg')],
])('answers of a %s what is read of it here', async (_name, make) => {
  const { path, mimeType } = make();
  const made = await create().maker.make({ path, mimeType }, never);
  expect(made).toEqual(await readWaveform(path, mimeType, never));
  expect(made.durationSeconds).toBeCloseTo(5, 0);
});

it('says what it is that cannot be drawn, and which file it could not read', async () => {
  const { maker } = create();
  const noise = file('noise', Buffer.from('no sound'), 'audio/mpeg');
  await expect(maker.make(noise, never)).rejects.toMatchObject({ problem: { code: 'NOT_SUPPORTED' } });
  const flac = maker.make({ ...noise, mimeType: 'audio/flac' }, never);
  await expect(flac).rejects.toMatchObject({ problem: { code: 'NOT_SUPPORTED', detail: 'audio/flac' } });
  const gone = maker.make({ path: join(directory, 'gone'), mimeType: 'audio/mpeg' }, never);
  await expect(gone).rejects.toMatchObject({ code: 'ENOENT' });
});

it('begins no thread for what cannot be drawn', async () => {
  const begun = vi.spyOn(Worker.prototype, 'unref');
  onTestFinished(() => begun.mockRestore());
  const { maker } = create();
  const ogg = { ...file('a.ogg', Buffer.from('OggS')), mimeType: 'audio/ogg' };
  await expect(maker.make(ogg, never)).rejects.toMatchObject({
    problem: { code: 'NOT_SUPPORTED', detail: 'audio/ogg' },
  });
  expect(begun).not.toHaveBeenCalled();
  await maker.make(file('a.wav', makeWav(stretches)), never);
  expect(begun).toHaveBeenCalledOnce();
});

/** A program that breaks down as it is told to, and else says which thread it runs on. */
const fragile = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads';
    parentPort.on('message', ({ path }) => {
      if (path === 'throws') throw new Error('a slip');
      if (path === 'exits') process.exit(3);
      if (path === 'fills its memory') for (const all = []; ; ) all.push(new Array(100_000).fill(all.length));
      if (path === 'hangs') for (;;);
      parentPort.postMessage({ waveform: { durationSeconds: threadId, peaks: [], silences: [] } });
    });
  `)}`,
);
const threadOf = async (maker: WaveformMaker) =>
  (await maker.make({ path: 'fine', mimeType: 'audio/wav' }, never)).durationSeconds;

it.each([
  ['throws', { message: 'a slip' }],
  ['exits', { message: 'the thread has ended' }],
  ['fills its memory', { code: 'ERR_WORKER_OUT_OF_MEMORY' }],
])('is done with one waveform and goes on with the next where its thread %s', async (path, error) => {
  const { maker } = create(fragile);
  const before = await threadOf(maker);
  const made = maker.make({ path, mimeType: 'audio/wav' }, never);
  // In the same moment, as the next of a queue is.
  const next = made.catch(() => threadOf(maker));
  await expect(made).rejects.toMatchObject(error);
  expect(await next).not.toBe(before);
});

it('says why where its program is not there', async () => {
  const { maker } = create(new URL('no-such-thread.js', import.meta.url));
  await expect(threadOf(maker)).rejects.toThrow('no-such-thread.js');
});

it('ends at once what is no longer wanted, however busy its thread is', async () => {
  const { maker } = create(fragile);
  const before = await threadOf(maker);
  const abort = new AbortController();
  const made = maker.make({ path: 'hangs', mimeType: 'audio/wav' }, abort.signal);
  abort.abort();
  await expect(made).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(await threadOf(maker)).not.toBe(before);
  await expect(maker.make({ path: 'fine', mimeType: 'audio/wav' }, abort.signal)).rejects.toThrow('aborted');
});

it('keeps its thread from one waveform to the next, and ends it when there was none for a while', async () => {
  const { maker, clock } = create(fragile);
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  onTestFinished(() => ended.mockRestore());
  const first = await threadOf(maker);
  clock.advance(4_000);
  expect(await threadOf(maker)).toBe(first);
  clock.advance(4_000);
  expect(ended).not.toHaveBeenCalled();
  clock.advance(1_000);
  expect(ended).toHaveBeenCalledOnce();
  expect(clock.pending()).toBe(0);
  expect(await threadOf(maker)).not.toBe(first);
  await maker.close();
  expect([ended.mock.calls.length, clock.pending()]).toEqual([2, 0]);
});
