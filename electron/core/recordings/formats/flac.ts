import type { ByteSource } from './byte-source.ts';
import type { FormatReader, SoundFormat } from './sound-format.ts';

const headBytes = 42;
/** Where the rate (20 bits), channels, bits and the number of samples (36 bits) stand together. */
const numbersAt = 18;
const tailBytes = 64 * 1024;

/** RFC 9639. An encoder that wrote into a pipe could not tell the number of samples: the last frame does. */
export const readFlacFormat: FormatReader = async (source) => {
  const head = Buffer.from(await source.read(0, headBytes));
  if (head.length < headBytes || head.toString('latin1', 0, 4) !== 'fLaC' || ((head[4] ?? 0) & 0x7f) !== 0)
    return undefined;
  const numbers = head.readBigUInt64BE(numbersAt);
  const sampleRate = Number(numbers >> 44n);
  if (sampleRate === 0) return undefined;
  const format: SoundFormat = { mimeType: 'audio/flac', extension: 'flac', name: 'FLAC' };
  const told = Number(numbers & 0xfffffffffn);
  const samples = told > 0 ? told : await lastSample(source, head);
  if (samples === undefined) return format;
  const durationSeconds = samples / sampleRate;
  if (told > 0) return { ...format, durationSeconds };
  const insert = Buffer.alloc(8);
  insert.writeBigUInt64BE(numbers | BigInt(samples));
  return { ...format, durationSeconds, repairs: [{ at: numbersAt, remove: 8, insert }] };
};

/** The number of the sample behind the last frame whose head is sound. */
async function lastSample(source: ByteSource, head: Buffer): Promise<number | undefined> {
  const largestBlock = head.readUInt16BE(10);
  const from = Math.max(headBytes, source.size - tailBytes);
  const tail = Buffer.from(await source.read(from, tailBytes));
  for (let at = tail.length - 6; at >= 0; at--) {
    if (tail[at] !== 0xff || ((tail[at + 1] ?? 0) & 0xfe) !== 0xf8) continue;
    const frame = readFrameHead(tail.subarray(at, at + 16));
    if (frame === undefined) continue;
    const { number, samples, isCounted } = frame;
    return isCounted ? number + samples : number * largestBlock + samples;
  }
  return undefined;
}

interface FrameHead {
  number: number;
  samples: number;
  /** `number` counts samples and not frames. */
  isCounted: boolean;
}

/** RFC 9639, 9.1. Undefined where its checksum does not hold. */
function readFrameHead(bytes: Buffer): FrameHead | undefined {
  const [, second = 0, third = 0, fourth = 0, coded = 0] = bytes;
  const ones = Math.clz32(~(coded << 24));
  const length = ones === 0 ? 1 : ones;
  if (ones === 1 || ones > 7) return undefined;
  let number = ones === 0 ? coded : coded & (0x7f >> ones);
  for (const byte of bytes.subarray(5, 4 + length)) number = number * 64 + (byte & 0x3f);
  let at = 4 + length;
  const blockBits = third >> 4;
  let samples: number;
  if (blockBits === 1) samples = 192;
  else if (blockBits >= 2 && blockBits <= 5) samples = 144 << blockBits;
  else if (blockBits === 6) samples = (bytes[at++] ?? 0) + 1;
  else if (blockBits === 7) samples = (((bytes[at++] ?? 0) << 8) | (bytes[at++] ?? 0)) + 1;
  else if (blockBits >= 8) samples = 1 << blockBits;
  else return undefined;
  const rateBits = third & 0x0f;
  if (rateBits === 12) at += 1;
  else if (rateBits === 13 || rateBits === 14) at += 2;
  if ((fourth & 1) !== 0 || at >= bytes.length || bytes[at] !== checksum(bytes.subarray(0, at))) return undefined;
  return { number, samples, isCounted: (second & 1) === 1 };
}

function checksum(bytes: Buffer): number {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 0x80 ? ((value << 1) ^ 0x07) & 0xff : value << 1;
  }
  return value;
}
