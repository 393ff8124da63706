import { type ByteSource, part } from './byte-source.ts';
import { mp3Seconds } from './mp3.ts';
import type { FormatReader, Splice } from './sound-format.ts';

/** A WAV as it is, whatever it says of its lengths. */
export interface WavFile {
  /** Of the registry of RFC 2361: 1 plain samples, 6 and 7 G.711, 0x31 GSM 6.10, 0x55 MP3. */
  code: number;
  channels: number;
  sampleRate: number;
  bytesPerSecond: number;
  blockBytes: number;
  bits: number;
  /** For codecs that pack samples together, where the file says it. */
  samplesPerBlock: number | undefined;
  /** Of each channel, as the file tells. */
  samplesTold: number | undefined;
  /** Where the samples lie in the file. */
  start: number;
  bytes: number;
  isCut: boolean;
  repairs: Splice[];
}

/** Chunks before the samples are few; more is no recording. */
const mostChunks = 64;
/** No recording is so long: a recorder that does not know the length yet writes such a number, or 0. */
const placeholder = 1024 * 1024 * 1024;
const unknown32 = 0xffffffff;

/** RIFF, and RF64 and BW64 with lengths of 64 bits (EBU Tech 3306, ITU-R BS.2088). */
export async function readWavFile(source: ByteSource): Promise<WavFile | undefined> {
  const name = (await source.read(0, 12)).toString('latin1');
  if (!/^(RIFF|RF64|BW64).{4}WAVE$/s.test(name)) return undefined;
  let format: ReturnType<typeof parseFormat>;
  let samplesTold: number | undefined;
  let longLength: number | undefined;
  for (let at = 12, count = 0; count < mostChunks; count++) {
    const chunk = await readChunkHead(source, at);
    if (chunk === undefined) return undefined;
    const body = at + 8;
    const { length } = chunk;
    if (chunk.name === 'fmt ') format = parseFormat(await source.read(body, Math.min(length, 40)));
    if (chunk.name === 'fact') samplesTold = uint32(await source.read(body, 4));
    if (chunk.name === 'ds64') longLength = uint64(await source.read(body + 8, 8));
    if (chunk.name === 'data') {
      if (format === undefined) return undefined;
      const declared = length === unknown32 ? (longLength ?? length) : length;
      return { ...format, samplesTold, ...(await measure(source, at, declared, longLength === undefined)) };
    }
    at = body + length + (length % 2);
  }
  return undefined;
}

/** What is there counts: a recorder that was stopped hard, or that wrote into a pipe, leaves any length behind. */
async function measure(
  source: ByteSource,
  dataAt: number,
  declared: number,
  isRiff: boolean,
): Promise<Pick<WavFile, 'start' | 'bytes' | 'isCut' | 'repairs'>> {
  const start = dataAt + 8;
  const there = source.size - start;
  const isRight = declared <= there && (await isFollowedByChunk(source, start + declared + (declared % 2)));
  const bytes = isRight ? declared : there;
  const isCut = declared > there && declared < placeholder;
  // A player reads lengths of 32 bits; those of 64 stand elsewhere and are for files that are larger than any of ours.
  const mayRepair = isRiff && !isRight && source.size < placeholder;
  const repairs = mayRepair ? [number32(4, source.size - 8), number32(dataAt + 4, bytes)] : [];
  return { start, bytes, isCut, repairs };
}

/** Whether the file ends here, or goes on with something that has a name and a believable length. */
async function isFollowedByChunk(source: ByteSource, at: number): Promise<boolean> {
  if (source.size - at < 8) return true;
  const chunk = await readChunkHead(source, at);
  return chunk !== undefined && /^[ -~]{4}$/.test(chunk.name) && at + 8 + chunk.length <= source.size + 1;
}

async function readChunkHead(source: ByteSource, at: number): Promise<{ name: string; length: number } | undefined> {
  const head = await source.read(at, 8);
  return head.length < 8 ? undefined : { name: head.toString('latin1', 0, 4), length: head.readUInt32LE(4) };
}

const uint32 = (bytes: Buffer) => (bytes.length < 4 ? undefined : bytes.readUInt32LE());
const uint64 = (bytes: Buffer) => (bytes.length < 8 ? undefined : Number(bytes.readBigUInt64LE()));

function number32(at: number, value: number): Splice {
  const insert = Buffer.alloc(4);
  insert.writeUInt32LE(value);
  return { at, remove: 4, insert };
}

const extensible = 0xfffe;

function parseFormat(chunk: Buffer) {
  if (chunk.length < 14) return undefined;
  const declared = chunk.readUInt16LE(0);
  const isExtensible = declared === extensible && chunk.length >= 26;
  const hasBlocks = !isExtensible && chunk.length >= 20 && packed.has(declared);
  const format = {
    code: isExtensible ? chunk.readUInt16LE(24) : declared,
    channels: chunk.readUInt16LE(2),
    sampleRate: chunk.readUInt32LE(4),
    bytesPerSecond: chunk.readUInt32LE(8),
    blockBytes: chunk.readUInt16LE(12),
    bits: chunk.length < 16 ? 0 : chunk.readUInt16LE(14),
    samplesPerBlock: hasBlocks ? chunk.readUInt16LE(18) || undefined : undefined,
  };
  const { channels, sampleRate } = format;
  if (channels < 1 || channels > 8 || sampleRate < 1000 || sampleRate > 384_000) return undefined;
  return format;
}

/** Codecs whose format chunk says how many samples a block holds: both kinds of ADPCM and GSM 6.10. */
const packed = new Set([0x02, 0x11, 0x31]);

const names = new Map([
  [0x01, 'PCM'],
  [0x02, 'ADPCM'],
  [0x03, 'PCM'],
  [0x06, 'A-law'],
  [0x07, 'µ-law'],
  [0x11, 'ADPCM'],
  [0x22, 'TrueSpeech'],
  [0x31, 'GSM 6.10'],
  [0x40, 'G.721'],
  [0x42, 'G.723.1'],
  [0x45, 'G.726'],
  [0x50, 'MPEG'],
  [0x55, 'MP3'],
  [0x64, 'G.726'],
  [0x83, 'G.729'],
  [0xff, 'AAC'],
  [0x111, 'G.723.1'],
  [0x133, 'G.729'],
]);

export const readWavFormat: FormatReader = async (source) => {
  const wav = await readWavFile(source);
  if (wav === undefined || wav.bytes === 0) return undefined;
  const { code, isCut, repairs } = wav;
  const name = names.get(code) ?? `WAV 0x${code.toString(16)}`;
  const durationSeconds = await secondsOf(source, wav);
  const format = { mimeType: 'audio/wav', extension: 'wav', name, durationSeconds, isCut };
  return repairs.length === 0 ? format : { ...format, repairs };
};

async function secondsOf(source: ByteSource, wav: WavFile): Promise<number | undefined> {
  const { code, sampleRate, blockBytes, bytesPerSecond, bytes, start, samplesPerBlock, samplesTold } = wav;
  if (code === 0x55) return mp3Seconds(part(source, start, start + bytes));
  const perBlock = [1, 3, 6, 7].includes(code) ? 1 : samplesPerBlock;
  if (perBlock !== undefined && blockBytes > 0) return (Math.floor(bytes / blockBytes) * perBlock) / sampleRate;
  if (samplesTold !== undefined && samplesTold > 0 && samplesTold < unknown32) return samplesTold / sampleRate;
  return bytesPerSecond > 0 ? bytes / bytesPerSecond : undefined;
}
