/**
 * A ZIP whose members lie in it as they are (APPNOTE 6.3.10, method 0): for sound, which does not shrink. Each member is its
 * header and then its bytes; behind the last stands the end. Without ZIP64, so no more than 4 GB and 65,535 members.
 *
 * Why not fflate, which reads archives elsewhere: at once it wants all sounds in memory, and as a stream it writes the sizes
 * behind what is stored, where readers that go from front to back cannot know its end.
 */
export interface ZippedFile {
  name: string;
  /** Bytes. */
  size: number;
  /** Of those bytes. */
  crc: number;
}

/** What all members together may take, bytes. */
export const mostZipped = 2_000_000_000;

const utf8 = new TextEncoder();
/** Names are UTF-8 (bit 11 of the general purpose flag). */
const namesAreUtf8 = 0x0800;
/** 1 January 1980, the first day that a ZIP knows: what a file is of stands in its name. */
const firstDay = 0x0021;
const version = 20;
const localSize = 30;
const centralSize = 46;
const endSize = 22;

/** What stands before the bytes of a member. */
export function zipHeader(file: ZippedFile): Uint8Array<ArrayBuffer> {
  const name = utf8.encode(file.name);
  const { bytes, view } = room(localSize, name);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(4, version, true);
  describe(view, 6, file, name.length);
  return bytes;
}

/** What stands behind the last member: where each of them lies. */
export function zipEnd(files: readonly ZippedFile[]): Uint8Array<ArrayBuffer>[] {
  let at = 0;
  const listed = files.map((file) => {
    const name = utf8.encode(file.name);
    const { bytes, view } = room(centralSize, name);
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, version, true);
    view.setUint16(6, version, true);
    describe(view, 8, file, name.length);
    view.setUint32(42, at, true);
    at += localSize + name.length + file.size;
    return bytes;
  });
  const { bytes, view } = room(endSize, new Uint8Array());
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, files.length, true);
  view.setUint16(10, files.length, true);
  view.setUint32(
    12,
    listed.reduce((sum, one) => sum + one.length, 0),
    true,
  );
  view.setUint32(16, at, true);
  return [...listed, bytes];
}

/** What a member's own header and the list have alike, from the flags to the length of the name. */
function describe(view: DataView, from: number, { size, crc }: ZippedFile, nameLength: number): void {
  view.setUint16(from, namesAreUtf8, true);
  view.setUint16(from + 6, firstDay, true);
  view.setUint32(from + 8, crc, true);
  view.setUint32(from + 12, size, true);
  view.setUint32(from + 16, size, true);
  view.setUint16(from + 20, nameLength, true);
}

function room(size: number, name: Uint8Array) {
  const bytes = new Uint8Array(size + name.length);
  bytes.set(name, size);
  return { bytes, view: new DataView(bytes.buffer) };
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 as a ZIP has it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
