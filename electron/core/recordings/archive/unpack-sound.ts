import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createGunzip } from 'node:zlib';
import { looksLikeText } from '../../media/looks-like-text.ts';
import { type ByteSource, fileSource } from '../formats/byte-source.ts';
import { mayBeSound, startBytes } from '../formats/recognize-sound.ts';
import type { SoundFormat } from '../formats/sound-format.ts';
import { ArchiveError } from './archive-error.ts';
import { isZip, listZip, openMember, type ZipMember } from './zip.ts';

export interface Unpacking {
  archive: string;
  /** Where the sound goes. */
  target: string;
  largestBytes: number;
  signal: AbortSignal;
}

/** `unpacked`: one file was written to the target. An archive that cannot become one file stays as it is, by its format. */
export type Unpacked = 'no-archive' | 'unpacked' | SoundFormat;

/**
 * Takes the sound out of an archive. Names in it are not looked at: what is sound shows in the bytes, and no name becomes a
 * path. An archive that is locked, packed in some other way or holds several sounds, or one that nobody here knows, is
 * kept whole rather than in part: whoever saves it can open it. Throws ArchiveError.
 */
export async function unpackSound(unpacking: Unpacking): Promise<Unpacked> {
  const { archive } = unpacking;
  const file = await open(archive, 'r');
  try {
    const source = await fileSource(file);
    const start = Buffer.from(await source.read(0, 8));
    if (isZip(start) || (await isZipBehindJunk(source))) return await unpackZip(source, unpacking);
    if (start[0] === 0x1f && start[1] === 0x8b && start[2] === 8) return await unpackGzip(unpacking);
    return closedArchives.find(({ magic }) => start.subarray(0, magic.length).equals(magic))?.format ?? 'no-archive';
  } finally {
    await file.close();
  }
}

/** Known by how they begin, and kept as they are. */
const closedArchives = [
  {
    magic: Buffer.from('526172211a07', 'hex'),
    format: { mimeType: 'application/vnd.rar', extension: 'rar', name: 'RAR' },
  },
  {
    magic: Buffer.from('377abcaf271c', 'hex'),
    format: { mimeType: 'application/x-7z-compressed', extension: '7z', name: '7z' },
  },
];
const zipFormat: SoundFormat = { mimeType: 'application/zip', extension: 'zip', name: 'ZIP' };

/** A byte order mark or a line break before an archive, as scripts let slip. */
async function isZipBehindJunk(source: ByteSource): Promise<boolean> {
  const start = Buffer.from(await source.read(0, 64));
  const at = start.indexOf('PK\x03\x04', 0, 'latin1');
  return at > 0 && /^(?:\xef\xbb\xbf|[\t\n\r ])*$/.test(start.toString('latin1', 0, at));
}

async function unpackZip(source: ByteSource, unpacking: Unpacking): Promise<Unpacked> {
  const { archive, target, largestBytes, signal } = unpacking;
  const members = await listZip(source);
  if (members.some(({ isClosed }) => isClosed)) return zipFormat;
  const sounds = new Map<string, ZipMember>();
  let hasUnknown = false;
  for (const member of members) {
    signal.throwIfAborted();
    const start = await readStart(await openMember(archive, source, member));
    // The same file twice, as under two names, is one sound.
    if ((await mayBeSound(start)) || isZip(start)) sounds.set(`${member.checksum} ${member.bytes}`, member);
    else hasUnknown ||= !looksLikeText(start);
  }
  const [sound, another] = sounds.values();
  if (sound === undefined && !hasUnknown) throw new ArchiveError('empty');
  if (sound === undefined) return zipFormat;
  if (another !== undefined || sound.bytes > largestBytes) return zipFormat;
  let checksum = 0;
  let bytes = 0;
  await write(await openMember(archive, source, sound), target, sound.bytes, signal, (chunk) => {
    checksum = crc32(chunk, checksum);
    bytes += chunk.length;
  });
  if (bytes !== sound.bytes || checksum !== sound.checksum) throw new ArchiveError('damaged');
  return 'unpacked';
}

/** Its end has the length and a checksum, which the unpacking itself holds against what came. */
async function unpackGzip({ archive, target, largestBytes, signal }: Unpacking): Promise<Unpacked> {
  const packed = createReadStream(archive);
  const unpacked = createGunzip();
  packed.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => packed.destroy());
  await write(packed.pipe(unpacked), target, largestBytes, signal);
  return 'unpacked';
}

async function readStart(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= startBytes) break;
    }
  } catch (cause) {
    throw archiveError(cause);
  }
  return Buffer.concat(chunks).subarray(0, startBytes);
}

async function write(
  content: Readable,
  target: string,
  mostBytes: number,
  signal: AbortSignal,
  see: (chunk: Buffer) => void = () => {},
): Promise<void> {
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostBytes) return done(new ArchiveError('damaged'));
      see(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(content, count, createWriteStream(target, { mode: 0o600 }), { signal });
  } catch (cause) {
    throw archiveError(cause);
  }
}

/** What the unpacking says; a full disk and a cancelled transfer stay what they are. */
function archiveError(cause: unknown): unknown {
  const { code } = cause as { code?: unknown };
  if (code === 'Z_BUF_ERROR') return new ArchiveError('cut', { cause });
  return typeof code === 'string' && code.startsWith('Z_') ? new ArchiveError('damaged', { cause }) : cause;
}
