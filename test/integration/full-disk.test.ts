import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mountDisk } from '../fixtures/own-disk.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('full-disk-program.ts', import.meta.url));
const told = {
  tooLarge: { state: 'failed', problem: { code: 'DISK_FULL' }, files: 0 },
  fitting: { state: 'stored', bytes: 1044, files: 1 },
};

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-full-disk-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')('tells of a file that outgrows what this user may write', async () => {
  // 4 MiB in blocks of 512 bytes: enough for the database, not for the recording.
  const { stdout } = await run('sh', [
    '-c',
    'ulimit -f 8192 && exec "$0" "$@"',
    process.execPath,
    program,
    '6000000',
    directory,
  ]);
  expect(JSON.parse(stdout)).toMatchObject(told);
});

it('tells of a disk that is full, and goes on once there is room', async ({ skip }) => {
  const place = join(directory, 'disk');
  const disk = mountDisk(place, '8m');
  if (disk === undefined) return skip('a disk of one’s own can be mounted by few');
  try {
    const { stdout } = await run(process.execPath, [program, '9000000', place]);
    expect(JSON.parse(stdout)).toMatchObject(told);
  } finally {
    disk.unmount();
  }
});
