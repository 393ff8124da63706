import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureBundles } from '../../build/setup/bundles.mjs';
import { startWords } from '../../shared/words/start.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { enterProgram } from '../fixtures/contract-client.ts';
import { mountDisk } from '../fixtures/own-disk.ts';

const main = fileURLToPath(new URL('../../out/web/main.js', import.meta.url));

beforeAll(ensureBundles);

let directory: string;
const undo: (() => void)[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-data-'));
});
afterEach(() => {
  for (const each of undo.splice(0).reverse()) each();
  rmSync(directory, { recursive: true, force: true });
});

/** The web host as a process of its own, by a shell that does `before` to itself first. */
function start(dataDirectory: string, options: { args?: string[]; locale?: string; before?: string } = {}) {
  const { args = [], locale = 'en', before = ':' } = options;
  const command = [process.execPath, main, '--no-open', '--port=0', `--data-dir=${dataDirectory}`, ...args];
  const child = spawn('sh', ['-c', `${before}; exec "$0" "$@"`, ...command], {
    env: { ...process.env, PEREZVON_VAULT: 'memory', PEREZVON_LOCALE: locale },
  });
  const told = { out: '', error: '' };
  child.stdout.on('data', (text) => {
    told.out += text;
  });
  child.stderr.on('data', (text) => {
    told.error += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  undo.push(() => child.kill('SIGKILL'));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const ready = () => vi.waitFor(() => expect(told.out).toContain('Perezvon is ready'));
  return { told, ended, ready, stop };
}

/** For NODE_OPTIONS: a program that cannot close its database. */
const stuckDatabase = `--import=data:text/javascript,${encodeURIComponent(`
  import { DatabaseSync } from "node:sqlite";
  DatabaseSync.prototype.close = () => { throw new Error("stuck"); };
`)}`;

it.skipIf(process.platform === 'win32')(
  'is let go of, with a word in the log, although a part does not close',
  async () => {
    const { ready, stop, ended } = start(directory, { before: `export NODE_OPTIONS='${stuckDatabase}'` });
    await ready();
    expect(readdirSync(directory)).toContain('instance.json');
    await stop();
    expect(await ended).toBe(1);
    expect(readdirSync(directory)).not.toContain('instance.json');
    const log = readdirSync(join(directory, 'logs')).map((name) => readFileSync(join(directory, 'logs', name), 'utf8'));
    expect(log.join('')).toContain('stuck');
  },
);

describe.skipIf(process.platform === 'win32')('a person is told in words of', () => {
  const words = startWords('en');
  async function whatIsTold(dataDirectory: string, locale = 'en'): Promise<string> {
    const { told, ended } = start(dataDirectory, { locale });
    expect({ code: await ended, out: told.out }).toEqual({ code: 1, out: '' });
    return told.error;
  }

  it('a file where the folder should be, or on the way to it', async () => {
    const file = join(directory, 'письмо.txt');
    writeFileSync(file, 'words');
    expect(await whatIsTold(file)).toBe(`${words.noFolder(file)}\n`);
    expect(await whatIsTold(join(file, 'data'), 'ru')).toBe(`${startWords('ru').noFolder(file)}\n`);
  });

  it('a folder that is not theirs to write', async ({ skip }) => {
    const folder = join(directory, 'folder');
    if (process.getuid?.() === 0) {
      const disk = mountDisk(folder, '8m');
      if (disk === undefined) return skip('root may write everywhere but on a read-only disk, and can mount none here');
      undo.push(disk.unmount);
      disk.makeReadOnly();
    } else {
      mkdirSync(folder);
      chmodSync(folder, 0o500);
      undo.push(() => chmodSync(folder, 0o700));
    }
    for (const place of [folder, join(folder, 'new')]) {
      expect(await whatIsTold(place)).toBe(`${words.notWritable(folder)}\n`);
    }
  });

  it('a file in it that is not theirs to write', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may write every file');
    const file = join(directory, 'perezvon.sqlite');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    expect(await whatIsTold(directory)).toBe(`${words.notWritable(file)}\n`);
  });

  it('a disk without room', async ({ skip }) => {
    const place = join(directory, 'disk');
    const disk = mountDisk(place, '2m');
    if (disk === undefined) return skip('a disk of one’s own can be mounted by few');
    undo.push(disk.unmount);
    const data = join(place, 'data');
    try {
      writeFileSync(join(place, 'film'), Buffer.alloc(3_000_000));
    } catch {
      // As much of it as there was room for.
    }
    expect(await whatIsTold(data)).toBe(`${words.diskFull(data)}\n`);
  });
});

it('is opened on a disk without room: a page is let in and told, and all goes on once there is room', async ({
  skip,
}) => {
  const place = join(directory, 'disk');
  const disk = mountDisk(place, '24m');
  if (disk === undefined) return skip('a disk of one’s own can be mounted by few');
  undo.push(disk.unmount);
  const data = join(place, 'data');
  const before = start(data, { args: ['--demo'] });
  await before.ready();
  const first = await enterProgram(addressIn(before.told.out));
  await vi.waitFor(async () => expect((await allCalls(first.client)).length).toBeGreaterThan(20));
  await first.client.settings.update({ theme: 'dark' });
  first.close();
  await before.stop();
  // To the last byte: a page at a time.
  const film = openSync(join(place, 'film'), 'w');
  const page = Buffer.alloc(4096);
  try {
    for (;;) writeSync(film, page);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
  closeSync(film);

  const program = start(data);
  await program.ready();
  const second = await enterProgram(addressIn(program.told.out));
  const { client } = second;
  expect((await client.host.info()).startupWarnings).toEqual([{ kind: 'disk-full' }]);
  expect((await allCalls(client)).length).toBeGreaterThan(20);
  expect((await client.settings.get()).theme).toBe('dark');
  await expect(client.settings.update({ theme: 'light' })).rejects.toMatchObject({ code: 'DISK_FULL' });
  disk.grow('64m');
  expect((await client.host.info()).startupWarnings).toEqual([]);
  expect(await client.settings.update({ theme: 'light' })).toMatchObject({ theme: 'light' });
  second.close();
  await program.stop();
});

function addressIn(out: string): string {
  return out.match(/http:\S+/)?.[0] ?? '';
}

describe.skipIf(process.platform === 'win32')('a data directory', () => {
  const open = () =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
      .map((path) => relative(directory, path));

  it('is for its owner alone, whatever it was and whatever this user gives to others', async () => {
    chmodSync(directory, 0o777);
    const first = start(directory, { args: ['--demo'], before: 'umask 0' });
    await first.ready();
    (await enterProgram(addressIn(first.told.out))).close();
    // While it runs, with what SQLite writes beside the database, and the demo that begins with who looks at it.
    expect(readdirSync(directory)).toEqual(expect.arrayContaining(['perezvon.sqlite-wal', 'logs', 'relay-demo']));
    expect(open()).toEqual([]);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await first.stop();

    // As an earlier version left it, or a copy that was made by hand.
    mkdirSync(join(directory, 'recordings'));
    writeFileSync(join(directory, 'perezvon.sqlite.before-7'), '');
    execFileSync('chmod', ['-R', 'a+rwX', directory]);
    const second = start(directory, { before: 'umask 0' });
    await second.ready();
    expect(open().filter((path) => !path.includes('/'))).toEqual([]);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await second.stop();
  });

  it('keeps its rights where other things lie in it too, and its own files are closed there as well', async () => {
    writeFileSync(join(directory, 'letter.txt'), 'words');
    chmodSync(join(directory, 'letter.txt'), 0o644);
    chmodSync(directory, 0o755);
    const program = start(directory, { before: 'umask 0' });
    await program.ready();
    expect(statSync(directory).mode & 0o777).toBe(0o755);
    expect(open()).toEqual(['letter.txt']);
    await program.stop();
  });
});
