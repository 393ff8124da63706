import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import type { CallListRow } from '../../electron/core/providers/call-list-row.ts';
import { sipnetProvider } from '../../electron/core/providers/sipnet/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { cause } from '../../electron/demo/release-cause.ts';
import type { PastCall } from '../../electron/demo/sipnet/past-call.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../fakes/temporary-database.ts';
import { createCallModel, readAll } from '../fixtures/call-model.ts';
import { histories } from '../fixtures/histories.ts';
import { openStand, type StandUnderTest, testAccount } from '../fixtures/sipnet-account.ts';

let under: StandUnderTest;
let http: Http;
let temporary: TemporaryDatabase;

beforeEach(async () => {
  under = await openStand();
  http = createHttp({ clock: createSystemClock(), logger: silentLogger });
  temporary = createTemporaryDatabase(under.clock);
});
afterEach(async () => {
  temporary.remove();
  await http.close();
  await under.close();
});

/** `npm run prove -- histories` asks for ten thousand. */
const howMany = Math.min(10_000, histories(400));
const everyMs = 8000;
const rung = ['0042000001', '0042000002', '0042000003'];

/** By one phone or several together, talks and tries, of callers who call again. */
const anyCall = fc.record({
  direction: fc.constantFrom('in' as const, 'out' as const),
  phones: fc.integer({ min: 1, max: 3 }),
  talks: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
});

function pastCall(
  { direction, phones, talks }: { direction: 'in' | 'out'; phones: number; talks: number | undefined },
  index: number,
): PastCall {
  const startedAt = under.clock.now() - 3_600_000 - index * everyMs;
  const call = { direction, remote: String(79_161_000_000 + (index % 997)), startedAt };
  // Who calls out does so by one phone.
  const legs = rung.slice(0, direction === 'in' ? phones : 1).map((sipId, phone) => {
    const takes = phone === 0 && talks !== undefined;
    const end = talks === undefined ? cause.noAnswer : takes ? cause.normal : cause.elsewhere;
    const cid = String(1_000_000_000 + index * 10 + phone);
    return { sipId, cid, ringSeconds: 5, cause: end, ...(takes ? { talkSeconds: talks } : {}) };
  });
  return { ...call, legs };
}

it(`any history of ${howMany} calls, each in rows of several lists and legs, is as many calls, in whatever order they are read`, async () => {
  // A row of attempts for every phone that rang, talks among them.
  under.stand.setTraps({ answeredIn: 'both', legRows: 'attempts', rowIds: 'attempts-too' });
  const seeded = fc.sample(anyCall, howMany);
  for (const [index, call] of seeded.entries()) under.stand.addCall(pastCall(call, index));
  const { login, password } = testAccount;
  const client = sipnetProvider.createClient({
    http,
    clock: under.clock,
    logger: silentLogger,
    baseUrl: under.stand.url,
    timeZone: 'Europe/Moscow',
    credentials: { kind: 'password', login, password },
    expectedIdentity: login,
  });
  const now = under.clock.now();
  const { rows, unreadable } = await client.listCalls({ from: now - 3_700_000 - howMany * everyMs, to: now });
  expect(unreadable).toEqual([]);
  const model = createCallModel(temporary);
  const apply = (part: readonly CallListRow[]) => model.journal.applyListRows(temporary.account.id, part);
  const [shuffled = [], again = []] = fc.sample(fc.shuffledSubarray(rows, { minLength: rows.length }), 2);
  for (let at = 0; at < shuffled.length; at += 500) apply(shuffled.slice(at, at + 500));
  expect(apply(again).filter(({ changed }) => changed)).toEqual([]);

  const calls = readAll(model.log);
  expect(calls).toHaveLength(howMany);
  const counts = calls.map(({ id }) => model.store.get(id)?.rows.length ?? 0);
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([2, 5]);
  const talked = (talks: (number | undefined)[]) => talks.filter((one) => one !== undefined).length;
  expect(talked(calls.map(({ talkSeconds }) => talkSeconds))).toBe(talked(seeded.map(({ talks }) => talks)));
});
