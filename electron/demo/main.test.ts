import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

it('serves developers until it is told to stop, and shows what they ask without their secrets', async () => {
  const stand = spawn(process.execPath, [main, '--traps', 'answersName=stranger'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const lines = createInterface(stand.stdout)[Symbol.asyncIterator]();
    const url = String((await lines.next()).value);
    const [, login, password] = /^login (\S+), password (\S+)$/.exec(String((await lines.next()).value)) ?? [];
    const asked = { operation: 'balance', login, password };
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(asked) });
    expect(await answer.json()).toMatchObject({ status: 'success', account: 'stranger' });
    expect((await lines.next()).value).toMatch(/Z success \{"operation":"balance"\}$/);
    stand.kill('SIGTERM');
    expect(await once(stand, 'exit')).toEqual([0, null]);
  } finally {
    stand.kill('SIGKILL');
  }
});

it.each([
  ['a trap that there is not', ['--traps', 'nonsense'], 'no such trap: nonsense'],
  ['an option that there is not', ['--trap', 'emptyLists'], '--trap'],
])('refuses %s', async (_, words, message) => {
  const stand = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  const told: string[] = [];
  stand.stderr.on('data', (part: Buffer) => told.push(part.toString()));
  const [code] = await once(stand, 'close');
  expect(code).toBe(1);
  expect(told.join('')).toContain(message);
});
