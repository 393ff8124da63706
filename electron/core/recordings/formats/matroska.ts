import type { ByteSource } from './byte-source.ts';
import type { FormatReader, Splice } from './sound-format.ts';

/** RFC 9559. */
const ids = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackType: 0x83,
  codec: 0x86,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  blockGroup: 0xa0,
  block: 0xa1,
  simpleBlock: 0xa3,
  cues: 0x1c53bb6b,
} as const;

/** Their children are read like what stands beside them: where a recorder streams, nobody knows where they end. */
const opened = new Set<number>([
  ...[ids.ebml, ids.segment, ids.info, ids.tracks, ids.trackEntry, ids.cluster, ids.blockGroup],
]);
const soundTrack = 2;

/** WebM and Matroska, for the length told or else until the last block. */
export const readMatroskaFormat: FormatReader = async (source) => {
  const head = await source.read(0, 4);
  if (head.length < 4 || head.readUInt32BE() !== ids.ebml) return undefined;
  const facts = await readFacts(source);
  if (facts.codec === undefined) return undefined;
  const isWebm = facts.docType === 'webm';
  const seconds = ((facts.duration ?? facts.lastBlock) * facts.scale) / 1e9;
  const repairs = facts.duration === undefined && seconds > 0 ? durationRepair(facts, seconds) : [];
  return {
    mimeType: isWebm ? 'audio/webm' : 'audio/x-matroska',
    extension: isWebm ? 'webm' : 'mka',
    name: facts.codec,
    durationSeconds: seconds > 0 ? seconds : undefined,
    isCut: facts.isCut,
    ...(repairs.length === 0 ? {} : { repairs }),
  };
};

interface Facts {
  docType: string;
  codec: string | undefined;
  /** Nanoseconds of one tick. */
  scale: number;
  /** Ticks. */
  duration: number | undefined;
  /** When the last block ends, ticks. */
  lastBlock: number;
  isCut: boolean;
  /** Where the first children of the information begin, and its own size stands. */
  info: { sizeAt: number; sizeBytes: number; size: number } | undefined;
  /** Places of other parts are told somewhere, so that nothing may move. */
  isFixed: boolean;
}

async function readFacts(source: ByteSource): Promise<Facts> {
  const facts: Facts = {
    docType: '',
    codec: undefined,
    scale: 1_000_000,
    duration: undefined,
    lastBlock: 0,
    isCut: false,
    info: undefined,
    isFixed: false,
  };
  let trackType = 0;
  let cluster = 0;
  let previous = 0;
  for (let at = 0; at < source.size; ) {
    const element = await readElement(source, at);
    if (element === undefined) break;
    const { id, size, bodyAt } = element;
    if (size !== undefined && bodyAt + size > source.size) facts.isCut = true;
    const isOpened = opened.has(id);
    const body = isOpened ? undefined : await source.read(bodyAt, Math.min(size ?? 0, 64));
    if (body !== undefined) {
      if (id === ids.docType) facts.docType = textOf(body);
      if (id === ids.timestampScale) facts.scale = uintOf(body) || facts.scale;
      if (id === ids.duration) facts.duration = floatOf(body);
      if (id === ids.trackType) trackType = uintOf(body);
      if (id === ids.codec && (trackType === soundTrack || facts.codec === undefined))
        facts.codec = nameOf(textOf(body));
      if (id === ids.timestamp) cluster = uintOf(body);
      if (id === ids.seekHead || id === ids.cues) facts.isFixed = true;
      if (id === ids.simpleBlock || id === ids.block) {
        const time = cluster + blockTime(body);
        facts.lastBlock = Math.max(facts.lastBlock, time + Math.max(0, time - previous));
        previous = time;
      }
    }
    if (id === ids.info && size !== undefined) {
      facts.info = { sizeAt: element.sizeAt, sizeBytes: bodyAt - element.sizeAt, size };
    }
    if (id === ids.segment && size !== undefined) facts.isFixed = true;
    if (!isOpened && size === undefined) break;
    at = isOpened ? bodyAt : bodyAt + (size ?? 0);
  }
  return facts;
}

interface Element {
  id: number;
  sizeAt: number;
  bodyAt: number;
  /** Undefined where it was not known when the element was begun. */
  size: number | undefined;
}

async function readElement(source: ByteSource, at: number): Promise<Element | undefined> {
  const head = await source.read(at, 12);
  const idBytes = Math.clz32(head[0] ?? 0) - 23;
  if (idBytes > 4 || head.length < idBytes + 1) return undefined;
  const sizeBytes = Math.clz32(head[idBytes] ?? 0) - 23;
  if (sizeBytes > 8 || head.length < idBytes + sizeBytes) return undefined;
  let size = (head[idBytes] ?? 0) & (0xff >> sizeBytes);
  let isUnknown = size === 0xff >> sizeBytes;
  for (const byte of head.subarray(idBytes + 1, idBytes + sizeBytes)) {
    size = size * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return {
    id: head.readUIntBE(0, idBytes),
    sizeAt: at + idBytes,
    bodyAt: at + idBytes + sizeBytes,
    size: isUnknown ? undefined : size,
  };
}

const textOf = (body: Buffer) => body.toString('latin1').replace(/\0.*$/s, '');
const uintOf = (body: Buffer) => body.subarray(0, 8).reduce((sum, byte) => sum * 256 + byte, 0);

function floatOf(body: Buffer): number | undefined {
  const value = body.length === 4 ? body.readFloatBE() : body.length === 8 ? body.readDoubleBE() : 0;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** Behind the number of the track, itself of one byte or more. */
function blockTime(body: Buffer): number {
  const at = Math.clz32(body[0] ?? 0) - 23;
  return body.length < at + 2 ? 0 : body.readInt16BE(at);
}

/** `A_OPUS`, `A_PCM/INT/LIT`, `A_AAC`. */
const nameOf = (codec: string) =>
  ({ A_OPUS: 'Opus', A_VORBIS: 'Vorbis' })[codec] ?? codec.replace(/^[AV]_/, '').replace(/[^\w/.-]+/g, '');

/** What a recorder that streams could not know: how long it became. */
function durationRepair({ info, isFixed, scale }: Facts, seconds: number): Splice[] {
  if (info === undefined || isFixed) return [];
  const element = Buffer.from([0x44, 0x89, 0x88, 0, 0, 0, 0, 0, 0, 0, 0]);
  element.writeDoubleBE((seconds * 1e9) / scale, 3);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE((1n << 56n) | BigInt(info.size + element.length));
  return [{ at: info.sizeAt, remove: info.sizeBytes, insert: Buffer.concat([size, element]) }];
}
