import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMp3, makeWav, wavHeader } from '../../../../test/fixtures/audio.ts';
import * as sound from '../../../../test/fixtures/sound-formats.ts';
import { createFrameCutter } from '../formats/mpeg-frames.ts';
import { storeAudio } from '../store-audio.ts';
import { readWaveform } from './read-waveform.ts';

let directory: string;
let talk: Buffer;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-waveform-'));
  talk = await makeMp3([
    { seconds: 4, amplitude: 0.5 },
    { seconds: 3, amplitude: 0 },
    { seconds: 5, amplitude: 0.25 },
  ]);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let files = 0;
function waveformOf(bytes: Buffer, mimeType = 'audio/mpeg', signal = new AbortController().signal) {
  files += 1;
  const path = join(directory, `${files}.audio`);
  writeFileSync(path, bytes);
  return readWaveform(path, mimeType, signal);
}

describe('the waveform of an MP3', () => {
  it('has its true length, its loud and quiet parts and its silence', async () => {
    const { durationSeconds, peaks, silences } = await waveformOf(talk);
    expect(durationSeconds).toBeCloseTo(12, 0);
    expect(peaks.length).toBeGreaterThanOrEqual(1000);
    expect(peaks.length).toBeLessThanOrEqual(2000);
    const peakAt = (seconds: number) => peaks[Math.floor((seconds / durationSeconds) * peaks.length)] ?? 0;
    expect(peakAt(2)).toBeGreaterThan(0.4);
    expect(peakAt(5.5)).toBeLessThan(0.01);
    expect(peakAt(9)).toBeGreaterThan(0.2);
    expect(peakAt(9)).toBeLessThan(0.35);
    expect(silences).toHaveLength(1);
    const [[from, to]] = silences as [[number, number]];
    expect(from).toBeGreaterThan(4);
    expect(from).toBeLessThan(4.5);
    expect(to).toBeGreaterThan(6.4);
    expect(to).toBeLessThan(7.1);
  });

  it.each([
    ['a tag before it', () => Buffer.concat([tag(5000), talk])],
    ['garbage around it', () => Buffer.concat([garbage(3000), talk, garbage(2000)])],
  ])('is the same with %s', async (_name, bytes) => {
    expect((await waveformOf(bytes())).durationSeconds).toBeCloseTo((await waveformOf(talk)).durationSeconds, 1);
  });

  it('is that of what is there when its end is missing', async () => {
    const { durationSeconds } = await waveformOf(talk.subarray(0, talk.length / 2));
    expect(durationSeconds).toBeGreaterThan(5);
    expect(durationSeconds).toBeLessThan(7);
  });

  it.each([
    ['a header and noise', Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), garbage(50_000)])],
    ['zeros', Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(50_000)])],
    ['a tag alone', Buffer.from('ID3\x04\x00\x00\x7f\x7f\x7f\x7f', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('is none for %s', async (_name, bytes) => {
    await expect(waveformOf(bytes)).rejects.toMatchObject({ problem: { code: 'NOT_SUPPORTED' } });
  });

  it('ends when it is told to', async () => {
    await expect(waveformOf(talk, 'audio/mpeg', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('comes to an end whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(talk.length - 1), fc.nat(255)), { maxLength: 200 }),
        fc.nat(talk.length),
        async (changes, end) => {
          const bytes = Buffer.from(talk.subarray(0, Math.min(end, 12_000)));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const waveform = await waveformOf(bytes).catch((error: unknown) => error);
          if (waveform instanceof Error) expect(waveform).toMatchObject({ problem: { code: 'NOT_SUPPORTED' } });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the waveform of a WAV', () => {
  const stretches = [
    { seconds: 2, amplitude: 0 },
    { seconds: 3, amplitude: 0.8 },
  ];
  it('has its length, its peaks and its silence', async () => {
    const { durationSeconds, peaks, silences } = await waveformOf(makeWav(stretches), 'audio/wav');
    expect(durationSeconds).toBe(5);
    expect(Math.max(...peaks)).toBeCloseTo(0.8, 2);
    expect(silences).toHaveLength(1);
    expect(silences[0]?.[0]).toBe(0);
    expect(silences[0]?.[1]).toBeCloseTo(1.9, 5);
  });

  it.each([
    ['A-law', 6, 0xaa, 32_256],
    ['µ-law', 7, 0x80, 32_124],
  ])('knows %s by its loudest value', async (_name, code, loudest, value) => {
    const data = Buffer.alloc(8000, loudest);
    const header = wavHeader({ code, channels: 1, sampleRate: 8000, bits: 8, bytes: data.length });
    const { durationSeconds, peaks } = await waveformOf(Buffer.concat([header, data]), 'audio/wav');
    expect(durationSeconds).toBe(1);
    expect(peaks[0]).toBeCloseTo(value / 32_768, 4);
  });

  it.each([
    [8, (data: Buffer) => data.fill(64)],
    [24, (data: Buffer) => fill(data, [0, 0, 0xc0])],
    [32, (data: Buffer) => fill(data, [0, 0, 0, 0xc0])],
  ])('reads samples of %i bits', async (bits, write) => {
    const data = write(Buffer.alloc((8000 * 2 * bits) / 8));
    const header = wavHeader({ code: 1, channels: 2, sampleRate: 8000, bits, bytes: data.length });
    const { durationSeconds, peaks } = await waveformOf(Buffer.concat([header, data]), 'audio/wav');
    expect(durationSeconds).toBe(1);
    expect(peaks[0]).toBeCloseTo(0.5, 5);
  });

  it('reads a recording whose length was never filled in', async () => {
    const bytes = makeWav(stretches);
    bytes.writeUInt32LE(0xffffffff, 40);
    expect((await waveformOf(bytes, 'audio/wav')).durationSeconds).toBe(5);
  });

  it.each([
    ['no chunk but its name', Buffer.from('RIFF\0\0\0\0WAVE', 'latin1')],
    [
      'a format nobody plays',
      Buffer.concat([wavHeader({ code: 49, channels: 1, sampleRate: 8000, bits: 8, bytes: 9 })]),
    ],
    ['no samples', wavHeader({ code: 1, channels: 1, sampleRate: 8000, bits: 16, bytes: 0 })],
  ])('is none for %s', async (_name, bytes) => {
    await expect(waveformOf(bytes, 'audio/wav')).rejects.toMatchObject({ problem: { code: 'NOT_SUPPORTED' } });
  });
});

describe('the waveform is as long as the recording', () => {
  it.each([
    ['MP3', async () => talk],
    ['MP3 of several bitrates', async () => sound.variableMp3(30)],
    ['MP3 behind a tag', async () => Buffer.concat([tag(5000), talk])],
    ['two MP3s behind one another', async () => Buffer.concat([talk, talk])],
    ['MP3 in RIFF', async () => sound.wavMp3(20)],
    ['WAV', async () => sound.wav(20)],
    ['WAV of no length', async () => sound.wavOfUnknownLength(20, 0xffffffff)],
    ['RF64', async () => sound.rf64(20)],
    ['µ-law', async () => sound.wavG711(7, 20)],
  ])('%s', async (_name, make) => {
    const directoryOfOne = mkdtempSync(join(directory, 'one-'));
    const { file, mimeType, durationSeconds } = await storeAudio({
      stream: Readable.from([await make()]),
      totalBytes: undefined,
      isEndProven: true,
      directory: directoryOfOne,
      name: '1',
      signal: new AbortController().signal,
      onProgress() {},
    });
    const waveform = await readWaveform(join(directoryOfOne, file), mimeType, new AbortController().signal);
    expect(Math.abs(waveform.durationSeconds - (durationSeconds ?? 0))).toBeLessThan(0.15);
  });
});

it('says which format it cannot read', async () => {
  await expect(waveformOf(Buffer.from('OggS'), 'audio/ogg')).rejects.toMatchObject({
    problem: { code: 'NOT_SUPPORTED', detail: 'audio/ogg' },
  });
});

it('cuts the same frames however the stream is divided', () => {
  const whole = cut([talk]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 }), (sizes) => {
      const pieces: Buffer[] = [];
      for (let at = 0, turn = 0; at < talk.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        pieces.push(talk.subarray(at, at + size));
        at += size;
      }
      expect(cut(pieces)).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

function cut(pieces: Buffer[]): string[] {
  const cutter = createFrameCutter();
  const frames = [
    ...pieces.flatMap((piece) => cutter.push(piece).map(describeFrame)),
    ...cutter.end().map(describeFrame),
  ];
  expect(frames.length).toBeGreaterThan(100);
  return frames;
}

const describeFrame = ({ bytes, sampleRate }: { bytes: Uint8Array; sampleRate: number }) =>
  `${sampleRate} ${Buffer.from(bytes).toString('base64')}`;

function tag(bytes: number): Buffer {
  return Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, bytes >> 7, bytes & 0x7f]),
    Buffer.alloc(bytes, 0xff),
  ]);
}

function garbage(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 7919) % 251));
}

function fill(data: Buffer, pattern: number[]): Buffer {
  return data.fill(Buffer.from(pattern));
}
