import { expect, it } from 'vitest';
import { runCrashes } from '../prove/crash/crash.ts';

// Other moments, and more of them: `npm run prove -- crash`.
it('loses no acknowledged event, tells no call twice and orders nothing twice, whatever is killed', async () => {
  const report = await runCrashes({ kills: 20, seed: 'every day the same' });
  expect(report.complaints).toEqual([]);
  expect(report).toMatchObject({ relayKills: 10, appKills: 10 });
  // It was a load, and there was something to lose.
  expect(report.acknowledgedEvents).toBeGreaterThan(50);
  expect(report.clicks).toBeGreaterThan(2);
});
