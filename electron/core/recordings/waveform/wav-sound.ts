import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Sound, samplesAtATime } from './sound.ts';

/** One sample at a byte position, -1 to 1. */
type ReadSample = (view: DataView, at: number) => number;

interface WavFormat {
  channels: number;
  sampleRate: number;
  sampleBytes: number;
  readSample: ReadSample;
  /** Where the samples lie in the file. */
  start: number;
  bytes: number;
}

/** Reads a WAV of plain samples or of the telephone's own A-law and µ-law. Yields nothing when it is neither. */
export async function* readWav(path: string, signal: AbortSignal): AsyncGenerator<Sound> {
  const format = await readFormat(path);
  if (format === undefined) return;
  const { channels, sampleRate, sampleBytes, readSample, start, bytes } = format;
  const blockBytes = channels * sampleBytes;
  if (bytes < blockBytes) return;
  const stream = createReadStream(path, {
    start,
    end: start + bytes - 1,
    highWaterMark: blockBytes * Math.max(1, Math.floor(samplesAtATime / channels)),
    signal,
  });
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const data = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    const blocks = Math.floor(data.length / blockBytes);
    rest = data.subarray(blocks * blockBytes);
    if (blocks === 0) continue;
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    yield {
      sampleRate,
      channels: Array.from({ length: channels }, (_, channel) =>
        Float32Array.from({ length: blocks }, (_, block) =>
          readSample(view, block * blockBytes + channel * sampleBytes),
        ),
      ),
    };
  }
}

/** Chunks before the samples are few; more is no recording. */
const mostChunks = 64;

async function readFormat(path: string): Promise<WavFormat | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let at = 12;
    let format: Omit<WavFormat, 'start' | 'bytes'> | undefined;
    for (let count = 0; count < mostChunks && at + 8 <= size; count++) {
      const head = await readAt(file, at, 8);
      const name = head.toString('latin1', 0, 4);
      const length = head.readUInt32LE(4);
      if (name === 'fmt ') format = parseFormat(await readAt(file, at + 8, Math.min(length, 40)));
      // A recorder that was stopped hard leaves 0 or the greatest number as the length: what is there counts.
      const there = size - at - 8;
      if (name === 'data') return format && { ...format, start: at + 8, bytes: Math.min(length || there, there) };
      at += 8 + length + (length % 2);
    }
    return undefined;
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

const extensible = 0xfffe;

function parseFormat(chunk: Buffer): Omit<WavFormat, 'start' | 'bytes'> | undefined {
  if (chunk.length < 16) return undefined;
  const declared = chunk.readUInt16LE(0);
  const code = declared === extensible && chunk.length >= 26 ? chunk.readUInt16LE(24) : declared;
  const channels = chunk.readUInt16LE(2);
  const sampleRate = chunk.readUInt32LE(4);
  const bits = chunk.readUInt16LE(14);
  const readSample = readers[`${code}/${bits}`];
  if (readSample === undefined || channels < 1 || channels > 8) return undefined;
  if (sampleRate < 1000 || sampleRate > 384_000) return undefined;
  return { channels, sampleRate, sampleBytes: bits / 8, readSample };
}

/** By format code and bits of a sample: 1 is plain, 3 floating point, 6 A-law, 7 µ-law. */
const readers: Record<string, ReadSample> = {
  '1/8': (view, at) => (view.getUint8(at) - 128) / 128,
  '1/16': (view, at) => view.getInt16(at, true) / 32_768,
  '1/24': (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608,
  '1/32': (view, at) => view.getInt32(at, true) / 2_147_483_648,
  '3/32': (view, at) => {
    const value = view.getFloat32(at, true);
    return Number.isFinite(value) ? value : 0;
  },
  '6/8': (view, at) => fromALaw(view.getUint8(at)),
  '7/8': (view, at) => fromMuLaw(view.getUint8(at)),
};

/** ITU-T G.711. */
function fromALaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const step = ((bits & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? step : (step + 0x100) << (exponent - 1);
  return (bits & 0x80 ? magnitude : -magnitude) / 32_768;
}

function fromMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return (bits & 0x80 ? -magnitude : magnitude) / 32_768;
}
