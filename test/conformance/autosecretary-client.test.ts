import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import { autosecretaryProvider } from '../../electron/core/providers/autosecretary/provider.ts';
import type { CallListRow } from '../../electron/core/providers/call-list-row.ts';
import { ProviderError } from '../../electron/core/providers/errors.ts';
import type { ProviderClient, ProviderClientDeps } from '../../electron/core/providers/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import type { JourneyStep } from '../../electron/demo/autosecretary/call.ts';
import { type Traps, trapTable } from '../../electron/demo/autosecretary/traps.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { type AutosecretaryUnderTest, key, numbers, openAutosecretary } from '../fixtures/autosecretary-numbers.ts';

const minute = 60_000;
const day = 24 * 3600_000;
const [desk, second] = ['89430000611', '89430000612'];

const missed: JourneyStep[] = [{ kind: 'ring', destinations: [desk], seconds: 20, end: 'no-answer' }];
const talked: JourneyStep[] = [
  { kind: 'ring', destinations: [desk], seconds: 9, end: 'no-answer' },
  { kind: 'ring', destinations: [second], seconds: 4, end: 'answered', by: second },
  { kind: 'talk', by: second, seconds: 40 },
];

let under: AutosecretaryUnderTest;
let http: Http;

beforeEach(async () => {
  under = await openAutosecretary();
  http = openHttp();
});
afterEach(async () => {
  await http.close();
  await under.close();
});

function openHttp(tries = 3): Http {
  const limits = { firstWaitMs: 1, tries };
  return createHttp({ clock: createSystemClock(), logger: silentLogger, environment: {}, limits });
}

function open(more: Partial<ProviderClientDeps> = {}): ProviderClient {
  const { after } = createSystemClock();
  return autosecretaryProvider.createClient({
    http,
    // The stand's time, and no waiting.
    clock: { now: under.clock.now, after: (_ms, run) => after(1, run) },
    logger: silentLogger,
    baseUrl: under.stand.url,
    timeZone: 'Europe/Moscow',
    credentials: { kind: 'apikey', apikey: key },
    ...more,
  });
}

async function failureOf(answer: Promise<unknown>): Promise<ProviderError> {
  const error = await answer.then(
    () => expect.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

/** So many calls over a month, on all numbers in turn, every third of them missed. */
function addMonth(count: number): void {
  for (let index = 0; index < count; index += 1) {
    under.stand.addCall({
      un: numbers[index % numbers.length] ?? '',
      caller: `7943${1_000_000 + index}`,
      startedAt: under.clock.now() - 30 * day + Math.floor(((30 * day - 10 * minute) / count) * index),
      journey: index % 3 === 0 ? missed : talked,
    });
  }
}

const month = () => ({ from: under.clock.now() - 31 * day, to: under.clock.now() + 5 * minute });
const lastHours = () => ({ from: under.clock.now() - 4 * 3600_000, to: under.clock.now() + 5 * minute });

/** By their ids, each with the seconds of its longest record. */
function callsOf(rows: readonly CallListRow[]): Map<string, number> {
  const calls = new Map<string, number>();
  for (const { ids, talkSeconds = 0 } of rows) {
    const id = ids.find(({ kind }) => kind === 'call')?.value ?? 'none';
    calls.set(id, Math.max(calls.get(id) ?? 0, talkSeconds));
  }
  return calls;
}

const expected = () =>
  new Map(under.stand.calls.map(({ id, legs }) => [String(id), legs.length > 1 ? 40 : 0] as const));

describe('connecting', () => {
  it.each([
    ['a key', { kind: 'api-key', key: 'k e/y' }, { kind: 'apikey', apikey: 'k e/y' }],
    ['a key that was copied with its word', { kind: 'api-key', key }, { kind: 'apikey', apikey: `Api-Key ${key}` }],
    [
      'login and password',
      { kind: 'basic', login: 'shop', password: 'слово' },
      { kind: 'password', login: 'shop', password: 'слово' },
    ],
    ['nothing but the address', { kind: 'address' }, { kind: 'none' }],
  ] as const)('with %s lists the numbers', async (_what, authorization, credentials) => {
    under.stand.setAuthorization(authorization);
    expect(await open({ credentials }).probe()).toEqual({
      identity: credentials.kind === 'password' ? 'shop' : '',
      numbers: ['+74950000310', '+74990000320'],
    });
    expect(under.stand.journal).toMatchObject([
      { operation: 'un list', credentials: { apikey: 'api-key', password: 'basic', none: 'none' }[credentials.kind] },
    ]);
  });

  it.each(trapTable.numberList.others)('reads a list of %s', async (numberList) => {
    under.stand.setTraps({ numberList });
    expect((await open().probe()).numbers).toEqual(['+74950000310', '+74990000320']);
  });

  it.each(['status', 'forbidden', 'error-in-200'] as const)(
    'says of a refused key that it is one, told by %s, and tries it once',
    async (unauthorizedAs) => {
      under.stand.setTraps({ unauthorizedAs });
      const error = await failureOf(open({ credentials: { kind: 'apikey', apikey: 'wrong-key' } }).probe());
      expect(error.code).toBe('BAD_CREDENTIALS');
      expect(under.stand.journal).toHaveLength(1);
    },
  );

  it('takes a page for no answer, whatever it asks for', async () => {
    under.stand.setTraps({ unauthorizedAs: 'login-page' });
    under.stand.setAuthorization(undefined);
    expect((await failureOf(open().probe())).code).toBe('PROVIDER_GARBLED');
  });
});

describe('a month', () => {
  /** Whatever changes only the settings, or what a time means, is for others to test. */
  const asRead = (
    [
      ...['phoneForms', 'statuses', 'envelope', 'scalars', 'unknownFields', 'emptyLists', 'jsonAs', 'numberList'],
      ...['startIdMeans', 'startIdSelects', 'startIdItself', 'unknownStartId', 'seqidsGiven', 'ids', 'rowOrder'],
      ...['usualLimit', 'overLimit', 'links', 'linkSlashes', 'linkIds', 'linkHost', 'linksOf', 'today', 'halfPeriod'],
      ...['dayEnd', 'periodEnd', 'reversedPeriod', 'longestPeriodDays', 'dates', 'recordsOfCall', 'legTimes'],
      ...['repeatedRows', 'durations', 'callers', 'hiddenCallers', 'unfinishedCalls', 'traces'],
    ] as (keyof Traps)[]
  ).flatMap((name) => trapTable[name].others.map((value) => [name, value] as const));

  it.each(asRead)('is read whole, every call once, with %s = %j', async (name, value) => {
    addMonth(60);
    under.stand.setTraps({ [name]: value });
    const { rows, unreadable } = await open().listCalls(month());
    expect(unreadable).toEqual([]);
    const found = callsOf(rows);
    // Ids that are drawn are others in the answers; there are as many.
    if (name === 'ids') expect([...found.values()].sort()).toEqual([...expected().values()].sort());
    else expect(found).toEqual(expected());
    const times = new Set(under.stand.calls.map(({ startedAt }) => Math.floor(startedAt / 1000) * 1000));
    const first = new Map<string, number>();
    for (const { ids, startedAt } of rows.toReversed()) first.set(ids[0]?.value ?? '', startedAt);
    expect([...first.values()].filter((at) => !times.has(at))).toEqual([]);
  });

  it('keeps what cannot be read, and loses nothing beside it', async () => {
    addMonth(60);
    under.stand.setTraps({ brokenRows: true });
    const { rows, unreadable } = await open().listCalls(month());
    expect(unreadable.length).toBeGreaterThan(0);
    const found = callsOf(rows);
    for (const [id, seconds] of expected()) expect(found.get(id)).toBe(seconds);
  });

  it('has more calls in a day than an answer holds, under ids that are drawn', async () => {
    for (let index = 0; index < 2_300; index += 1)
      under.stand.addCall({
        un: numbers[0],
        caller: `7943${1_000_000 + index}`,
        journey: missed,
        startedAt: under.clock.now() - 20 * 3600_000 + index * 30_000,
      });
    for (const links of ['array', 'absent', 'always'] as const) {
      under.stand.setTraps({ ids: 'scattered', rowOrder: 'id', links });
      const { rows } = await open().listCalls({ from: under.clock.now() - day, to: under.clock.now() });
      expect(new Set(rows.map(({ remote }) => remote)).size).toBe(2_300);
    }
  });

  it('comes from the newest day on, and its shares make one', async () => {
    addMonth(60);
    const days: number[] = [];
    let share = 0;
    for await (const piece of open().listInPieces?.(month()) ?? []) {
      days.push(...piece.rows.map(({ startedAt }) => startedAt));
      share += piece.share;
    }
    expect(share).toBeCloseTo(1);
    for (const [index, at] of days.entries()) expect(at).toBeLessThan((days[index - 1] ?? at) + 2 * day + minute);
    expect(days[0]).toBeGreaterThan(days.at(-1) ?? 0);
  });

  it.each([
    { kind: 'status', status: 503, every: 2 },
    { kind: 'status', status: 503, in: 'body', every: 2 },
    { kind: 'status', status: 429, every: 2 },
    { kind: 'status', status: 408, every: 2 },
    { kind: 'drop', every: 2 },
    { kind: 'html', every: 3 },
  ] as const)('is read whole though answers are $kind $status $in', async (fault) => {
    addMonth(60);
    await http.close();
    http = openHttp(1);
    const client = open();
    await client.probe();
    under.stand.setTraps({ fault });
    const found = new Map<string, number>();
    // As the list reader does: what was read stays, and the rest is read the next time.
    for (let attempt = 0, isRead = false; !isRead; attempt += 1) {
      expect(attempt).toBeLessThan(12);
      try {
        for await (const { rows } of client.listInPieces?.(month()) ?? [])
          for (const [id, talk] of callsOf(rows)) found.set(id, talk);
        isRead = true;
      } catch (error) {
        expect(error).toBeInstanceOf(ProviderError);
      }
    }
    expect(found).toEqual(expected());
  });

  it('is not asked for period by period of a provider that is down', async () => {
    const client = open();
    await client.probe();
    under.stand.setTraps({ fault: { kind: 'status', status: 503 } });
    expect((await failureOf(client.listCalls(month()))).code).toBe('PROVIDER_DOWN');
    expect(under.stand.requestsFor('cdr/bytime').length).toBeLessThan(12);
  });
});

describe('numbers', () => {
  it.each(trapTable.foreignNumbers.others.concat('bad-request'))(
    'that are refused as %s do not stop the others, and are asked for once',
    async (foreignNumbers) => {
      addMonth(12);
      under.stand.setTraps({ foreignNumbers });
      const client = open({ lines: ['+74959999999', ...numbers.map((number) => `+7${number}`)] });
      expect(callsOf((await client.listCalls(month())).rows)).toEqual(expected());
      await client.listCalls(lastHours());
      const asked = under.stand.requestsFor('cdr/bytime').filter(({ outcome }) => outcome === 'refused');
      expect(asked).toHaveLength(1);
      // Whoever was refused may be let in: it is tried again, in its time.
      under.clock.advance(20 * minute);
      await client.listCalls(lastHours());
      expect(
        under.stand.requestsFor('cdr/bytime').filter(({ parameters }) => parameters.phone === '4959999999'),
      ).toHaveLength(2);
    },
  );

  it('are refused alone or all: then the provider’s words are told, again and again', async () => {
    under.stand.setTraps({ foreignNumbers: 'bad-request' });
    const client = open({ lines: ['+74959999999'] });
    for (const _time of [1, 2]) {
      const { code, detail } = await failureOf(client.listCalls(lastHours()));
      expect([code, detail]).toEqual(['PROVIDER_REFUSED', 'Номер недоступен для управления']);
    }
    expect(under.stand.requestsFor('cdr/bytime')).toHaveLength(1);
  });

  it('that are added later are watched, too', async () => {
    const client = open();
    await client.listCalls(lastHours());
    under.stand.addNumber({ phone: '4990000330' });
    under.stand.addCall({
      un: '4990000330',
      caller: '79430000211',
      journey: missed,
      startedAt: under.clock.now() - minute,
    });
    under.clock.advance(11 * minute);
    expect((await client.listCalls(lastHours())).rows).toMatchObject([
      { line: '4990000330', direction: 'in', outcome: 'missed', remote: '9430000211' },
    ]);
  });

  it.each(['status', 'forbidden', 'error-in-200'] as const)(
    'with a key that was withdrawn meanwhile end in asking for another, told by %s',
    async (unauthorizedAs) => {
      const client = open();
      await client.listCalls(lastHours());
      under.stand.setTraps({ unauthorizedAs });
      under.stand.setAuthorization(undefined);
      expect((await failureOf(client.listCalls(lastHours()))).code).toBe('BAD_CREDENTIALS');
    },
  );
});

it('asks once for each number at a look, and hears of a long talk that shorter ones overtook', async () => {
  const client = open();
  const end = under.clock.now();
  under.stand.addCall({
    un: numbers[0],
    caller: '79430000211',
    startedAt: end - 30 * minute,
    journey: [{ kind: 'talk', by: desk, seconds: 29 * 60 }],
  });
  for (let index = 0; index < 25; index += 1)
    under.stand.addCall({
      un: numbers[0],
      caller: `7943000${1000 + index}`,
      startedAt: end - (29 - index) * minute,
      journey: missed,
    });
  under.clock.set(end - 90_000);
  expect(callsOf((await client.listCalls(lastHours())).rows).size).toBe(25);
  under.clock.set(end);
  expect(callsOf((await client.listCalls(lastHours())).rows).size).toBe(26);
  expect(under.stand.requestsFor('cdr/bytime')).toHaveLength(2 * numbers.length);
  expect(under.stand.requestsFor('cdr/byid')).toEqual([]);
});

it('finds a row that comes late, behind newer ones, by reading over what it has read', async () => {
  const client = open();
  const at = under.clock.now();
  const late = under.stand.addCall({
    un: numbers[0],
    caller: '79430000211',
    journey: missed,
    startedAt: at - 60 * minute,
    listedAt: at + 2 * minute,
  });
  const early = under.stand.addCall({
    un: numbers[0],
    caller: '79430000224',
    journey: missed,
    startedAt: at - 5 * minute,
  });
  expect([...callsOf((await client.listCalls(lastHours())).rows).keys()]).toEqual([String(early.id)]);
  under.clock.advance(3 * minute);
  expect(callsOf((await client.listCalls(lastHours())).rows).has(String(late.id))).toBe(true);
});

it('reads any part of the past as it was, whatever its ends', async () => {
  addMonth(200);
  const client = open();
  await fc.assert(
    fc.asyncProperty(fc.nat(29 * 24 * 60), fc.integer({ min: 1, max: 3 * 24 * 60 }), async (back, length) => {
      const from = under.clock.now() - 30 * day + back * minute;
      const to = Math.min(from + length * minute, under.clock.now());
      const found = callsOf((await client.listCalls({ from, to })).rows);
      for (const { id, startedAt } of under.stand.calls)
        if (startedAt >= from && startedAt <= to) expect(found.has(String(id))).toBe(true);
    }),
    { numRuns: 25 },
  );
});
