import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileSource } from '../formats/byte-source.ts';
import { readWavFile, type WavFile } from '../formats/wav.ts';
import { readMp3 } from './mp3-sound.ts';
import { type Sound, samplesAtATime } from './sound.ts';

/** One sample at a byte position, -1 to 1. */
type ReadSample = (view: DataView, at: number) => number;

/** Reads a WAV of plain samples, of the telephone's own A-law and µ-law, or of MP3. Yields nothing when it is none of them. */
export async function* readWav(path: string, signal: AbortSignal): AsyncGenerator<Sound> {
  const wav = await readHead(path);
  if (wav === undefined) return;
  const { code, channels, sampleRate, bits, start, bytes } = wav;
  if (code === mp3Code) yield* readMp3(path, signal, { start, end: start + bytes - 1 });
  const readSample = readers[`${code}/${bits}`];
  if (readSample === undefined) return;
  const sampleBytes = bits / 8;
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

async function readHead(path: string): Promise<WavFile | undefined> {
  const file = await open(path, 'r');
  try {
    return await readWavFile(await fileSource(file));
  } finally {
    await file.close();
  }
}

const mp3Code = 0x55;

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
