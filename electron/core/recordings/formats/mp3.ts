import { type ByteSource, part } from './byte-source.ts';
import {
  createFrameCutter,
  id3HeaderBytes,
  id3Length,
  type MpegFrame,
  type MpegHeader,
  readMpegHeader,
} from './mpeg-frames.ts';
import type { FormatReader, SoundFormat, Splice } from './sound-format.ts';

/** Junk before the first frame that is looked through: byte order marks, tags of other kinds, half a frame. */
const mostJunk = 64 * 1024;
/** So far may a player's own guess of the length be from what the frames say, seconds. */
const tolerableSeconds = 0.25;
const chunkBytes = 64 * 1024;

/**
 * MP3 behind whatever stands before it: two headers exactly one frame apart are what nothing else has. A stream whose length
 * players would guess wrong, because its frames differ in size or a table in it speaks of something else, gets a table.
 */
export const readMp3Format: FormatReader = async (source) => {
  const tag = id3Length(await source.read(0, id3HeaderBytes));
  const walk = await walkFrames(source);
  if (walk === undefined || walk.first.at > tag + mostJunk) return undefined;
  const format: SoundFormat = {
    mimeType: 'audio/mpeg',
    extension: 'mp3',
    name: 'MP3',
    durationSeconds: walk.durationSeconds,
    isCut: await endsInsideFrame(source, walk),
  };
  const junk = tag === 0 ? walk.first.at : 0;
  const repairs = [
    ...(junk === 0 ? [] : [{ at: 0, remove: junk, insert: Buffer.alloc(0) }]),
    ...tableRepair(source, walk),
  ];
  return repairs.length === 0 ? format : { ...format, repairs };
};

/** The seconds of all frames; undefined where there are none. */
export async function mp3Seconds(source: ByteSource): Promise<number | undefined> {
  return (await walkFrames(source))?.durationSeconds;
}

interface Walk {
  first: { at: number; header: MpegHeader; bytes: Buffer };
  /** Of sound: without a frame that is only a table. */
  frames: number;
  durationSeconds: number;
  /** Behind the last frame. */
  end: number;
  table: LengthTable | undefined;
  index: FrameIndex;
}

async function walkFrames(source: ByteSource): Promise<Walk | undefined> {
  const cutter = createFrameCutter();
  let first: Walk['first'] | undefined;
  let table: LengthTable | undefined;
  let frames = 0;
  /** By rate, since a sum of fractions would be another number than the decoder's. */
  const samples = new Map<number, number>();
  let end = 0;
  const index = createFrameIndex();
  const take = (frame: MpegFrame) => {
    end = frame.at + frame.bytes.length;
    if (first === undefined) {
      const bytes = Buffer.from(frame.bytes);
      const header = readMpegHeader(bytes, 0);
      if (header === undefined) return;
      first = { at: frame.at, header, bytes };
      table = readTable(bytes, header);
      if (table !== undefined) return;
    }
    index.add(frame.at);
    frames += 1;
    samples.set(frame.sampleRate, (samples.get(frame.sampleRate) ?? 0) + frame.samples);
  };
  for (let at = 0; at < source.size; at += chunkBytes) {
    // Copied: the cutter keeps what the next read overwrites.
    for (const frame of cutter.push(Buffer.from(await source.read(at, chunkBytes)))) take(frame);
    if (first === undefined && at > id3Length(await source.read(0, id3HeaderBytes)) + mostJunk) return undefined;
  }
  for (const frame of cutter.end()) take(frame);
  if (first === undefined || frames + (table === undefined ? 0 : 1) < 2 || frames === 0) return undefined;
  const durationSeconds = [...samples].reduce((sum, [rate, count]) => sum + count / rate, 0);
  return { first, frames, durationSeconds, end, table, index };
}

async function endsInsideFrame(source: ByteSource, { end, first }: Walk): Promise<boolean> {
  const next = readMpegHeader(await source.read(end, 4), 0);
  return next !== undefined && next.kind === first.header.kind && end + next.length > source.size;
}

/** Where about so many frames begin, evenly over all of them. */
interface FrameIndex {
  add(at: number): void;
  /** Of a share of all frames, 0 to 1. */
  placeOf(share: number): number;
}

function createFrameIndex(): FrameIndex {
  const most = 4096;
  let places: number[] = [];
  let stride = 1;
  let count = 0;
  return {
    add(at) {
      if (count % stride === 0) places.push(at);
      count += 1;
      if (places.length < most) return;
      places = places.filter((_, index) => index % 2 === 0);
      stride *= 2;
    },
    placeOf: (share) => places[Math.min(places.length - 1, Math.floor((share * count) / stride))] ?? 0,
  };
}

/** A first frame that holds no sound but says how many follow. */
interface LengthTable {
  frames: number | undefined;
}

function readTable(frame: Buffer, { sideBytes }: MpegHeader): LengthTable | undefined {
  for (const at of [4 + sideBytes, 6 + sideBytes]) {
    const name = frame.toString('latin1', at, at + 4);
    if ((name !== 'Xing' && name !== 'Info') || frame.length < at + 12) continue;
    return { frames: (frame[at + 7] ?? 0) & 1 ? frame.readUInt32BE(at + 8) : undefined };
  }
  const isVbri = frame.toString('latin1', 36, 40) === 'VBRI' && frame.length >= 54;
  return isVbri ? { frames: frame.readUInt32BE(50) } : undefined;
}

function tableRepair(source: ByteSource, walk: Walk): Splice[] {
  const { first, table, durationSeconds, frames } = walk;
  const { samples, sampleRate, kilobits } = first.header;
  const guessed =
    table?.frames === undefined
      ? ((source.size - first.at) * 8) / (kilobits * 1000)
      : (table.frames * samples) / sampleRate;
  if (Math.abs(guessed - durationSeconds) <= tolerableSeconds) return [];
  const remove = table === undefined ? 0 : first.bytes.length;
  const insert = makeTable(walk, Math.max(frames, 1));
  return insert === undefined ? [] : [{ at: first.at, remove, insert }];
}

const tableBytes = 8 + 4 + 4 + 100;

/** Xing's table as every player reads it: the number of frames and of bytes, and a place for each hundredth of the time. */
function makeTable({ first, end, index, table }: Walk, frames: number): Buffer | undefined {
  const { header, bytes } = first;
  const at = 4 + header.sideBytes;
  // The same kind of frame without a checksum, at the first bitrate that has room for it.
  const head = Buffer.from(bytes.subarray(0, 4));
  let length = 0;
  for (let bitrate = 1; bitrate < 15 && length < at + tableBytes; bitrate++) {
    head[1] = (bytes[1] ?? 0) | 1;
    head[2] = (bitrate << 4) | ((bytes[2] ?? 0) & 0x0c);
    length = readMpegHeader(head, 0)?.length ?? 0;
  }
  if (length < at + tableBytes) return undefined;
  const frame = Buffer.alloc(length);
  head.copy(frame);
  frame.write('Xing', at, 'latin1');
  const soundAt = first.at + (table === undefined ? 0 : bytes.length);
  const total = length + end - soundAt;
  frame.writeUInt32BE(7, at + 4);
  frame.writeUInt32BE(frames, at + 8);
  frame.writeUInt32BE(total, at + 12);
  for (let percent = 0; percent < 100; percent++) {
    const place = length + index.placeOf(percent / 100) - soundAt;
    frame[at + 16 + percent] = Math.min(255, Math.floor((place * 256) / total));
  }
  return frame;
}

/** MPEG layers I and II, as broadcasters' equipment writes them: frames from the first byte on. */
export const readMp2Format: FormatReader = async (source) => {
  const tag = id3Length(await source.read(0, id3HeaderBytes));
  const sound = part(source, tag);
  let at = 0;
  let frames = 0;
  let durationSeconds = 0;
  let kind: number | undefined;
  let layer = 0;
  while (at < sound.size) {
    const header = readMpegHeader(await sound.read(at, 4), 0);
    if (header === undefined || header.layer === 3 || header.kind !== (kind ?? header.kind)) break;
    ({ kind, layer } = header);
    at += header.length;
    frames += 1;
    durationSeconds += header.samples / header.sampleRate;
  }
  if (frames < 3) return undefined;
  return { mimeType: 'audio/mpeg', extension: 'mp2', name: `MP${layer}`, durationSeconds, isCut: at > sound.size };
};
