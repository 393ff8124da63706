import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Logger } from '../core/ports.ts';
import { replaceFile } from '../core/secrets/file-replacement.ts';

/** What the user needs to be told a single time, over all runs. */
export type Lesson = 'stays-in-tray';

export interface Once {
  /** True the first time for each lesson, and never again. */
  isFirst(lesson: Lesson): boolean;
}

/** Kept in the file at `path`. One that cannot be read or written costs a repetition and nothing else. */
export function createOnce(path: string, logger: Logger): Once {
  let told: readonly string[] | undefined;
  return {
    isFirst(lesson) {
      told ??= read(path);
      if (told.includes(lesson)) return false;
      told = [...told, lesson];
      replaceFile(path, JSON.stringify(told)).catch((error: unknown) =>
        logger.warn('desktop.lesson-not-kept', { error }),
      );
      return true;
    },
  };
}

function read(path: string): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}
