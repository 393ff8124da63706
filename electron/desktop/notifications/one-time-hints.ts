import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { Logger } from '../../core/ports.ts';

/** What the user needs to be told a single time, over all runs. */
export type Hint = 'stays-in-tray';

export interface OneTimeHints {
  /** True the first time for each hint, and never again. */
  isFirst(hint: Hint): boolean;
}

/** Kept in the file at `path`. One that cannot be read or written costs a repetition and nothing else. */
export function createOneTimeHints(path: string, logger: Logger): OneTimeHints {
  let told: readonly string[] | undefined;
  return {
    isFirst(hint) {
      told ??= read(path);
      if (told.includes(hint)) return false;
      told = [...told, hint];
      try {
        keep(path, told);
      } catch (error) {
        logger.warn('desktop.hint-not-kept', { error });
      }
      return true;
    },
  };
}

/** At once: the program may be quit a moment after it has told. */
function keep(path: string, told: readonly string[]): void {
  writeFileSync(`${path}.new`, JSON.stringify(told), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function read(path: string): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}
