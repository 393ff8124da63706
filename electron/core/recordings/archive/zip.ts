import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { ByteSource } from '../formats/byte-source.ts';
import { ArchiveError } from './archive-error.ts';

/** A file in a zip archive. */
export interface ZipMember {
  bytes: number;
  checksum: number;
  /** Locked by a password, or packed in a way that is not read here. */
  isClosed: boolean;
  /** Bytes in the archive. */
  packedBytes: number;
  isDeflated: boolean;
  headerAt: number;
}

const longestComment = 0xffff;
const endBytes = 22;
const locatorBytes = 20;
const unknown16 = 0xffff;
const unknown32 = 0xffffffff;
/** An archive of a recording has a handful of members. */
const mostMembers = 10_000;
const mostDirectoryBytes = 16 * 1024 * 1024;

export function isZip(start: Buffer): boolean {
  return start.length >= 4 && start.readUInt32LE() === 0x04034b50;
}

/**
 * Reads the directory at the end of an archive (APPNOTE.TXT 6.3, 4.3), which is written last: an archive that has one came
 * whole. What stands before the archive or behind it does not matter. Throws ArchiveError.
 */
export async function listZip(source: ByteSource): Promise<ZipMember[]> {
  const end = await findEnd(source);
  if (end === undefined) throw new ArchiveError('cut');
  const { count, size } = end;
  if (count > mostMembers || size > mostDirectoryBytes || size > end.at) throw new ArchiveError('damaged');
  const directoryAt = end.at - size;
  const before = directoryAt - end.directoryAt;
  const directory = Buffer.from(await source.read(directoryAt, size));
  const members: ZipMember[] = [];
  for (let at = 0, index = 0; index < count; index++) {
    const entry = readEntry(directory.subarray(at));
    if (entry === undefined) throw new ArchiveError('damaged');
    at += entry.length;
    if (entry.isFile) members.push({ ...entry.member, headerAt: entry.member.headerAt + before });
  }
  return members;
}

interface End {
  /** Where the end record begins, and with it the directory ends. */
  at: number;
  count: number;
  size: number;
  /** Where the directory begins, as told. */
  directoryAt: number;
}

async function findEnd(source: ByteSource): Promise<End | undefined> {
  const from = Math.max(0, source.size - endBytes - longestComment);
  const tail = Buffer.from(await source.read(from, endBytes + longestComment));
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue;
    if (tail.readUInt16LE(at + 4) !== 0 && tail.readUInt16LE(at + 4) !== unknown16) continue;
    const short: End = {
      at: from + at,
      count: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      directoryAt: tail.readUInt32LE(at + 16),
    };
    const isLong = short.count === unknown16 || short.size === unknown32 || short.directoryAt === unknown32;
    return isLong ? ((await findLongEnd(source, short.at)) ?? short) : short;
  }
  return undefined;
}

/** Zip64: a record with longer numbers before the short one, and between them one that tells where it is. */
async function findLongEnd(source: ByteSource, shortAt: number): Promise<End | undefined> {
  const locator = Buffer.from(await source.read(shortAt - locatorBytes, locatorBytes));
  if (locator.length < locatorBytes || locator.readUInt32LE() !== 0x07064b50) return undefined;
  const told = Number(locator.readBigUInt64LE(8));
  // Right before the locator, where what stands before the archive has moved everything.
  for (const at of [told, shortAt - locatorBytes - 56]) {
    const record = Buffer.from(await source.read(at, 56));
    if (record.length < 56 || record.readUInt32LE() !== 0x06064b50) continue;
    const [count = 0, size = 0, directoryAt = 0] = [32, 40, 48].map((place) => Number(record.readBigUInt64LE(place)));
    return { at, count, size, directoryAt };
  }
  return undefined;
}

interface Entry {
  member: ZipMember;
  isFile: boolean;
  /** Of the entry itself. */
  length: number;
}

function readEntry(bytes: Buffer): Entry | undefined {
  if (bytes.length < 46 || bytes.readUInt32LE() !== 0x02014b50) return undefined;
  const flags = bytes.readUInt16LE(8);
  const method = bytes.readUInt16LE(10);
  const [nameBytes = 0, extraBytes = 0, commentBytes = 0] = [28, 30, 32].map((at) => bytes.readUInt16LE(at));
  const length = 46 + nameBytes + extraBytes + commentBytes;
  if (bytes.length < length) return undefined;
  const extra = bytes.subarray(46 + nameBytes, 46 + nameBytes + extraBytes);
  const [size = 0, packedBytes = 0, headerAt = 0] = longNumbers(
    extra,
    [24, 20, 42].map((at) => bytes.readUInt32LE(at)),
  );
  const name = bytes.toString('latin1', 46, 46 + nameBytes);
  return {
    member: {
      bytes: size,
      checksum: bytes.readUInt32LE(16),
      isClosed: (flags & 1) !== 0 || (method !== 0 && method !== 8),
      packedBytes,
      isDeflated: method === 8,
      headerAt,
    },
    isFile: !name.endsWith('/') && size > 0,
    length,
  };
}

/** Zip64's extra field has, in this order, those numbers that did not fit. */
function longNumbers(extra: Buffer, numbers: number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return numbers.map((number) => {
    if (number !== unknown32 || at + 8 > extra.length) return number;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

/** The content, unpacked and not checked. Throws ArchiveError where it does not lie in the archive. */
export async function openMember(path: string, source: ByteSource, member: ZipMember): Promise<Readable> {
  const head = await source.read(member.headerAt, 30);
  if (head.length < 30 || head.readUInt32LE() !== 0x04034b50) throw new ArchiveError('damaged');
  const start = member.headerAt + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const end = start + member.packedBytes;
  if (end > source.size) throw new ArchiveError('damaged');
  const packed = createReadStream(path, { start, end: end - 1 });
  if (!member.isDeflated) return packed;
  const unpacked = createInflateRaw();
  packed.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => packed.destroy());
  return packed.pipe(unpacked);
}
