import { expect, it } from 'vitest';
import { silentLogger } from '../../test/fakes/silent-logger.ts';
import { createCloseStack } from './close-stack.ts';

function open(...parts: readonly string[]) {
  const told: string[] = [];
  const logged: unknown[] = [];
  const stack = createCloseStack({ ...silentLogger, error: (event, fields) => logged.push([event, fields]) });
  const openPart = (part: string, problem?: Error) =>
    stack.push(part, async () => {
      told.push(`${part} closes`);
      await new Promise(setImmediate);
      if (problem !== undefined) throw problem;
      told.push(`${part} is closed`);
    });
  for (const part of parts) openPart(part);
  return { stack, told, logged, openPart };
}

it('closes what was opened from the last to the first, one after the other and once', async () => {
  const { stack, told } = open('database', 'page');
  await Promise.all([stack.close(), stack.close()]);
  await stack.close();
  expect(told).toEqual(['page closes', 'page is closed', 'database closes', 'database is closed']);
});

it('tells of each part that does not close, closes the rest all the same, and fails then', async () => {
  const { stack, told, logged, openPart } = open('database');
  const [early, late] = [new Error('the socket is gone'), new Error('no tray')];
  openPart('page', early);
  stack.push('tray', () => {
    throw late;
  });
  await expect(stack.close()).rejects.toBe(late);
  expect(told).toEqual(['page closes', 'database closes', 'database is closed']);
  expect(logged).toEqual([
    ['not-closed', { part: 'tray', error: late }],
    ['not-closed', { part: 'page', error: early }],
  ]);
});

it('closes at once what is opened while all is closed or after that', async () => {
  const { stack, told, openPart } = open('database');
  const closing = stack.close();
  openPart('page');
  await closing;
  openPart('tray');
  await stack.close();
  expect(told.filter((one) => one.endsWith('is closed'))).toHaveLength(3);
});
