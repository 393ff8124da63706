import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A file of lines that never grows beyond its limit: `perezvon.log`, before it `perezvon.1.log` and so on. */
export interface LogFile {
  /** Never throws: a full disk must not end a call. Lines that could not be written are counted. */
  write(line: string): void;
  close(): void;
}

export interface LogFileOptions {
  directory: string;
  /** Of one file. */
  maxBytes: number;
  /** Files in all, the current one among them; at least 1. */
  keep: number;
}

/** Where the log of a data directory lies. */
export function logDirectoryOf(dataDirectory: string): string {
  return join(dataDirectory, 'logs');
}

/**
 * Written at once and not buffered: the lines before a crash are the ones that matter, and a line costs microseconds.
 */
export function createLogFile({ directory, maxBytes, keep }: LogFileOptions): LogFile {
  let file: { descriptor: number; bytes: number } | undefined;
  let lost = 0;
  let closed = false;

  function path(age: number): string {
    return join(directory, age === 0 ? 'perezvon.log' : `perezvon.${age}.log`);
  }

  function open(): { descriptor: number; bytes: number } {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const descriptor = openSync(path(0), 'a', 0o600);
    return { descriptor, bytes: fstatSync(descriptor).size };
  }

  function rotate(): void {
    release();
    rmSync(path(keep - 1), { force: true });
    for (let age = keep - 2; age >= 0; age--) {
      try {
        renameSync(path(age), path(age + 1));
      } catch {
        // Not every older file exists yet.
      }
    }
  }

  function release(): void {
    if (file !== undefined) closeSync(file.descriptor);
    file = undefined;
  }

  function append(bytes: Buffer): void {
    file ??= open();
    if (file.bytes > 0 && file.bytes + bytes.length > maxBytes) {
      rotate();
      file = open();
    }
    writeSync(file.descriptor, bytes);
    file.bytes += bytes.length;
  }

  return {
    write(line) {
      if (closed) return;
      try {
        if (lost > 0)
          append(Buffer.from(`${JSON.stringify({ level: 'warn', event: 'log.lines-lost', count: lost })}\n`));
        lost = 0;
        append(Buffer.from(`${line}\n`));
      } catch {
        lost += 1;
      }
    },
    close() {
      closed = true;
      release();
    },
  };
}
