import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogState } from '../../../shared/contract/diagnostics.ts';
import { logDirectoryOf } from './log-file.ts';

/** What is read back of the newest file. */
const tailBytes = 64 * 1024;
const longestLine = 4000;

/** The log as it lies on the disk, with its newest lines. A log that cannot be read is an empty one. */
export async function readLog(dataDirectory: string, lines: number): Promise<LogState> {
  const directory = logDirectoryOf(dataDirectory);
  const names = (await readdir(directory).catch(() => [])).filter((name) => /^perezvon(\.\d+)?\.log$/.test(name));
  const sizes = await Promise.all(names.map((name) => sizeOf(join(directory, name))));
  return {
    directory,
    files: names.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    lines: (await readTail(join(directory, 'perezvon.log'))).slice(-lines).map((line) => line.slice(0, longestLine)),
  };
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

async function readTail(path: string): Promise<string[]> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return [];
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - tailBytes);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const found = buffer.toString('utf8', 0, bytesRead).split('\n');
    // The first may have begun before, the last is what follows the last line's end.
    return found.slice(from === 0 ? 0 : 1, -1);
  } catch {
    return [];
  } finally {
    await file.close();
  }
}
