import { afterEach, expect, it } from 'vitest';
import type { Update } from '../../../shared/contract/updates.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { type RunningCore, startCore } from '../../../test/fixtures/running-core.ts';
import { createTrust, type ReadCertificates } from '../http/certificates.ts';

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

it('tells pages for how long the system keeps its certificates to itself', async () => {
  const reading = Promise.withResolvers<ReadCertificates>();
  const trust = createTrust({ logger: silentLogger, read: () => reading.promise, patience: 1 });
  const running = await startCore({ ports: { trust } });
  opened.push(running);
  const told: string[] = [];
  running.core.watch((update) => {
    if (update.kind === 'snapshot' || update.kind === 'certificates') told.push(update.certificates);
  });
  await expect.poll(() => told.at(-1)).toBe('late');
  reading.resolve({ certificates: [], ofSystem: 0, readMilliseconds: 60_000 });
  await expect.poll(() => told.at(-1)).toBe('known');
});
