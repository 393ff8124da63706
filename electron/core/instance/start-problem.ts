import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Language, startWords } from '../../../shared/words/start.ts';
import { hasRoom, isFullDisk } from '../full-disk.ts';

/**
 * An error for the person who started the program: what is wrong with the data directory, where that is why it did not start.
 * The disk itself is asked: SQLite calls all of this "unable to open database file".
 */
export function explainStart(error: unknown, dataDirectory: string, language: Language): Error {
  const words = startWords(language);
  const explained = (message: string) => new Error(message, { cause: error });
  try {
    const place = existingPart(dataDirectory);
    if (!statSync(place).isDirectory()) return explained(words.noFolder(place));
    const locked = [place, ...(place === dataDirectory ? filesOf(place) : [])].find((path) => !isWritable(path));
    if (locked !== undefined) return explained(words.notWritable(locked));
    if (isFullDisk(error) || !hasRoom(place)) return explained(words.diskFull(dataDirectory));
  } catch {
    // Nothing more is known than what went wrong first.
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** The path itself, or the last folder on the way to it. */
function existingPart(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? existingPart(dirname(path)) : path;
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(directory, name));
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
