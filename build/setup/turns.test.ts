import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inTurn } from './turns.mjs';

let scratch: string;
let address: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'perezvon-turns-'));
  address = process.platform === 'win32' ? `\\\\.\\pipe\\perezvon-turns-${process.pid}` : join(scratch, 'turn.sock');
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

it('lets one work at a time, however many come at once, and whatever becomes of one', async () => {
  let working = 0;
  let most = 0;
  let done = 0;
  const work = async () => {
    working += 1;
    most = Math.max(most, working);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    working -= 1;
    done += 1;
    if (done % 3 === 0) throw new Error('went wrong');
    return done;
  };
  const ended = await Promise.allSettled(Array.from({ length: 12 }, () => inTurn(work, address)));
  expect({ most, done }).toEqual({ most: 1, done: 12 });
  expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(4);
});

it('goes on at once when the one that worked is killed', async () => {
  const module = new URL('turns.mjs', import.meta.url).href;
  const program = `import { inTurn } from '${module}';
    await inTurn(() => { console.log('working'); return new Promise((resolve) => setTimeout(resolve, 1e9)); }, ${JSON.stringify(address)});`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  let worked = false;
  const mine = inTurn(async () => {
    worked = true;
  }, address);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(worked).toBe(false);
  other.kill('SIGKILL');
  await mine;
  expect(worked).toBe(true);
});

it('works without turns where none can be had', async () => {
  await expect(inTurn(async () => 'done', join(scratch, 'no/such/folder', 'turn.sock'))).resolves.toBe('done');
});
