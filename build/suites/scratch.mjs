import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps files here in memory. */
const inMemory = '/dev/shm';
/** What the data, profiles and packages of a suite's tests come to together stays far below. Bytes. */
const ENOUGH = 4 * 1024 ** 3;

/**
 * A folder for all that the tests of a suite make and throw away. In memory where there is room: a database is sure of its disk
 * after every step, and a thousand tests that each begin one wait longer for that than for all else together.
 *
 * @returns {{ folder: string, remove: () => void }}
 */
export function makeScratch() {
  const folder = inMemoryFolder() ?? mkdtempSync(join(tmpdir(), 'perezvon-suite-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Undefined where there is no such place, too little of it, or one in which no program may lie. */
function inMemoryFolder() {
  if (process.platform !== 'linux') return undefined;
  /** @type {string | undefined} */
  let folder;
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    if (Math.min(bavail * bsize, freemem()) < ENOUGH) return undefined;
    folder = mkdtempSync(join(inMemory, 'perezvon-suite-'));
    const program = join(folder, 'may-run');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 });
    execFileSync(program);
    return folder;
  } catch {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}
