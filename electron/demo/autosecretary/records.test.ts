import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AutosecretaryUnderTest,
  numbers,
  openAutosecretary,
  type Row,
} from '../../../test/fixtures/autosecretary-numbers.ts';
import { answeredBy, type JourneyStep } from './call.ts';
import type { PlacedCall } from './call-book.ts';
import type { Traps } from './traps.ts';

let under: AutosecretaryUnderTest;
beforeEach(async () => {
  under = await openAutosecretary();
});
afterEach(() => under.close());

const [un] = numbers;
const minute = 60_000;
const day = 86_400_000;
const [first, second, doctor] = ['89430000611', '89430000612', '89430000651'];

/** Menu, queue, nobody at the first desk, a talk with the second, then with a doctor. */
const wholeJourney: JourneyStep[] = [
  { kind: 'greeting', seconds: 5 },
  { kind: 'menu', choice: 2, seconds: 4 },
  { kind: 'queue', seconds: 11 },
  { kind: 'ring', destinations: [first], seconds: 20, end: 'no-answer' },
  { kind: 'ring', destinations: [first, second], seconds: 6, end: 'answered', by: second },
  { kind: 'talk', by: second, seconds: 30, recorded: true },
  { kind: 'transfer', to: doctor, seconds: 8, succeeds: true },
  { kind: 'talk', by: doctor, seconds: 60 },
];
const wholeSeconds = 144;
const missed: JourneyStep[] = [{ kind: 'ring', destinations: [first], seconds: 20, end: 'caller-left' }];
const talked = (seconds: number): JourneyStep[] => [
  { kind: 'ring', destinations: [first], seconds: 4, end: 'answered', by: first },
  { kind: 'talk', by: first, seconds },
];

/** Ends when the test begins, or so many minutes before. */
function add(journey: JourneyStep[], minutesAgo: number, more: Partial<PlacedCall> = {}) {
  return under.stand.addCall({
    un,
    caller: '79430000211',
    startedAt: under.clock.now() - minutesAgo * minute,
    journey,
    ...more,
  });
}

describe('a record (Autosecretary API v1, cdr/bytime)', () => {
  it('tells of a call in the words of the sample', async () => {
    const call = add([{ kind: 'stop', reason: 'no-destination-active' }], 5);
    expect(await under.rows('bytime')).toEqual([
      {
        an: '9430000211',
        duration: 0,
        id: call.id,
        log: expect.stringMatching(/^SIP:ANI\(9430000211@[\w-]+:5061\)-DNIS\(4950000310@[\d.]+:5061\)--NO_DNS$/),
        seqid: call.legs[0]?.seqids.atStart,
        start_time: '2026-11-20T13:55:00',
        talk_duration: 0,
        un,
      },
    ]);
  });

  it('writes its time without a zone and without zeros before month and day', async () => {
    add(missed, 0, { startedAt: Date.UTC(2026, 0, 2, 6, 4, 5) });
    const [row] = await under.rows('byid');
    expect(row?.start_time).toBe('2026-1-2T09:04:05');
  });

  it('has the whole journey in its trace', async () => {
    const call = add(wholeJourney, 5);
    const [row] = await under.rows('byid');
    expect(row).toMatchObject({ duration: wholeSeconds, talk_duration: 90 });
    expect(String(row?.log).split(')--')[1]).toBe(
      [
        ...['Hello_Play', 'Menu_Play', 'MnCh-2', 'Queue_In', 'Queue_Out(11)', `TryToCall:${first}`, 'NoAnswer'],
        ...[`TryToCall:${first}`, `TryToCall:${second}`, 'Conn', `OpIn-${second}`, 'Rec_Start', 'Rec_Stop'],
        ...[`CallTo-${doctor}`, 'TrfCallOK', `OpIn-${doctor}`],
      ].join('-'),
    );
    expect(answeredBy(call)).toBe(second);
    expect(answeredBy(add(missed, 1))).toBeUndefined();
  });

  it.each<[JourneyStep, string]>([
    [{ kind: 'ring', destinations: [first], seconds: 1, end: 'busy' }, `TryToCall:${first}-Busy(486)`],
    [{ kind: 'ring', destinations: [first], seconds: 1, end: 'busy-tone' }, `TryToCall:${first}-ACBusy(17)`],
    [{ kind: 'ring', destinations: [first], seconds: 9, end: 'caller-left' }, `TryToCall:${first}-HgUp_DurMC`],
    [{ kind: 'transfer', to: doctor, seconds: 9, succeeds: false }, `CallTo-${doctor}-Trf_Fail`],
    [{ kind: 'extension', ext: '101', seconds: 2 }, 'Extension-101'],
    [{ kind: 'message', seconds: 9 }, 'VMail-Rec_Start-Rec_Stop'],
    [{ kind: 'stop', reason: 'no-destination-free' }, 'No_AvDNS'],
    [{ kind: 'stop', reason: 'no-channels' }, 'NoChannels'],
    [{ kind: 'stop', reason: 'queue-full' }, 'MaxQueueExceeded'],
    [{ kind: 'stop', reason: 'limit-exceeded' }, 'Limit_Exceeded'],
    [{ kind: 'stop', reason: 'billing' }, 'Billing_Account_Error'],
  ])('%o is %s', async (step, words) => {
    add([step], 5);
    expect((await under.rows('byid'))[0]?.log).toMatch(new RegExp(`--${words.replace(/[()]/g, '\\$&')}$`));
  });

  it('appears when its call is over, also one that began before others', async () => {
    add(talked(176), 1);
    expect(await under.rows('byid')).toEqual([]);
    add(missed, 0.5);
    expect(await under.rows('byid')).toHaveLength(1);
    under.clock.advance(2 * minute);
    expect((await under.rows('byid')).map((row) => row.talk_duration)).toEqual([176, 0]);
  });

  it('belongs to one of the numbers', async () => {
    add(missed, 5);
    expect(await under.rows('byid', { phone: numbers[1] })).toEqual([]);
    expect(() => add(missed, 5, { un: '4950000399' })).toThrow(RangeError);
  });
});

describe('ids', () => {
  it('are the same for the same past, whatever rings meanwhile, and are never given twice', async () => {
    const other = await openAutosecretary();
    try {
      for (const stand of [under.stand, other.stand]) {
        if (stand === other.stand) stand.addCall({ un, caller: '', startedAt: under.clock.now(), journey: talked(60) });
        for (const ago of [5, 5, 3]) {
          stand.addCall({ un, caller: '', startedAt: under.clock.now() - ago * minute, journey: wholeJourney });
        }
      }
      const idsOf = ({ stand }: AutosecretaryUnderTest) =>
        stand.calls
          .filter(({ endedAt }) => endedAt <= under.clock.now())
          .map((call) => [call.id, call.legs[0]?.seqids]);
      expect(idsOf(other)).toEqual(idsOf(under));
      const ids = [under.stand.calls, other.stand.calls].map((calls) => calls.map(({ id }) => id));
      expect(ids.map((all) => new Set(all).size)).toEqual([3, 4]);
    } finally {
      await other.close();
    }
  });

  it.each<Traps['ids']>(['rising', 'by-node', 'scattered'])('%s: one for each', async (ids) => {
    for (let ago = 200; ago > 0; ago--) add(wholeJourney, ago);
    under.stand.setTraps({ ids, recordsOfCall: 'by-leg' });
    // The last two have not ended.
    const rows = await under.rows('byid');
    expect(new Set(rows.map(({ id }) => id)).size).toBe(198);
    expect(new Set(rows.map(({ seqid }) => seqid)).size).toBe(3 * 198);
    const seqids = rows.map(({ seqid }) => seqid);
    const isRising = seqids.every((seqid, index) => seqid > (seqids[index - 1] ?? 0));
    expect(isRising).toBe(ids === 'rising');
  });

  it('that are given at the end rise with the end of calls', async () => {
    add(talked(600), 15);
    add(missed, 14);
    const order = async () => (await under.rows('byid')).toSorted((one, other) => one.seqid - other.seqid);
    expect((await order()).map((row) => row.talk_duration)).toEqual([600, 0]);
    under.stand.setTraps({ seqidsGiven: 'at-end' });
    expect((await order()).map((row) => row.talk_duration)).toEqual([0, 600]);
  });
});

describe('start_id', () => {
  let rows: Row[];
  beforeEach(async () => {
    for (const ago of [50, 40, 30, 20]) add(wholeJourney, ago);
    rows = await under.rows('byid');
  });
  const from = (startId: number) => under.rows('byid', { start_id: startId });
  const at = (index: number): Row => {
    const row = rows[index];
    if (row === undefined) throw new RangeError(`no row ${index}`);
    return row;
  };

  it('is the seqid of the first record, which comes itself', async () => {
    expect(await from(at(2).seqid)).toEqual(rows.slice(2));
    expect(await from(0)).toEqual(rows);
  });

  it('may be the id of its call', async () => {
    under.stand.setTraps({ startIdMeans: 'id' });
    expect(await from(at(2).id)).toEqual(rows.slice(2));
    expect(await from(at(2).seqid)).toEqual([]);
  });

  it('of a call with several records begins with its first', async () => {
    under.stand.setTraps({ startIdMeans: 'id', recordsOfCall: 'by-leg' });
    expect(await from(at(2).id)).toHaveLength(6);
  });

  it('may leave its own record out', async () => {
    for (const startIdSelects of ['not-below', 'position'] as const) {
      under.stand.setTraps({ startIdItself: 'left-out', startIdSelects });
      expect(await from(at(2).seqid)).toEqual(rows.slice(3));
    }
  });

  it('may select by value or by position, which differ once ids do not rise', async () => {
    under.stand.setTraps({ ids: 'scattered' });
    rows = await under.rows('byid');
    const lowest = rows.toSorted((one, other) => one.seqid - other.seqid)[0]?.seqid ?? 0;
    expect(await from(lowest)).toEqual(rows);
    under.stand.setTraps({ ids: 'scattered', startIdSelects: 'position' });
    expect(await from(lowest)).toEqual(rows.slice(rows.findIndex(({ seqid }) => seqid === lowest)));
  });

  it('that no record has', async () => {
    const unknown = at(1).seqid - 1;
    for (const startIdSelects of ['not-below', 'position'] as const) {
      under.stand.setTraps({ startIdSelects });
      expect(await from(unknown)).toEqual(rows.slice(1));
      expect(await from(9_000_000_000)).toEqual([]);
    }
    under.stand.setTraps({ unknownStartId: 'empty' });
    expect(await from(unknown)).toEqual([]);
    under.stand.setTraps({ unknownStartId: 'refused' });
    expect((await under.request('cdr/byid', { phone: un, start_id: unknown })).status).toBe(400);
  });
});

describe('limit', () => {
  beforeEach(() => {
    for (let ago = 1_100; ago > 0; ago--) add(missed, ago);
  });

  it('is never over 1000', async () => {
    expect(await under.rows('byid')).toHaveLength(1_000);
    expect(await under.rows('byid', { limit: 5_000 })).toHaveLength(1_000);
    expect(await under.rows('byid', { limit: 7 })).toHaveLength(7);
    under.stand.setTraps({ usualLimit: 100, overLimit: 'refused' });
    expect(await under.rows('byid')).toHaveLength(100);
    expect((await under.request('cdr/byid', { phone: un, limit: 1_001 })).status).toBe(400);
  });

  it.each([0, -1, 'ten', '1e3', 2.5])('is not %s', async (limit) => {
    expect((await under.request('cdr/byid', { phone: un, limit })).status).toBe(400);
  });

  it('cuts pages that lead through the whole list, one after the other', async () => {
    const seen = new Set<number>();
    let link: string | undefined;
    let pages = 0;
    do {
      const answer =
        link === undefined ? await under.ask('cdr/bytime', { phone: un, limit: 100 }) : await under.ask(link);
      for (const { seqid } of answer.value as Row[]) seen.add(seqid);
      link = (answer.links as string[] | undefined)?.[0]?.replaceAll('\\', '/');
      pages += 1;
    } while (link !== undefined);
    // Of the current day: 14 hours of Moscow have gone.
    expect([seen.size, pages]).toEqual([840, 9]);
  });
});

describe('links', () => {
  const page = { phone: un, begin: '20.11.2026', end: '2026-11-20T13:00:00', limit: 1 };
  const forward = () => {
    const { seqid } = rowsBefore[1] ?? {};
    const query = `phone=${un}&begin=2026-11-20T00:00:00&end=2026-11-20T13:00:00&limit=1&start_id=${seqid}`;
    return `${under.stand.url}cdr/bytime?${query}`;
  };
  let rowsBefore: Row[];
  beforeEach(async () => {
    for (const ago of [90, 80, 70]) add(missed, ago);
    rowsBefore = await under.rows('byid');
  });
  const text = async () => (await under.request('cdr/bytime', page)).text();

  it('leads to the next page, with the slashes of the sample', async () => {
    expect((await under.ask('cdr/bytime', page)).links).toEqual([forward().replaceAll('/', '\\')]);
    expect(await under.ask('cdr/bytime', { ...page, limit: 3 })).not.toHaveProperty('links');
    expect(await text()).toContain('http:\\\\\\\\127.0.0.1');
  });

  it.each<[Traps['links'], (link: string) => unknown]>([
    ['string', (link) => link],
    ['object', (link) => ({ next: link })],
    ['json-text', (link) => `{"${link}"}`],
    ['null', () => null],
    ['absent', () => undefined],
  ])('may be %s', async (links, expected) => {
    under.stand.setTraps({ links, linkSlashes: 'forward' });
    expect((await under.ask('cdr/bytime', page)).links).toEqual(expected(forward()));
  });

  it('as the document prints them, are no JSON, nor is what they stand in', async () => {
    under.stand.setTraps({ links: 'as-printed' });
    const printed = await text();
    expect(() => JSON.parse(printed)).toThrow(SyntaxError);
    expect(printed).toMatch(/"links":\{"http:\\{4}127\.0\.0\.1:\d+\\{2}api\\{2}v1\\{2}cdr\\{2}bytime\?phone=\d+&/);
    under.stand.setTraps({ links: 'as-printed', scalars: 'strings' });
    expect(await text()).toContain('"links":{"');
  });

  it('may stand behind the last page as well', async () => {
    under.stand.setTraps({ links: 'always' });
    const last = rowsBefore[2]?.seqid;
    const answer = await under.ask('cdr/byid', { phone: un, start_id: last });
    expect(answer.links).toEqual([expect.stringContaining(`start_id=${last}`)]);
  });

  it('may be those of the other id, of another host, or of one method only', async () => {
    const link = async (traps: Partial<Traps>, method = 'bytime') => {
      under.stand.setTraps(traps);
      return (await under.ask(`cdr/${method}`, page)).links;
    };
    expect(await link({ linkIds: 'id' })).toEqual([expect.stringContaining(`start_id=${rowsBefore[1]?.id}`)]);
    expect(await link({ linkIds: 'seqid', startIdMeans: 'id' })).toEqual([
      expect.stringContaining(`${rowsBefore[1]?.seqid}`),
    ]);
    expect(await link({ linkHost: 'foreign', links: 'string', linkSlashes: 'forward' })).toMatch(
      /^http:\/\/localhost:9\/api\/v1\/cdr\/bytime\?/,
    );
    expect(await link({ linksOf: 'bytime' }, 'byid')).toBeUndefined();
  });

  it('leads on where the record of start_id is left out', async () => {
    under.stand.setTraps({ startIdItself: 'left-out', linkSlashes: 'forward', links: 'string' });
    const { links } = await under.ask('cdr/byid', { phone: un, limit: 1 });
    expect((await under.ask(String(links))).value).toEqual([rowsBefore[1]]);
  });
});

describe('the interval', () => {
  const at = (text: string) => Date.parse(`${text}+03:00`);
  const times = async (query: Record<string, string>) =>
    (await under.rows('bytime', query)).map(({ start_time }) => start_time.slice(8));
  const refusal = async (query: Record<string, string>) =>
    (await under.request('cdr/bytime', { phone: un, ...query })).status;

  beforeEach(() => {
    for (const text of ['2026-11-18T23:59:59', '2026-11-19T00:00:00', '2026-11-19T23:59:59', '2026-11-20T00:00:00']) {
      add([{ kind: 'stop', reason: 'billing' }], 0, { startedAt: at(text) });
    }
  });

  it.each([
    [{ begin: '19.11.2026', end: '19.11.2026' }],
    [{ begin: '2026-11-19', end: '2026-11-19' }],
    [{ begin: '2026-11-19T00:00:00', end: '2026-11-19T23:59:59' }],
    [{ begin: '19.11.2026 00:00', end: '19.11.2026 23:59:59' }],
  ])('is read in both forms of dates: %o', async (query) => {
    expect(await times(query)).toEqual(['19T00:00:00', '19T23:59:59']);
  });

  it('is the current day when nothing is said', async () => {
    expect(await times({})).toEqual(['20T00:00:00']);
    under.stand.setTraps({ today: 'last-24-hours' });
    expect(await times({})).toEqual(['19T23:59:59', '20T00:00:00']);
  });

  it('may end with the beginning of a day, or before its end', async () => {
    const query = { begin: '18.11.2026', end: '20.11.2026' };
    expect(await times(query)).toHaveLength(4);
    under.stand.setTraps({ dayEnd: 'midnight' });
    expect(await times(query)).toHaveLength(4);
    under.stand.setTraps({ dayEnd: 'midnight', periodEnd: 'exclusive' });
    expect(await times(query)).toHaveLength(3);
  });

  it('may be half open, reversed or too long', async () => {
    expect(await times({ begin: '20.11.2026' })).toHaveLength(1);
    expect(await times({ end: '18.11.2026' })).toHaveLength(1);
    expect(await refusal({ begin: '20.11.2026', end: '18.11.2026' })).toBe(400);
    under.stand.setTraps({ halfPeriod: 'refused', reversedPeriod: 'empty', longestPeriodDays: 3 });
    expect(await refusal({ begin: '20.11.2026' })).toBe(400);
    expect(await refusal({ end: '20.11.2026' })).toBe(400);
    expect(await times({ begin: '20.11.2026', end: '18.11.2026' })).toEqual([]);
    expect(await refusal({ begin: '16.11.2026', end: '20.11.2026' })).toBe(400);
    expect(await refusal({ begin: '18.11.2026', end: '20.11.2026' })).toBe(200);
  });

  it.each([
    'yesterday',
    '31.02.2026',
    '2026-13-01',
    '2026-11-20T25:00:00',
    '2026-11-20T10:00:61',
    '2026-11-20T10:00:00Z',
    '20/11/2026',
  ])('does not begin with %s', async (begin) => {
    expect(await refusal({ begin })).toBe(400);
  });

  it('is by the clock of the service, of the number, or of none', async () => {
    const [, phone] = numbers;
    under.stand.editNumber(phone, (number) => {
      number.offsetMinutes = 300;
    });
    add(missed, 0, { un: phone, startedAt: at('2026-11-19T23:30:00') });
    const found = async (recordZone: Traps['recordZone']) => {
      under.stand.setTraps({ recordZone });
      return times({ phone, begin: '18.11.2026', end: '19.11.2026' });
    };
    expect(await found('moscow')).toEqual(['19T23:30:00']);
    expect(await found('number')).toEqual([]);
    expect(await found('utc')).toEqual(['19T20:30:00']);
  });

  it('holds every call that began in it, and no other', async () => {
    const start = at('2026-11-10T00:00:00');
    const second = fc.integer({ min: 0, max: 6 * 86_400 });
    await fc.assert(
      fc.asyncProperty(fc.array(second, { maxLength: 20 }), second, second, async (begun, one, other) => {
        const tried = await openAutosecretary();
        try {
          for (const after of begun) {
            tried.stand.addCall({ un, caller: '', startedAt: start + after * 1000, journey: missed });
          }
          const [from, to] = [Math.min(one, other), Math.max(one, other)];
          const wall = (after: number) => new Date(start + after * 1000 + 3 * 3_600_000).toISOString().slice(0, 19);
          const rows = await tried.rows('bytime', { begin: wall(from), end: wall(to) });
          expect(rows).toHaveLength(begun.filter((after) => after >= from && after <= to).length);
        } finally {
          await tried.close();
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('records that differ', () => {
  const seen = async (traps: Partial<Traps>) => {
    under.stand.setTraps(traps);
    return under.rows('byid');
  };

  it('several of one call: each leg, or all so far', async () => {
    add(wholeJourney, 5);
    const legs = await seen({ recordsOfCall: 'by-leg' });
    expect(new Set(legs.map(({ id }) => id)).size).toBe(1);
    expect(legs.map((row) => [row.start_time.slice(-8), row.duration, row.talk_duration])).toEqual([
      ['13:55:00', 40, 0],
      ['13:55:40', 36, 30],
      ['13:56:16', 68, 60],
    ]);
    expect(legs.map((row) => String(row.log).split(')--')[1]?.split('-')[0])).toEqual([
      'Hello_Play',
      `TryToCall:${first}`,
      'CallTo',
    ]);
    const growing = await seen({ recordsOfCall: 'growing' });
    expect(growing.map((row) => [row.duration, row.talk_duration])).toEqual([
      [40, 0],
      [76, 30],
      [144, 90],
    ]);
    const together = await seen({ recordsOfCall: 'by-leg', legTimes: 'of-call' });
    expect(new Set(together.map((row) => row.start_time)).size).toBe(1);
  });

  it('a call that goes on, whose record is rewritten', async () => {
    add(wholeJourney, 0);
    add(missed, 0, { startedAt: under.clock.now() + minute });
    under.clock.advance(3_000);
    const [opening] = await seen({ unfinishedCalls: 'listed' });
    expect(opening?.log).toMatch(/--Hello_Play$/);
    expect(await under.rows('byid')).toHaveLength(1);
    under.clock.advance(27_000);
    const [early] = await seen({ unfinishedCalls: 'listed' });
    expect(early).toMatchObject({ duration: 30, talk_duration: 0 });
    expect(early?.log).toMatch(new RegExp(`TryToCall:${first}$`));
    under.clock.advance(wholeSeconds * 1000);
    const [late] = await under.rows('byid');
    expect(late).toMatchObject({ seqid: early?.seqid, duration: wholeSeconds, talk_duration: 90 });
  });

  it('some that appear late, when later ones have been listed', async () => {
    for (const ago of [40, 30, 20, 10]) add(missed, ago);
    const count = async (traps: Partial<Traps>) => (await seen(traps)).length;
    expect(await count({ lateRowsMs: 30 * minute })).toBe(3);
    expect(await count({ listLagMs: 15 * minute })).toBe(3);
    add(missed, 60, { listedAt: under.clock.now() + minute });
    expect(await count({})).toBe(4);
    under.clock.advance(minute);
    expect(await count({})).toBe(5);
  });

  it('some that come twice, and some that cannot be read', async () => {
    for (const ago of [40, 30]) add(missed, ago);
    const twice = await seen({ repeatedRows: 'twice' });
    expect(new Set(twice.map(({ seqid }) => seqid)).size).toBe(twice.length / 2);
    const rewritten = await seen({ repeatedRows: 'under-new-seqid' });
    expect([new Set(rewritten.map(({ seqid }) => seqid)).size, new Set(rewritten.map(({ id }) => id)).size]).toEqual([
      4, 2,
    ]);
    expect(await seen({ brokenRows: true })).toHaveLength(6);
  });

  it('old ones that are gone, and another order', async () => {
    for (const ago of [11 * 1_440, 40, 30]) add(missed, ago);
    expect(await seen({ keptDays: 10 })).toHaveLength(2);
    const usual = await seen({});
    expect(await seen({ rowOrder: 'newest-first' })).toEqual(usual.toReversed());
    const byId = await seen({ rowOrder: 'id', ids: 'scattered' });
    expect(byId).toEqual(byId.toSorted((one, other) => one.seqid - other.seqid));
  });

  it('what counts as talk, and in which form', async () => {
    add(
      [
        { kind: 'greeting', seconds: 5 },
        { kind: 'message', seconds: 10 },
      ],
      5,
    );
    add(missed, 4);
    add(talked(65), 3);
    const talk = async (traps: Partial<Traps>) => (await seen(traps)).map((row) => row.talk_duration);
    expect(await talk({})).toEqual([0, 0, 65]);
    expect(await talk({ talkCounts: 'with-message' })).toEqual([10, 0, 65]);
    expect(await talk({ talkCounts: 'from-pick-up' })).toEqual([15, 0, 65]);
    expect(await talk({ durations: 'clock' })).toEqual(['00:00:00', '00:00:00', '00:01:05']);
  });

  it('forms of callers, and of none', async () => {
    for (const caller of ['79430000211', '442079460958', '']) add(missed, 5, { caller });
    const callers = async (traps: Partial<Traps>) => (await seen(traps)).map(({ an }) => an);
    expect(await callers({})).toEqual(['9430000211', '442079460958', '']);
    expect(await callers({ callers: 'with-8', hiddenCallers: 'word' })).toEqual([
      '89430000211',
      '810442079460958',
      'anonymous',
    ]);
    expect(await callers({ callers: 'digits', hiddenCallers: 'null' })).toEqual(['79430000211', '442079460958', null]);
    expect(await callers({ callers: 'plus', hiddenCallers: 'absent' })).toEqual([
      '+79430000211',
      '+442079460958',
      undefined,
    ]);
  });

  it.each<[Traps['dates'], string]>([
    ['unpadded', '2026-1-2T09:04:05'],
    ['day-unpadded', '2026-01-2T09:04:05'],
    ['padded', '2026-01-02T09:04:05'],
    ['fraction', '2026-01-02T09:04:05.0000000'],
    ['offset', '2026-01-02T09:04:05+03:00'],
    ['wcf', `/Date(${Date.UTC(2026, 0, 2, 6, 4, 5)}+0300)/`],
    ['dotted', '02.01.2026 09:04:05'],
  ])('dates %s', async (dates, text) => {
    add(missed, 0, { startedAt: Date.UTC(2026, 0, 2, 6, 4, 5) });
    expect((await seen({ dates }))[0]?.start_time).toBe(text);
  });

  it('traces with foreign words, cut, long, empty or missing', async () => {
    add(wholeJourney, 5);
    const trace = async (traces: Traps['traces']) => (await seen({ traces }))[0]?.log;
    const usual = String(await trace('usual'));
    const foreign = String(await trace('foreign-words'));
    expect(foreign).toContain('-Plbk(hello-7.wav)-');
    for (const word of ['MnCh-2', 'TrfCallOK', `OpIn-${doctor}`]) expect(foreign).toContain(word);
    expect(await trace('cut')).toBe(usual.slice(0, 120));
    expect(String(await trace('long')).length).toBeGreaterThan(60_000);
    expect([await trace('empty'), await trace('null')]).toEqual(['', null]);
  });

  it('pages by id lead through a busy number whose ids are of two nodes', async () => {
    for (let index = 0; index < 5_000; index++) {
      under.stand.addCall({
        un,
        caller: '',
        startedAt: under.clock.now() - day - index * minute,
        journey: wholeJourney,
      });
    }
    under.stand.setTraps({ recordsOfCall: 'by-leg', ids: 'by-node', rowOrder: 'id' });
    const seen = new Set<number>();
    for (let startId = 0; ; ) {
      const rows = await under.rows('byid', { start_id: startId });
      const last = rows.at(-1)?.seqid ?? 0;
      for (const { seqid } of rows) seen.add(seqid);
      if (last === startId) break;
      startId = last;
    }
    expect(seen.size).toBe(15_000);
  });
});
