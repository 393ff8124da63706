import type { FileHandle } from 'node:fs/promises';

/** Bytes that can be read at any place. */
export interface ByteSource {
  size: number;
  /** Fewer than asked for at the end, none outside. The bytes are good until the next read. */
  read(at: number, length: number): Promise<Buffer>;
}

/** What is read of a file at a time: parsers ask for a few bytes here and there. */
const windowBytes = 64 * 1024;

export async function fileSource(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  const window = Buffer.allocUnsafe(windowBytes);
  let from = 0;
  let held = 0;
  return {
    size,
    async read(at, length) {
      const wanted = within(at, length, size);
      if (wanted === 0) return Buffer.alloc(0);
      if (wanted > windowBytes) {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
        return buffer.subarray(0, bytesRead);
      }
      if (at < from || at + wanted > from + held) {
        held = (await file.read(window, 0, windowBytes, at)).bytesRead;
        from = at;
      }
      return window.subarray(at - from, Math.min(at - from + wanted, held));
    },
  };
}

export function bufferSource(bytes: Buffer): ByteSource {
  const { length: size } = bytes;
  return {
    size,
    read: async (at, length) => (within(at, length, size) === 0 ? Buffer.alloc(0) : bytes.subarray(at, at + length)),
  };
}

/** The part of a source from `start` to `end`. */
export function part(source: ByteSource, start: number, end = source.size): ByteSource {
  const size = Math.max(0, Math.min(end, source.size) - start);
  return { size, read: (at, length) => source.read(start + at, within(at, length, size)) };
}

/** How many of the bytes that are asked for are there: places in a file are what a file says. */
function within(at: number, length: number, size: number): number {
  return at < 0 ? 0 : Math.max(0, Math.min(length, size - at));
}
