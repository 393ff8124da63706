import { afterEach, expect, it } from 'vitest';
import type { Update } from '../../../shared/contract/updates.ts';
import { type RunningCore, startCore } from '../../../test/fixtures/running-core.ts';

const opened: RunningCore[] = [];
afterEach(async () => {
  for (const running of opened.splice(0)) await running.close();
});

function dataIdOf(running: RunningCore): string {
  opened.push(running);
  const told: Update[] = [];
  running.core.watch((update) => told.push(update))();
  const [snapshot] = told;
  if (snapshot?.kind !== 'snapshot') throw new Error('nothing was told first');
  return snapshot.dataId;
}

it('tells the data of one folder from those of another, at every start', async () => {
  const one = await startCore();
  const id = dataIdOf(one);
  const other = dataIdOf(await startCore());
  expect(other).not.toBe(id);
  opened.shift();
  expect(dataIdOf(await one.restart())).toBe(id);
});
