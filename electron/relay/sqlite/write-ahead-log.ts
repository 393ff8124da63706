import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** https://www.sqlite.org/fileformat.html#the_write_ahead_log */
const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * How many frames were committed to the log that a killed relay left, by what stands before each frame, whole or not. SQLite takes
 * the frames up to the first one that is not whole and leaves the rest without a word; with fewer than these, it left something.
 */
export function countCommittedFrames(path: string): number {
  const size = sizeOf(path);
  if (size <= headerBytes) return 0;
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(headerBytes);
    readSync(file, header, 0, headerBytes, 0);
    if (!isHeaderWhole(header)) return Number.POSITIVE_INFINITY;
    const frameBytes = frameHeaderBytes + header.readUInt32BE(8);
    const frame = Buffer.alloc(frameHeaderBytes);
    let committed = 0;
    for (let index = 1; headerBytes + index * frameBytes <= size; index += 1) {
      readSync(file, frame, 0, frameHeaderBytes, headerBytes + (index - 1) * frameBytes);
      // Frames of a log that was begun anew since have other salts, both of them.
      const isOfThisLog = [8, 12].some((at) => frame.readUInt32BE(at) === header.readUInt32BE(at + 8));
      const isCommit = frame.readUInt32BE(4) !== 0;
      if (isOfThisLog && isCommit) committed = index;
    }
    return committed;
  } finally {
    closeSync(file);
  }
}

/** By its checksum over the first 24 bytes, in the byte order that the last bit of the first number tells. */
function isHeaderWhole(header: Buffer): boolean {
  const magic = header.readUInt32BE(0);
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return false;
  const numberAt = (at: number) => (magic === 0x377f0683 ? header.readUInt32BE(at) : header.readUInt32LE(at));
  let [first, second] = [0, 0];
  for (let at = 0; at < 24; at += 8) {
    first = (first + numberAt(at) + second) >>> 0;
    second = (second + numberAt(at + 4) + first) >>> 0;
  }
  return header.readUInt32BE(24) === first && header.readUInt32BE(28) === second;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
