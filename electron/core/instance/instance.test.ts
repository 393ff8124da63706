import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimInstance, type Instance, InstanceError } from './instance.ts';
import type { HandoverRequest } from './second-start.ts';

let dataDirectory: string;
const held: Instance[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDirectory = await realpath(await mkdtemp(join(tmpdir(), 'instance-')));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const instance of held.splice(0)) await instance.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

const request: HandoverRequest = { host: 'web', args: ['--demo'] };

async function first(directory = dataDirectory): Promise<Instance> {
  const claim = await claimInstance({ dataDirectory: directory, request, patienceMs: 5_000 });
  if (!('instance' in claim)) throw new Error('somebody else was first');
  held.push(claim.instance);
  return claim.instance;
}

/** A process of its own that takes the directory and says so. */
async function firstElsewhere(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { claimInstance } = await import(${JSON.stringify(new URL('./instance.ts', import.meta.url).href)});
       const claim = await claimInstance({ dataDirectory: process.argv[1], request: { host: 'web', args: [] } });
       await claim.instance.serve(async (request) => ({ host: 'web', url: 'http://127.0.0.1:1/' + request.args.join() }));
       process.stdout.write('held');
       setInterval(() => {}, 1000);`,
      dataDirectory,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

describe('one process per data directory', () => {
  it('hands a second start over to the first, in another process', async () => {
    await firstElsewhere();
    const claim = await claimInstance({ dataDirectory, request });
    expect(claim).toEqual({ answer: { host: 'web', url: 'http://127.0.0.1:1/--demo' } });
  });

  it('is free at once after the first was killed, whatever it left lying there', async () => {
    const child = await firstElsewhere();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await stat(join(dataDirectory, 'instance.sock'))).isSocket()).toBe(true);
    const instance = await first();
    await instance.serve(async () => ({ host: 'desktop' }));
    expect(await claimInstance({ dataDirectory, request })).toEqual({ answer: { host: 'desktop' } });
  });

  it('makes a second start wait for a first that still starts', async () => {
    const instance = await first();
    const second = claimInstance({ dataDirectory, request });
    await instance.serve(async ({ host, args }) => ({ host, url: `http://127.0.0.1/?${args[0]}` }));
    expect(await second).toEqual({ answer: { host: 'web', url: 'http://127.0.0.1/?--demo' } });
  });

  it('gives the directory to one that waits as soon as the first closes', async () => {
    const instance = await first();
    const second = first();
    await instance.close();
    expect((await second).dataDirectory).toBe(dataDirectory);
  });

  it('takes only one of many that start together', async () => {
    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const claim = await claimInstance({ dataDirectory, request });
        if ('instance' in claim) {
          held.push(claim.instance);
          await claim.instance.serve(async () => ({ host: 'web', url: 'http://127.0.0.1/' }));
        }
        return 'instance' in claim;
      }),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('gives up with a sentence when the first never answers', async () => {
    await first();
    const second = claimInstance({ dataDirectory, request, patienceMs: 200 });
    await expect(second).rejects.toBeInstanceOf(InstanceError);
    await expect(second).rejects.toThrow(dataDirectory);
  });

  it('knows the directory by another name', async () => {
    const instance = await first();
    await instance.serve(async () => ({ host: 'web' }));
    const link = `${dataDirectory}-link`;
    await symlink(dataDirectory, link);
    try {
      expect(await claimInstance({ dataDirectory: link, request })).toEqual({ answer: { host: 'web' } });
    } finally {
      await rm(link);
    }
  });

  it('leaves other directories alone', async () => {
    const other = join(dataDirectory, 'other');
    await mkdir(other);
    await first();
    expect((await first(other)).dataDirectory).toBe(other);
  });

  it('works where the path is longer than a socket may be', async () => {
    const long = join(dataDirectory, 'a'.repeat(120));
    const instance = await first(long);
    await instance.serve(async () => ({ host: 'web' }));
    expect(await claimInstance({ dataDirectory: long, request })).toEqual({ answer: { host: 'web' } });
  });

  it('leaves nothing behind but the empty lock file', async () => {
    const instance = await first();
    await instance.serve(async () => ({ host: 'web' }));
    await instance.close();
    expect((await stat(join(dataDirectory, 'instance.lock'))).size).toBe(0);
    await expect(stat(join(dataDirectory, 'instance.sock'))).rejects.toThrow();
    await expect(stat(join(dataDirectory, 'instance.json'))).rejects.toThrow();
  });
});

describe('the handover channel', () => {
  it.skipIf(process.platform === 'win32')('is for the owner only', async () => {
    const instance = await first(join(dataDirectory, 'fresh'));
    await instance.serve(async () => ({ host: 'web' }));
    const mode = async (name: string) => (await stat(join(instance.dataDirectory, name))).mode & 0o777;
    expect(await mode('.')).toBe(0o700);
    expect(await mode('instance.sock')).toBe(0o600);
    expect(await mode('instance.json')).toBe(0o600);
  });

  it.each([
    [
      'a wrong key',
      (card: { key: string }) => ({ ...request, key: card.key.replace(/^./, (sign) => (sign === '_' ? '-' : '_')) }),
    ],
    ['no key', () => request],
    ['another shape', (card: { key: string }) => ({ key: card.key, host: 'web', args: 'all' })],
    ['more than fits', (card: { key: string }) => ({ key: card.key, host: 'web', args: ['x'.repeat(600_000)] })],
  ])('tells nothing to %s', async (_what, message) => {
    const instance = await first();
    const heard: HandoverRequest[] = [];
    await instance.serve(async (told) => {
      heard.push(told);
      return { host: 'web', url: 'http://127.0.0.1/secret' };
    });
    const card = JSON.parse(await readFile(join(dataDirectory, 'instance.json'), 'utf8'));
    const socket = createConnection(card.address);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    // The first may hang up while much is still being written.
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(`${JSON.stringify(message(card))}\n`);
    await closed;
    expect(answer).toBe('');
    expect(heard).toEqual([]);
    // And the first is none the worse for it.
    expect(await claimInstance({ dataDirectory, request })).toMatchObject({ answer: { host: 'web' } });
  });

  it('is not mistaken by a card of somebody who is gone', async () => {
    await first();
    await writeFile(join(dataDirectory, 'instance.json'), `{"address":"/nowhere","key":"${'k'.repeat(43)}"}`);
    await expect(claimInstance({ dataDirectory, request, patienceMs: 200 })).rejects.toBeInstanceOf(InstanceError);
  });
});
