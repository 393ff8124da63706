import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeAudio } from './audio-file.ts';

/** Two seconds of silence look like this to a parser of MPEG frames: a sync word, then anything. */
const mp3 = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(200_000, 7)]);

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-audio-'));
  path = join(directory, 'recordings', '42.mp3');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function store(
  body: Buffer,
  fields: { totalBytes?: number; signal?: AbortSignal; onProgress?: (bytes: number) => void } = {},
) {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += 10_000) pieces.push(body.subarray(at, at + 10_000));
  return storeAudio({
    stream: Readable.from(pieces),
    totalBytes: fields.totalBytes,
    directory: join(directory, 'recordings'),
    name: '42',
    signal: fields.signal ?? new AbortController().signal,
    onProgress: fields.onProgress ?? (() => {}),
  });
}

function expectNothingLeft(): void {
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(join(directory, 'recordings'))).toEqual([]);
}

describe('storeAudio', () => {
  it('stores what came, and tells how far it is', async () => {
    const progress: number[] = [];
    expect(await store(mp3, { totalBytes: mp3.length, onProgress: (bytes) => progress.push(bytes) })).toEqual({
      file: '42.mp3',
      bytes: mp3.length,
      mimeType: 'audio/mpeg',
    });
    expect(readFileSync(path).equals(mp3)).toBe(true);
    expect(progress.at(-1)).toBe(mp3.length);
    expect(readdirSync(join(directory, 'recordings'))).toEqual(['42.mp3']);
  });

  it('unpacks an archive, whatever its names would like to be', async () => {
    const archive = zipSync({ 'readme.txt': Buffer.from('hello'), '../../../evil.mp3': mp3 }, { level: 6 });
    expect(await store(Buffer.from(archive))).toEqual({ file: '42.mp3', bytes: mp3.length, mimeType: 'audio/mpeg' });
    expect(readFileSync(path).equals(mp3)).toBe(true);
    expect(existsSync(join(directory, 'evil.mp3'))).toBe(false);
  });

  it.each([
    ['an error page', Buffer.from('<!doctype html><title>502</title>')],
    ['an error of the API', Buffer.from('{"status":"error","errorCode":5}')],
    ['nothing', Buffer.alloc(0)],
    ['an archive without audio', Buffer.from(zipSync({ 'readme.txt': Buffer.from('hello') }))],
    ['half an archive', Buffer.from(zipSync({ 'a.mp3': mp3 }, { level: 0 })).subarray(0, 50_000)],
  ])('never makes a recording of %s', async (_name, body) => {
    await expect(store(body)).rejects.toMatchObject({ code: 'RECORDING_BROKEN' });
    expectNothingLeft();
  });

  it('refuses what ended too early', async () => {
    await expect(store(mp3, { totalBytes: mp3.length + 1 })).rejects.toMatchObject({
      problem: { code: 'RECORDING_CUT_SHORT' },
    });
    expectNothingLeft();
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const abort = new AbortController();
    await expect(store(mp3, { signal: abort.signal, onProgress: () => abort.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expectNothingLeft();
  });
});
