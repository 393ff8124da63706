import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zip } from '../../../test/fixtures/archives.ts';
import * as sound from '../../../test/fixtures/sound-formats.ts';
import { storeAudio } from './store-audio.ts';

const mp3 = sound.mp3(100);
const asMp3 = { file: '42.mp3', bytes: mp3.length, mimeType: 'audio/mpeg', format: 'MP3' };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-audio-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface Fields {
  totalBytes?: number;
  isEndProven?: boolean;
  signal?: AbortSignal;
  onProgress?: (bytes: number) => void;
}

function store(body: Buffer, fields: Fields = {}) {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += 10_000) pieces.push(body.subarray(at, at + 10_000));
  return storeAudio({
    stream: Readable.from(pieces),
    totalBytes: fields.totalBytes,
    isEndProven: fields.isEndProven ?? true,
    directory: join(directory, 'recordings'),
    name: '42',
    signal: fields.signal ?? new AbortController().signal,
    onProgress: fields.onProgress ?? (() => {}),
  });
}

const files = () => readdirSync(join(directory, 'recordings'));
const stored = (file = '42.mp3') => readFileSync(join(directory, 'recordings', file));

describe('a recording that came', () => {
  it('is stored as it is, and tells how far it is', async () => {
    const progress: number[] = [];
    const file = await store(mp3, { totalBytes: mp3.length, onProgress: (bytes) => progress.push(bytes) });
    expect(file).toEqual({ ...asMp3, durationSeconds: expect.closeTo(100, 0) });
    expect(stored().equals(mp3)).toBe(true);
    expect(progress.at(-1)).toBe(mp3.length);
    expect(files()).toEqual(['42.mp3']);
  });

  it('loses what stands before its sound, so that every player finds it', async () => {
    expect(await store(Buffer.concat([sound.noise(5000), mp3]))).toMatchObject(asMp3);
    expect(stored().equals(mp3)).toBe(true);
  });

  it('gets its length told where a player would guess it wrong', async () => {
    expect(await store(sound.wavOfUnknownLength(20, 0xffffffff))).toMatchObject({ durationSeconds: 20 });
    expect(stored('42.wav').equals(sound.wav(20))).toBe(true);
    expect(files()).toEqual(['42.wav']);
  });

  it.each([
    ['WebM', sound.webm(10), '42.webm', 'Opus'],
    ['GSM in WAV', sound.wav49(10), '42.wav', 'GSM 6.10'],
    ['AMR', sound.amr(10), '42.amr', 'AMR'],
    ['M4A', sound.m4a(10), '42.m4a', 'AAC'],
    ['FLAC', sound.flac(10), '42.flac', 'FLAC'],
  ])('is kept whatever can play it: %s', async (_name, bytes, file, format) => {
    expect(await store(bytes)).toMatchObject({ file, format, bytes: bytes.length });
    expect(stored(file).equals(bytes)).toBe(true);
  });
});

describe('an archive', () => {
  const archived: [string, Buffer][] = [
    ['packed', zip({ 'a.mp3': mp3 })],
    ['stored', zip({ 'a.mp3': mp3 }, { plain: true })],
    ['with lengths of 64 bits', zip({ 'a.mp3': mp3 }, { long: true })],
    ['that was streamed', zip({ 'a.mp3': mp3 }, { streamed: true })],
    ['with a comment', zip({ 'a.mp3': mp3 }, { comment: 'PK\x05\x06 of the shop' })],
    ['behind a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), zip({ 'a.mp3': mp3 })])],
    ['of 64 bits behind a line break', Buffer.concat([Buffer.from('\r\n'), zip({ 'a.mp3': mp3 }, { long: true })])],
    ['with a line break behind it', Buffer.concat([zip({ 'a.mp3': mp3 }), Buffer.from('\n')])],
    [
      'with other files',
      zip({
        'readme.txt': Buffer.from('hello'),
        'folder/': Buffer.alloc(0),
        'b/info.json': Buffer.from('{}'),
        'a.mp3': mp3,
      }),
    ],
    ['with its sound under a name that says nothing', zip({ '79161000232_2026': mp3 })],
    ['with its sound twice', zip({ 'a.mp3': mp3, 'copy of a.mp3': mp3 })],
    ['in an archive', zip({ 'call.zip': zip({ 'a.mp3': mp3 }) })],
    ['that is gzip', gzipSync(mp3)],
    ['of an archive', gzipSync(zip({ 'a.mp3': mp3 }, { long: true }))],
    ['with junk before the sound in it', zip({ 'a.mp3': Buffer.concat([sound.apeTag(), mp3]) })],
  ];
  it.each(archived)('gives its sound: %s', async (_name, archive) => {
    expect(await store(archive)).toMatchObject(asMp3);
    expect(stored().equals(mp3)).toBe(true);
    expect(files()).toEqual(['42.mp3']);
  });

  it.each(archived)('that was cut off anywhere gives all of it or nothing: %s', async (_name, archive) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 64, max: archive.length - 3 }), async (length) => {
        const result = await store(archive.subarray(0, length), { isEndProven: false }).catch(
          (error: unknown) => error,
        );
        // A cut through the comment takes nothing away.
        if (!(result instanceof Error)) expect(stored().equals(mp3)).toBe(true);
        else expect(files()).toEqual([]);
        expect(result instanceof Error || length > archive.length - 'PK\x05\x06 of the shop'.length).toBe(true);
        rmSync(join(directory, 'recordings'), { recursive: true });
      }),
      { numRuns: 20 },
    );
  });

  it('whose names would like to be paths chooses no place', async () => {
    expect(await store(zip({ '../../../evil.mp3': mp3 }))).toMatchObject(asMp3);
    expect(existsSync(join(directory, 'evil.mp3'))).toBe(false);
  });

  const wav = sound.wav(10);
  it.each([
    ['of several sounds', zip({ 'in.mp3': mp3, 'out.wav': wav }), '42.zip', 'ZIP'],
    ['that is locked', zip({ 'a.mp3': mp3 }, { locked: true }), '42.zip', 'ZIP'],
    ['packed in another way', zip({ 'a.mp3': mp3 }, { method: 9 }), '42.zip', 'ZIP'],
    ['of a sound that nobody here knows', zip({ 'a.g729': sound.noise(5000) }), '42.zip', 'ZIP'],
    [
      'of another kind',
      Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), sound.noise(500)]),
      '42.rar',
      'RAR',
    ],
  ])('%s is kept whole', async (_name, archive, file, format) => {
    expect(await store(archive)).toMatchObject({ file, format, durationSeconds: undefined });
    expect(stored(file).equals(archive)).toBe(true);
  });

  it.each([
    ['whose content is not what its checksum says', damaged(zip({ 'a.mp3': mp3 }, { plain: true }), 5000), 'damaged'],
    [
      'whose packed content is damaged',
      damaged(zip({ 'a.wav': Buffer.concat([sound.wav(1), sound.noise(50_000)]) }), 20_000),
      'damaged',
    ],
    ['that is gzip with another checksum', damaged(gzipSync(mp3), -6), 'damaged'],
    [
      'without sound',
      zip({ 'readme.txt': Buffer.from('hello'), 'page.mp3': Buffer.from('<html>404</html>') }),
      'no audio',
    ],
    ['without anything', zip({}), 'no audio'],
    ['of archives without end', nested(5), 'archives in archives'],
    ['that unpacks to more than it says', lying(zip({ 'a.mp3': mp3 })), 'damaged'],
  ])('%s gives nothing', async (_name, archive, detail) => {
    await expect(store(archive)).rejects.toMatchObject({
      code: 'RECORDING_BROKEN',
      detail: expect.stringContaining(detail),
    });
    expect(files()).toEqual([]);
  });

  it('comes to an end whatever its bytes are', async () => {
    const archive = zip({ 'a.mp3': sound.mp3(2), 'b.txt': Buffer.from('hello') }, { long: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const bytes = Buffer.from(archive);
          for (const [at, value] of changes) bytes[at] = value;
          const result = await store(bytes).catch((error: unknown) => error);
          if (result instanceof Error)
            expect(result).toMatchObject({ name: expect.stringMatching(/^(ProviderError|ProblemError)$/) });
          else if ((result as { format: string }).format === 'MP3') expect(stored().equals(sound.mp3(2))).toBe(true);
          for (const file of files()) rmSync(join(directory, 'recordings', file));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what is no recording', () => {
  it.each([
    ['an error page', Buffer.from('<!doctype html><title>502</title>')],
    ['an error of the API', Buffer.from('{"status":"error","errorCode":5}')],
    ['nothing', Buffer.alloc(0)],
    ['noise with one frame', Buffer.concat([sound.noise(4000), sound.mp3(0.072), sound.noise(4000, 9)])],
  ])('never becomes one: %s', async (_name, body) => {
    await expect(store(body)).rejects.toMatchObject({ code: 'RECORDING_BROKEN' });
    expect(files()).toEqual([]);
  });
});

describe('what is not whole', () => {
  it('is refused where it is shorter than was told', async () => {
    await expect(store(mp3, { totalBytes: mp3.length + 1 })).rejects.toMatchObject({
      problem: { code: 'RECORDING_CUT_SHORT', detail: `${mp3.length}/${mp3.length + 1}` },
    });
    expect(files()).toEqual([]);
  });

  it.each([
    ['WAV', sound.wav(10)],
    ['MP3', mp3],
    ['Ogg', sound.oggOpus(10)],
    ['M4A', sound.m4a(10)],
  ])('is refused where only the file itself can tell: %s', async (_name, whole) => {
    const cut = whole.subarray(0, whole.length - 5);
    await expect(store(cut, { isEndProven: false })).rejects.toMatchObject({
      problem: { code: 'RECORDING_CUT_SHORT' },
    });
    expect(files()).toEqual([]);
    // The provider has no more of it.
    await store(cut, { isEndProven: true });
    expect(files()).toHaveLength(1);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const abort = new AbortController();
    await expect(store(mp3, { signal: abort.signal, onProgress: () => abort.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(files()).toEqual([]);
  });
});

function damaged(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  const place = at < 0 ? changed.length + at : at;
  changed[place] = (changed[place] ?? 0) ^ 0x55;
  return changed;
}

function nested(depth: number): Buffer {
  return depth === 0 ? mp3 : zip({ 'a.zip': nested(depth - 1) });
}

/** The directory says that the content is shorter than it is. */
function lying(archive: Buffer): Buffer {
  const changed = Buffer.from(archive);
  const entry = changed.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  changed.writeUInt32LE(100, entry + 24);
  return changed;
}
