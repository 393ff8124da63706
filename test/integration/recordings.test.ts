import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Recording, RecordingFilter, Transfers } from '../../shared/contract/recording.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { zip } from '../fixtures/archives.ts';
import { makeMp3, makeWav } from '../fixtures/audio.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';
import { openSlowLine, type SlowLine } from '../fixtures/slow-line.ts';
import { amr, wav49, webm } from '../fixtures/sound-formats.ts';

const minute = 60_000;
const talk = await makeMp3([
  { seconds: 3, amplitude: 0.5 },
  { seconds: 3, amplitude: 0 },
  { seconds: 2, amplitude: 0.5 },
]);

let sound: Uint8Array;
let stand: SipnetStand;
let line: SlowLine;
let running: RunningCore;
let heard: Update[];

beforeEach(async () => {
  sound = talk;
  stand = await createSipnetStand({ account: testAccount, callbacks: 'manual', makeAudio: async () => sound });
  line = await openSlowLine(stand.url);
  running = await startCore();
  watch();
});
afterEach(async () => {
  await running.close();
  await line.close();
  await stand.close();
});

function watch(): void {
  heard = [];
  running.core.watch((update) => heard.push(update));
}

async function restart(): Promise<void> {
  running = await running.restart();
  watch();
}

/** So many calls with a recording, ended at least so long ago, the oldest first; answers their ids in that order. */
async function connectWithCalls(count: number, endedAgoMs = 10 * minute): Promise<number[]> {
  for (let index = count; index > 0; index--) {
    const startedAt = Date.now() - endedAgoMs - index * minute;
    stand.addCall({ direction: 'in', remote: `7943000020${index}`, startedAt, talkSeconds: 20 });
  }
  await connectDraft(running.client, { ...draftFor(line.url), webhook: false, replaceHook: false });
  await vi.waitFor(async () => expect(await rows()).toHaveLength(count));
  return (await rows()).map(({ call }) => call.id).reverse();
}

const rows = async () => (await running.client.recordings.list({ limit: 200 })).rows;
const get = (callId: number) => running.client.recordings.get({ callId });
const files = () => {
  const directory = join(running.directory, 'recordings');
  return existsSync(directory) ? readdirSync(directory).sort() : [];
};
const until = (callId: number, fields: Partial<Recording>) =>
  vi.waitFor(async () => expect(await get(callId)).toMatchObject(fields), { interval: 10 });

/** Lets the account read its lists now, and waits until it has. */
async function relist(): Promise<void> {
  const asked = stand.requestsFor('attempts').length;
  const [account] = await running.client.accounts.list();
  await running.client.accounts.retry({ id: account?.id ?? '' });
  await vi.waitFor(() => expect(stand.requestsFor('attempts').length).toBeGreaterThan(asked));
}
const keepAll = (quotaMegabytes = 2048) =>
  running.client.settings.update({ recordings: { keep: 'all', quotaMegabytes } });

describe('a recording that somebody wants', () => {
  it('arrives with progress, and then plays, shows its sound and has a name to be saved under', async () => {
    const [callId = 0] = await connectWithCalls(1);
    line.setFate('held');
    expect(await running.client.recordings.fetch({ callId })).toMatchObject({ state: 'fetching' });
    await vi.waitFor(() => expect(line.held()).toBe(1));
    await until(callId, { state: 'fetching', totalBytes: talk.length });
    line.release();
    // By its own sound, and not by the twenty seconds that the provider told.
    await vi.waitFor(async () => expect((await get(callId)).durationSeconds).toBeCloseTo(8, 0));
    expect(await get(callId)).toMatchObject({
      state: 'stored',
      bytes: talk.length,
      mimeType: 'audio/mpeg',
      mediaPath: `/media/recordings/${callId}`,
      kept: false,
    });
    expect(files()).toEqual([`${callId}.mp3`]);
    expect(readFileSync(running.core.audioFile(callId)?.path ?? '').equals(talk)).toBe(true);
    expect(running.core.audioFile(callId)?.downloadName).toMatch(/^\d{4}-\d\d-\d\d \d\d-\d\d \+7 943 000-02-01\.mp3$/);

    const { peaks, silences, durationSeconds } = await running.client.recordings.peaks({ callId });
    expect(durationSeconds).toBeCloseTo(8, 0);
    expect(Math.max(...peaks)).toBeGreaterThan(0.4);
    expect(silences).toHaveLength(1);
    expect(silences[0]?.[0]).toBeCloseTo(3.2, 0);
    expect(silences[0]?.[1]).toBeCloseTo(5.8, 0);

    const states = heard.flatMap((update) => (update.kind === 'recording' ? [update.recording.state] : []));
    expect([...new Set(states)]).toEqual(['fetching', 'stored']);
    const summaries = heard.flatMap((update) => (update.kind === 'transfers' ? [update.transfers] : []));
    expect(summaries.some(({ active }) => active === 1)).toBe(true);
    expect(summaries.at(-1)).toMatchObject({ active: 0, waiting: 0, done: 1, failed: 0 });
  });

  it('is shown where its file lies, by a host that can', async () => {
    const [elsewhere = 0, here = 0] = await connectWithCalls(2);
    await running.client.recordings.fetch({ callId: here });
    await until(here, { state: 'stored' });
    expect((await running.client.host.info()).features.revealFile).toBe(false);
    await expect(running.client.recordings.reveal({ callId: here })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });

    const revealed: string[] = [];
    const { directory } = running;
    await running.core.close();
    running = await startCore({ directory, ports: { fileRevealer: { reveal: (path) => void revealed.push(path) } } });
    expect((await running.client.host.info()).features.revealFile).toBe(true);
    await running.client.recordings.reveal({ callId: here });
    await expect(running.client.recordings.reveal({ callId: elsewhere })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(revealed).toEqual([join(directory, 'recordings', `${here}.mp3`)]);
  });

  it('is not fetched twice, and survives a restart with its waveform', async () => {
    const [callId = 0] = await connectWithCalls(1);
    await running.client.recordings.fetch({ callId });
    const before = await vi.waitFor(() => running.client.recordings.peaks({ callId }));
    await restart();
    expect(await running.client.recordings.fetch({ callId })).toMatchObject({
      state: 'stored',
      durationSeconds: expect.closeTo(before.durationSeconds, 6),
    });
    const after = await running.client.recordings.peaks({ callId });
    for (const [index, peak] of after.peaks.entries()) expect(peak).toBeCloseTo(before.peaks[index] ?? 0, 2);
    expect(line.soundRequests()).toBe(1);
  });

  it('gets its waveform later when it was stored before there were any', async () => {
    const [callId = 0] = await connectWithCalls(1);
    await running.client.recordings.fetch({ callId });
    await vi.waitFor(() => running.client.recordings.peaks({ callId }));
    await running.core.close();
    const sql = new DatabaseSync(join(running.directory, 'perezvon.sqlite'));
    expect(sql.prepare('DELETE FROM waveforms').run().changes).toBe(1);
    sql.prepare('UPDATE recordings SET format = NULL, duration_seconds = NULL').run();
    sql.close();
    running = await startCore({ directory: running.directory });
    expect((await get(callId)).durationSeconds).toBeUndefined();
    expect((await running.client.recordings.peaks({ callId })).durationSeconds).toBeCloseTo(8, 0);
    expect((await get(callId)).durationSeconds).toBeCloseTo(8, 0);
  });

  it('is unpacked when it comes as an archive, and named by its kind', async () => {
    stand.setTraps({ recordings: 'zip' });
    sound = makeWav([{ seconds: 1, amplitude: 0.3 }]);
    const [callId = 0] = await connectWithCalls(1);
    // The stand calls the file in its archive `.mp3`; what it is shows in its bytes.
    await running.client.recordings.fetch({ callId });
    await until(callId, { state: 'stored', mimeType: 'audio/wav', durationSeconds: 1 });
    expect(files()).toEqual([`${callId}.wav`]);
  });
});

describe('what goes wrong is told', () => {
  it.each([
    ['expired', { state: 'expired', problem: { code: 'RECORDING_EXPIRED' } }],
    ['empty', { state: 'broken', problem: { code: 'RECORDING_BROKEN' } }],
    ['cut-short', { state: 'failed', problem: { code: 'RECORDING_CUT_SHORT' } }],
  ] as const)('%s, with nothing left behind, and it can be tried again', async (recordings, told) => {
    const [callId = 0] = await connectWithCalls(1);
    stand.setTraps({ recordings });
    await running.client.recordings.fetch({ callId });
    await until(callId, told as Partial<Recording>);
    expect(files()).toEqual([]);
    expect((await get(callId)).mediaPath).toBeUndefined();
    await expect(running.client.recordings.peaks({ callId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    stand.setTraps({});
    await running.client.recordings.fetch({ callId });
    await until(callId, { state: 'stored' });
    expect((await get(callId)).problem).toBeUndefined();
  });

  it('a provider that is gone midway', async () => {
    const [callId = 0] = await connectWithCalls(1);
    line.setFate('held');
    await running.client.recordings.fetch({ callId });
    await vi.waitFor(() => expect(line.held()).toBe(1));
    await until(callId, { state: 'fetching', totalBytes: talk.length });
    line.cutHeld();
    await until(callId, { state: 'failed', problem: { code: 'RECORDING_CUT_SHORT' } as Recording['problem'] });
    expect((await get(callId)).problem?.detail).toMatch(new RegExp(`^\\d+/${talk.length}$`));
    expect(files()).toEqual([]);
  });

  it('what only looks like sound: nothing is kept', async () => {
    sound = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(4000, 7)]);
    const [callId = 0] = await connectWithCalls(1);
    await running.client.recordings.fetch({ callId });
    await until(callId, { state: 'broken', problem: { code: 'RECORDING_BROKEN', detail: 'no audio inside' } });
    expect((await get(callId)).mediaPath).toBeUndefined();
    expect(files()).toEqual([]);
  });

  it.each([
    ['WebM', webm(6), 'webm', 'audio/webm', 'Opus', 6],
    ['GSM in WAV', wav49(12), 'wav', 'audio/wav', 'GSM 6.10', 12],
    ['AMR', amr(9), 'amr', 'audio/amr', 'AMR', 9],
  ])(
    'a format that not every machine plays, and is no failure: %s',
    async (_, bytes, extension, mimeType, format, durationSeconds) => {
      sound = bytes;
      const [callId = 0] = await connectWithCalls(1);
      await running.client.recordings.fetch({ callId });
      await until(callId, { state: 'stored', mimeType, format, durationSeconds });
      const file = running.core.audioFile(callId);
      expect(readFileSync(file?.path ?? '').equals(bytes)).toBe(true);
      expect(file?.downloadName).toMatch(new RegExp(`\\.${extension}$`));
      await expect(running.client.recordings.peaks({ callId })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
      // It is here: nobody asks for it again.
      expect(await running.client.recordings.fetch({ callId })).toMatchObject({ state: 'stored' });
      await restart();
      expect(await get(callId)).toMatchObject({ state: 'stored', format, durationSeconds });
      expect((await get(callId)).problem).toBeUndefined();
      expect((await rows()).map(({ recording }) => recording.durationSeconds)).toEqual([durationSeconds]);
      expect(line.soundRequests()).toBe(1);
    },
  );

  it('an archive of several sounds is kept whole', async () => {
    sound = zip({ 'in.mp3': talk, 'out.wav': makeWav([{ seconds: 1, amplitude: 0.3 }]) });
    const [callId = 0] = await connectWithCalls(1);
    await running.client.recordings.fetch({ callId });
    await until(callId, { state: 'stored', mimeType: 'application/zip', format: 'ZIP' });
    expect((await get(callId)).durationSeconds).toBeUndefined();
    expect(files()).toEqual([`${callId}.zip`]);
  });

  it('what a crash left behind goes at the next start', async () => {
    const [callId = 0] = await connectWithCalls(1);
    await running.client.recordings.fetch({ callId });
    await until(callId, { state: 'stored' });
    await running.core.close();
    writeFileSync(join(running.directory, 'recordings', '77.part'), 'half');
    writeFileSync(join(running.directory, 'recordings', '78.mp3'), 'of a call that is gone');
    running = await startCore({ directory: running.directory });
    await vi.waitFor(() => expect(files()).toEqual([`${callId}.mp3`]));
  });
});

describe('many at once', () => {
  const summary = () =>
    heard.flatMap((update) => (update.kind === 'transfers' ? [update.transfers] : [])).at(-1) as Transfers;

  it('come two at a time, one that somebody wants to hear goes beside them, and all are told of', async () => {
    const callIds = await connectWithCalls(6);
    line.setFate('held');
    const last = callIds.at(-1) ?? 0;
    expect(await running.client.recordings.fetchMany({ callIds: [...callIds, 12_345] })).toEqual({ queued: 6 });
    await vi.waitFor(() => expect(line.held()).toBe(2));
    expect((await rows()).map(({ recording }) => recording.state).reverse()).toEqual([
      ...['fetching', 'fetching', 'waiting', 'waiting', 'waiting', 'waiting'],
    ]);
    expect(await running.client.recordings.fetch({ callId: last })).toMatchObject({ state: 'fetching' });
    await vi.waitFor(() => expect(line.held()).toBe(3));
    expect(summary()).toMatchObject({ active: 3, waiting: 3 });
    line.release();
    await vi.waitFor(() => expect(summary()).toEqual({ active: 0, waiting: 0, done: 6, failed: 0 }));
    expect(line.mostAtOnce()).toBe(3);
    expect(files()).toHaveLength(6);
    expect(await running.client.recordings.usage()).toEqual({
      bytes: 6 * talk.length,
      files: 6,
      keptBytes: 0,
      quotaBytes: 2048 * 1024 * 1024,
    });
  });

  it('end together, and leave nothing', async () => {
    const callIds = await connectWithCalls(4);
    line.setFate('held');
    await running.client.recordings.fetchMany({ callIds });
    await vi.waitFor(() => expect(line.held()).toBe(2));
    expect(await running.client.recordings.cancelAll()).toEqual({ cancelled: 4 });
    expect((await rows()).map(({ recording }) => recording.state)).toEqual(['remote', 'remote', 'remote', 'remote']);
    expect(files()).toEqual([]);
    expect(line.soundRequests()).toBe(2);
  });

  it('lose one without the others', async () => {
    const [first = 0, second = 0, third = 0] = await connectWithCalls(3);
    line.setFate('held');
    await running.client.recordings.fetchMany({ callIds: [first, second, third] });
    await vi.waitFor(() => expect(line.held()).toBe(2));
    expect(await running.client.recordings.cancel({ callId: third })).toMatchObject({ state: 'remote' });
    expect(await running.client.recordings.cancel({ callId: first })).toMatchObject({ state: 'remote' });
    line.release();
    await until(second, { state: 'stored' });
    expect(files()).toEqual([`${second}.mp3`]);
  });

  it('go with their account', async () => {
    const callIds = await connectWithCalls(3);
    await running.client.recordings.fetch({ callId: callIds[0] ?? 0 });
    await until(callIds[0] ?? 0, { state: 'stored' });
    line.setFate('held');
    await running.client.recordings.fetchMany({ callIds });
    await vi.waitFor(() => expect(line.held()).toBe(2));
    const [account] = await running.client.accounts.list();
    await running.client.accounts.remove({ id: account?.id ?? '' });
    expect(files()).toEqual([]);
  });
});

describe('keeping all', () => {
  it('fetches what there is, the oldest first and one after another, and what appears later', async () => {
    const callIds = await connectWithCalls(3);
    await keepAll();
    for (const callId of callIds) await until(callId, { state: 'stored' });
    expect(line.mostAtOnce()).toBe(1);
    const order = heard.flatMap((update) =>
      update.kind === 'recording' && update.recording.state === 'fetching' ? [update.recording.callId] : [],
    );
    expect([...new Set(order)]).toEqual(callIds);

    stand.addCall({ direction: 'in', remote: '79430000299', startedAt: Date.now() - 5 * minute, talkSeconds: 20 });
    await relist();
    await vi.waitFor(() => expect(files()).toHaveLength(4));
  });

  it('goes on after a restart, and leaves alone what was cancelled and what the provider has deleted', async () => {
    const [old = 0, first = 0, second = 0] = await connectWithCalls(3, 20 * minute);
    // The service was told to keep less, and says so.
    Object.assign(stand.settings().recording, { expiration: 22.5 * 60 });
    line.setFate('held');
    await keepAll();
    await vi.waitFor(() => expect(line.held()).toBe(1));
    await restart();
    await vi.waitFor(() => expect(line.held()).toBe(1));
    await running.client.recordings.cancel({ callId: first });
    line.release();
    await until(second, { state: 'stored' });
    expect(await get(first)).toMatchObject({ state: 'remote' });
    expect((await get(old)).state).toBe('remote');
  });
});

describe('the quota', () => {
  const megabyte = 1024 * 1024;
  const plays = (callId: number) => running.core.audioFile(callId);

  it('lets go what was heard longest ago, never what is kept, and does not fetch that again by itself', async () => {
    // Three of them do not fit. A kind that is stored as it is, since nothing here decodes it.
    sound = Buffer.concat([Buffer.from('caff'), Buffer.alloc(20 * megabyte)]);
    const [first = 0, second = 0, third = 0, fourth = 0] = await connectWithCalls(4);
    await running.client.settings.update({ recordings: { keep: 'on-demand', quotaMegabytes: 50 } });
    expect(await running.client.recordings.keep({ callId: first, kept: true })).toMatchObject({ kept: true });
    await until(first, { state: 'stored', kept: true });
    await running.client.recordings.fetch({ callId: second });
    await until(second, { state: 'stored' });
    await running.client.recordings.fetch({ callId: third });
    await until(third, { state: 'stored' });
    await until(second, { state: 'remote' });
    expect(files()).toEqual([`${first}.caf`, `${third}.caf`].sort());
    expect(await running.client.recordings.usage()).toMatchObject({ files: 2, quotaBytes: 50 * megabyte });

    // Somebody plays the third: there is nothing that could leave, and what was asked for comes all the same.
    plays(third);
    await running.client.recordings.fetch({ callId: fourth });
    await until(fourth, { state: 'stored' });
    expect(files()).toHaveLength(3);

    expect(await running.client.recordings.keep({ callId: first, kept: false })).toMatchObject({ kept: false });
    await until(first, { state: 'remote' });
    expect(files()).toEqual([`${third}.caf`, `${fourth}.caf`].sort());

    const fetched = line.soundRequests();
    stand.addCall({ direction: 'in', remote: '79430000299', startedAt: Date.now() - 5 * minute, talkSeconds: 20 });
    await keepAll(50);
    await relist();
    await vi.waitFor(() => expect(line.soundRequests()).toBe(fetched + 1));
    await until(fourth, { state: 'remote' });
    const states = async () => (await rows()).map(({ recording }) => recording.state);
    const settled = ['stored', 'remote', 'stored', 'remote', 'remote'];
    await vi.waitFor(async () => expect(await states()).toEqual(settled), { interval: 10 });
    await relist();
    expect(await states()).toEqual(settled);
    expect(line.soundRequests()).toBe(fetched + 1);

    stand.setTraps({ recordings: 'expired' });
    await running.client.recordings.fetch({ callId: second });
    await until(second, { state: 'expired' });
  });
});

describe('the list', () => {
  it('is narrowed by direction, time, account and words together', async () => {
    const [older = 0, newer = 0] = await connectWithCalls(2);
    stand.addCall({ direction: 'out', remote: '79430000207', startedAt: Date.now() - 5 * minute, talkSeconds: 20 });
    await relist();
    await vi.waitFor(async () => expect(await rows()).toHaveLength(3));
    const { recordings, calls } = running.client;
    const list = async (filter: RecordingFilter) => (await recordings.list({ filter })).rows.map(({ call }) => call.id);
    const outgoing = (await rows()).find(({ call }) => call.direction === 'out')?.call.id ?? 0;
    expect(await list({ direction: 'out' })).toEqual([outgoing]);
    expect(await list({ direction: 'in' })).toEqual([newer, older]);
    const { startedAt, accountId } = await calls.get({ id: newer });
    expect(await list({ direction: 'in', from: startedAt })).toEqual([newer]);
    expect(await list({ direction: 'in', to: startedAt, accountId })).toEqual([older]);
    expect(await list({ accountId: 'nobody' })).toEqual([]);
    expect(await list({ direction: 'in', search: '0207' })).toEqual([]);
  });

  it('has no file any more of what the user deleted, and does not fetch it again by itself', async () => {
    const [first = 0, second = 0] = await connectWithCalls(2);
    await keepAll();
    for (const callId of [first, second]) await until(callId, { state: 'stored' });
    await running.client.recordings.keep({ callId: first, kept: true });
    expect(await running.client.recordings.discard({ callId: first })).toMatchObject({ state: 'remote' });
    expect(files()).toEqual([expect.stringContaining(`${second}.`)]);
    await running.client.recordings.discard({ callId: first });
    const fetched = line.soundRequests();
    await relist();
    await restart();
    await relist();
    expect(line.soundRequests()).toBe(fetched);
    expect(await get(first)).toMatchObject({ state: 'remote' });
    await running.client.recordings.fetch({ callId: first });
    await until(first, { state: 'stored', kept: false });
    await expect(running.client.recordings.discard({ callId: 12_345 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('notes in a recording', () => {
  it('stand in order, change, go, and lead the search to their call', async () => {
    const [callId = 0, other = 0] = await connectWithCalls(2);
    const { recordings, calls } = running.client;
    const late = await recordings.addNote({ callId, atSeconds: 6, text: 'Просит счёт-фактуру' });
    const early = await recordings.addNote({ callId, atSeconds: 1.5, text: 'asks for Anna' });
    await recordings.addNote({ callId: other, atSeconds: 0, text: 'wrong number' });
    expect(await recordings.notes({ callId })).toEqual([early, late]);

    const found = async (search: string) => (await allCalls(running.client, { search })).map((call) => call.id);
    expect(await found('счёт-факт')).toEqual([callId]);
    expect(await found('wrong')).toEqual([other]);
    expect((await recordings.list({ filter: { search: 'for anna' } })).rows.map(({ call }) => call.id)).toEqual([
      callId,
    ]);

    await calls.annotate({ id: callId, note: 'regular customer' });
    expect(await found('счёт-факт')).toEqual([callId]);

    expect(await recordings.editNote({ id: late.id, text: 'Отгрузка в пятницу' })).toMatchObject({ atSeconds: 6 });
    expect(await found('счёт-факт')).toEqual([]);
    expect(await found('отгрузка')).toEqual([callId]);
    await recordings.removeNote({ id: late.id });
    expect(await found('отгрузка')).toEqual([]);
    expect(await found('regular')).toEqual([callId]);
    expect(await recordings.notes({ callId })).toEqual([early]);
    await expect(recordings.editNote({ id: late.id, text: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
