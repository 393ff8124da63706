import { expect, it } from 'vitest';
import { selfCheckWords } from '../../../shared/words/self-check.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { failed, ok, type SelfCheck, skipped } from './check.ts';
import { selfCheckReport, writeReport } from './report.ts';
import { runChecks } from './run-checks.ts';

const words = selfCheckWords('en');
const outcomes = async (checks: SelfCheck[], clock = createManualClock()) =>
  (await runChecks(checks, words, clock.after)).map(({ milliseconds, ...rest }) => {
    expect(milliseconds).toBeGreaterThanOrEqual(0);
    return rest;
  });
const fine: SelfCheck = { name: 'fine', run: () => ok({ count: 1 }) };

it('gives up a check that hangs when its time is over, and runs the rest', async () => {
  const clock = createManualClock();
  let left = false;
  const hanging: SelfCheck = {
    name: 'hanging',
    limitMs: 2_000,
    run(signal) {
      signal.addEventListener('abort', () => {
        left = true;
      });
      queueMicrotask(() => clock.advance(2_000));
      return new Promise(() => {});
    },
  };
  expect(await outcomes([hanging, fine], clock)).toEqual([
    { name: 'hanging', status: 'failed', ...words.tooLong(2) },
    { name: 'fine', status: 'ok', found: { count: 1 } },
  ]);
  expect({ left, timers: clock.pending() }).toEqual({ left: true, timers: 0 });
});

it('takes what throws for failed, at once or later, and runs the rest', async () => {
  const thrown = () => {
    throw new Error('at once');
  };
  const rejected = () => Promise.reject(new Error('later'));
  expect(await outcomes([{ name: 'a', run: thrown }, { name: 'b', run: rejected }, fine])).toMatchObject([
    { name: 'a', status: 'failed', problem: expect.stringContaining('at once') },
    { name: 'b', status: 'failed', problem: expect.stringContaining('later') },
    { name: 'fine', status: 'ok' },
  ]);
});

it('skips what needs a check that was not fine, and whatever needs that in turn', async () => {
  const broken: SelfCheck = { name: 'window', run: () => failed({ problem: 'none', advice: 'look' }) };
  const run = () => ok();
  expect(
    await outcomes([broken, { name: 'page', after: 'window', run }, { name: 'audio', after: 'page', run }]),
  ).toEqual([
    { name: 'window', status: 'failed', problem: 'none', advice: 'look' },
    { name: 'page', status: 'skipped', reason: words.needs('window') },
    { name: 'audio', status: 'skipped', reason: words.needs('page') },
  ]);
  expect(await outcomes([fine, { name: 'page', after: 'fine', run }])).toMatchObject([
    {},
    { name: 'page', status: 'ok' },
  ]);
});

it('is fine as a whole as long as nothing has failed: what was skipped does not count', async () => {
  const without: SelfCheck = { name: 'keychain', run: () => skipped('none here') };
  const good = writeReport('web', '1.2.3', await runChecks([fine, without], words));
  expect(good).toMatchObject({ program: 'perezvon', version: '1.2.3', host: 'web', ok: true });
  const bad = writeReport(
    'web',
    '1.2.3',
    await runChecks([fine, { name: 'x', run: () => failed(words.otherBytes()) }], words),
  );
  expect(bad.ok).toBe(false);
  expect(selfCheckReport.parse(JSON.parse(JSON.stringify(bad)))).toEqual(bad);
});
