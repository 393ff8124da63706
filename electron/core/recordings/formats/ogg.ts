import type { ByteSource } from './byte-source.ts';
import type { FormatReader } from './sound-format.ts';

/** A page is at most this long (RFC 3533, 6), so that the end of a file of this length holds the head of one. */
const longestPage = 65_307;
const headBytes = 27;

/** Ogg by its first packet, as long as its last page says. */
export const readOggFormat: FormatReader = async (source) => {
  const start = Buffer.from(await source.read(0, 512));
  const page = readPage(start, 0);
  if (page === undefined || !page.isFirst) return undefined;
  const codec = codecOf(start.subarray(page.bodyAt));
  if (codec === undefined) return undefined;
  const { samples, isCut } = await readEnd(source, page.serial);
  const durationSeconds = samples === undefined ? undefined : Math.max(0, samples - codec.skipped) / codec.sampleRate;
  return {
    mimeType: 'audio/ogg',
    extension: codec.name === 'Opus' ? 'opus' : 'ogg',
    name: codec.name,
    durationSeconds,
    isCut,
  };
};

interface Codec {
  name: string;
  /** Of what pages count. */
  sampleRate: number;
  /** Counted, but not heard. */
  skipped: number;
}

function codecOf(packet: Buffer): Codec | undefined {
  const text = packet.toString('latin1', 0, 8);
  if (text === 'OpusHead' && packet.length >= 12)
    return { name: 'Opus', sampleRate: 48_000, skipped: packet.readUInt16LE(10) };
  if (text.startsWith('\x01vorbis') && packet.length >= 16) return rated('Vorbis', packet.readUInt32LE(12));
  if (text === 'Speex   ' && packet.length >= 40) return rated('Speex', packet.readUInt32LE(36));
  // The mapping's header of 13 bytes, a block's head of 4, then the rate in 20 bits from the tenth byte on.
  if (text.startsWith('\x7fFLAC') && packet.length >= 30) return rated('FLAC', packet.readUIntBE(27, 3) >> 4);
  return undefined;
}

const rated = (name: string, sampleRate: number) => (sampleRate > 0 ? { name, sampleRate, skipped: 0 } : undefined);

async function readEnd(source: ByteSource, serial: number): Promise<{ samples: number | undefined; isCut: boolean }> {
  const from = Math.max(0, source.size - longestPage - headBytes);
  const tail = await source.read(from, longestPage + headBytes);
  let isCut = false;
  for (let at = tail.lastIndexOf('OggS'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('OggS', at - 1)) {
    const page = readPage(tail, at);
    if (page === undefined) continue;
    if (page.end > tail.length) isCut = true;
    // No packet ends on a page that counts -1.
    else if (page.serial === serial && page.samples >= 0) return { samples: page.samples, isCut };
  }
  return { samples: undefined, isCut };
}

interface Page {
  isFirst: boolean;
  serial: number;
  samples: number;
  bodyAt: number;
  end: number;
}

function readPage(bytes: Buffer, at: number): Page | undefined {
  if (bytes.length < at + headBytes || bytes.toString('latin1', at, at + 4) !== 'OggS' || bytes[at + 4] !== 0)
    return undefined;
  const segments = bytes[at + 26] ?? 0;
  const bodyAt = at + headBytes + segments;
  const length = bytes.subarray(at + headBytes, bodyAt).reduce((sum, lacing) => sum + lacing, 0);
  return {
    isFirst: ((bytes[at + 5] ?? 0) & 2) !== 0,
    serial: bytes.readUInt32LE(at + 14),
    samples: Number(bytes.readBigInt64LE(at + 6)),
    bodyAt,
    end: bodyAt + length,
  };
}
