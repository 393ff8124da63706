import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type IntegrationApiUnderTest,
  lines,
  moscow,
  openIntegrationApi,
} from '../../../test/fixtures/integration-api-contract.ts';
import type { Traps } from './traps.ts';

const list = 'request/getcalllist';
const minute = 60_000;
const day = 86_400_000;

let under: IntegrationApiUnderTest;
beforeEach(async () => {
  under = await openIntegrationApi();
  await under.connect();
});
afterEach(() => under.close());

const caller = '79430000211';
const second = '79430000224';

/** An answered call, an order out, a missed one and two messages, a minute apart, the last a minute ago. */
function addUsualCalls(): void {
  const { stand, clock } = under;
  const at = (minutes: number) => clock.now() - minutes * minute;
  stand.addCall({ direction: 'in', remote: caller, startedAt: at(5), ringSeconds: 4, talkSeconds: 65 });
  stand.addCall({
    direction: 'out',
    remote: second,
    line: lines[1],
    startedAt: at(4),
    talkSeconds: 20,
    recorded: false,
  });
  stand.addCall({ direction: 'in', remote: '442079460958', startedAt: at(3), ringSeconds: 15 });
  stand.addCall({ direction: 'in', remote: '74950000455', startedAt: at(2), voicemail: 'unread' });
  stand.addCall({ direction: 'in', remote: '', startedAt: at(1), voicemail: 'read' });
}

const numbersOf = (rows: Record<string, unknown>[]) => rows.map((row) => row.extNum);

function period(from: number, to: number): Record<string, unknown> {
  return { periodStart: moscow(from), periodEnd: moscow(to) };
}

describe('rows (Integration API, request/getcalllist)', () => {
  it('say when, with whom and what there is to hear, by the wall clock of the contract', async () => {
    addUsualCalls();
    const rows = await under.rows();
    expect(rows[0]).toEqual({
      callDate: moscow(under.clock.now() - 5 * minute),
      service: 'междугородний',
      extNum: '89430000211',
      duration: 65,
      callRecordId: under.stand.calls[0]?.recording?.id,
    });
    expect(numbersOf(rows)).toEqual(['89430000211', '89430000224', '810442079460958', '84950000455', '']);
    expect(rows.map((row) => row.callRecordId === null)).toEqual([false, true, true, false, false]);
    expect(rows.map((row) => row.service)).toEqual([
      'междугородний',
      'междугородний',
      'международный',
      'местный',
      'местный',
    ]);
  });

  it('stand in an answer with the fields of the document', async () => {
    for (const brand of ['sunsim', 'alloincognito'] as const) {
      const one = await openIntegrationApi({ brand });
      await one.connect();
      const answer = await one.ask(list, { body: { nums: lines, ...period(one.clock.now() - day, one.clock.now()) } });
      const result = answer.result as Record<string, unknown>;
      expect(answer.error).toEqual({ errorMessage: '', errorCode: 0 });
      expect(result).toMatchObject({ apiName: 'getCallList', apiVersion: 1, callTime: moscow(one.clock.now()) });
      expect(result.responseDuration).toBeTypeOf('string');
      const holder = brand === 'sunsim' ? answer : result;
      const other = brand === 'sunsim' ? result : answer;
      expect(holder).toMatchObject({ code: 0, requestHash: expect.any(String) });
      expect(other).not.toHaveProperty('requestHash');
      await one.close();
    }
  });

  it('begin when a call has ended and not before', async () => {
    const ringing = under.stand.ring({ from: caller, to: lines[1] });
    expect(await under.rows()).toHaveLength(0);
    under.clock.advance(5_000);
    await ringing.answer();
    under.clock.advance(9_000);
    expect(await under.rows()).toHaveLength(0);
    await ringing.hangUp();
    expect(await under.rows()).toMatchObject([{ extNum: '89430000211', duration: 9 }]);
    await expect(ringing.answer()).rejects.toThrow('ended');
  });

  it('show missed calls and messages', async () => {
    await under.stand.ring({ from: caller }).miss();
    await under.stand.ring({ from: second }).leaveMessage(8);
    expect(await under.rows()).toMatchObject([
      { extNum: '89430000211', duration: 0, callRecordId: null },
      { extNum: '89430000224', duration: 0, callRecordId: expect.any(String) },
    ]);
  });
});

describe('filters', () => {
  beforeEach(addUsualCalls);

  it.each<[string, Record<string, unknown>, number[]]>([
    ['all', { direction: 0 }, [0, 1, 2, 3, 4]],
    ['all by null', { direction: null }, [0, 1, 2, 3, 4]],
    ['outgoing', { direction: 1 }, [1]],
    ['incoming', { direction: 2 }, [0, 2, 3, 4]],
    ['one line', { nums: [lines[1]] }, [1]],
    ['lines in one text', { nums: [lines.join(', ')] }, [0, 1, 2, 3, 4]],
    ['lines with 8 and +7', { nums: [`8${lines[0]}`, `+7${lines[1]}`] }, [0, 1, 2, 3, 4]],
    ['long calls', { durationFrom: 21 }, [0]],
    ['short calls', { durationTo: 20 }, [1, 2, 3, 4]],
    ['a duration', { durationFrom: 20, durationTo: 65 }, [0, 1]],
    ['recorded', { isCallRecord: 1 }, [0, 3, 4]],
    ['messages not heard', { isRead: 0 }, [3]],
    ['messages heard', { isRead: 1 }, [4]],
    [
      'the sample body, to the letter',
      { direction: 0, durationFrom: 0, durationTo: 0, isCallRecord: 0, isRead: 0 },
      [3],
    ],
  ])('%s', async (_, parameters, expected) => {
    const all = numbersOf(await under.rows());
    expect(numbersOf(await under.rows(parameters))).toEqual(expected.map((index) => all[index]));
  });

  it('zeros that mean nothing', async () => {
    under.stand.setTraps({ zeroFilters: 'no-limit' });
    expect(await under.rows({ durationTo: 0, isRead: 0 })).toHaveLength(5);
  });

  it.each<[Traps['listNums'], number, number]>([
    ['any', 5, 5],
    ['ten-digits', 5, 0],
    ['with-8', 0, 5],
  ])('numbers in another form find nothing: %s', async (listNums, withTen, withEight) => {
    under.stand.setTraps({ listNums });
    expect(await under.rows()).toHaveLength(withTen);
    expect(await under.rows({ nums: lines.map((line) => `8${line}`) })).toHaveLength(withEight);
  });
});

describe('periods', () => {
  it('both ends belong', async () => {
    addUsualCalls();
    const now = under.clock.now();
    const asked = period(now - 4 * minute, now - 3 * minute);
    expect(numbersOf(await under.rows(asked))).toEqual(['89430000224', '810442079460958']);
    under.stand.setTraps({ periodEnd: 'exclusive' });
    expect(numbersOf(await under.rows(asked))).toEqual(['89430000224']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no numbers', { nums: [] }],
    ['numbers that are no list', { nums: lines[0] }],
    ['a number of somebody else', { nums: ['4950000999'] }],
    ['no start', { periodStart: undefined }],
    ['another form', { periodStart: '20.11.2026 10:00:00' }],
    ['ISO', { periodStart: '2026-11-20T10:00:00' }],
    ['a day that there is not', { periodStart: '2026-10-32 10:00:00' }],
    ['a month without that day', { periodStart: '2026-11-31 10:00:00' }],
    ['an end before the start', { periodEnd: '2020-01-01 00:00:00' }],
    ['a direction that there is not', { direction: 3 }],
    ['a negative duration', { durationFrom: -1 }],
  ])('refuses %s with an error in HTTP 200', async (_, parameters) => {
    const body = { nums: lines, ...period(under.clock.now() - day, under.clock.now()), ...parameters };
    expect(await under.ask(list, { body })).toEqual({
      error: { errorCode: expect.any(Number), errorMessage: expect.any(String) },
      result: null,
    });
    expect(under.stand.journal.at(-1)).toMatchObject({ method: list, outcome: 'refused' });
  });

  it('takes the spaces of the sample', async () => {
    addUsualCalls();
    expect(await under.rows({ periodEnd: ` ${moscow(under.clock.now())} ` })).toHaveLength(5);
  });

  const refused = { error: { errorCode: 4 } };
  /** 20 November 2026, 11:00 GMT. */
  const now = Date.UTC(2026, 10, 20, 11, 0, 0);

  it.each<[Partial<Traps>, from: string, to: string, accepted: boolean]>([
    [{}, '2026-10-20 14:00:00', '2026-11-20 14:00:00', true],
    [{}, '2026-10-20 13:59:59', '2026-11-20 14:00:00', false],
    [{}, '2026-10-20 13:59:59', '2026-10-21 00:00:00', false],
    [{ searchDepth: 'window' }, '2026-01-28 00:00:00', '2026-02-28 00:00:00', true],
    [{ searchDepth: 'window' }, '2026-02-28 00:00:00', '2026-03-31 00:00:00', true],
    [{ searchDepth: 'window' }, '2026-02-27 23:59:59', '2026-03-31 00:00:00', false],
    [{ searchDepth: 'window' }, '2025-12-31 00:00:00', '2026-01-31 00:00:00', true],
    [{ searchDepth: 'back' }, '2026-10-20 14:00:00', '2026-12-31 00:00:00', true],
    [{ searchDepth: 'back' }, '2026-10-20 13:59:59', '2026-10-21 00:00:00', false],
    [{ monthLength: '30-days' }, '2026-10-21 14:00:00', '2026-11-20 14:00:00', true],
    [{ monthLength: '30-days' }, '2026-10-21 13:59:59', '2026-11-20 14:00:00', false],
  ])('a month is the limit: %o from %s to %s', async (traps, periodStart, periodEnd, accepted) => {
    expect(under.clock.now()).toBe(now);
    under.stand.setTraps(traps);
    const answer = await under.ask(list, { body: { nums: lines, periodStart, periodEnd } });
    if (accepted) expect(answer).toMatchObject({ error: { errorCode: 0 } });
    else expect(answer).toMatchObject(refused);
  });

  it.each<[Traps['beyondDepth'], number]>([
    ['clipped', 1],
    ['empty', 0],
  ])('a deeper search may be %s', async (beyondDepth, found) => {
    under.stand.addCall({ direction: 'in', remote: caller, startedAt: now - 40 * day });
    under.stand.addCall({ direction: 'in', remote: second, startedAt: now - 5 * day });
    under.stand.setTraps({ beyondDepth });
    expect(await under.rows(period(now - 60 * day, now))).toHaveLength(found);
  });

  it('an hour that the autumn repeats is found whole, in the order it happened', async () => {
    const zoned = await openIntegrationApi({ contract: { numbers: lines, timeZone: 'Europe/Berlin' } });
    await zoned.connect();
    // 2:30 twice on 25 October 2026.
    const [first, again] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
    zoned.stand.addCall({ direction: 'in', remote: second, startedAt: again });
    zoned.stand.addCall({ direction: 'in', remote: caller, startedAt: first });
    const rows = await zoned.rows({ periodStart: '2026-10-25 02:30:00', periodEnd: '2026-10-25 02:30:00' });
    expect(rows.map((row) => [row.callDate, row.extNum])).toEqual([
      ['2026-10-25 02:30:00', '89430000211'],
      ['2026-10-25 02:30:00', '89430000224'],
    ]);
    await zoned.close();
  });
});

describe('traps of lists', () => {
  beforeEach(addUsualCalls);

  async function rowsWith(traps: Partial<Traps>, parameters?: Record<string, unknown>) {
    under.stand.setTraps(traps);
    return under.rows(parameters);
  }

  it('fields of other services', async () => {
    const few = ['callDate', 'service', 'extNum', 'duration', 'callRecordId'];
    expect(Object.keys((await rowsWith({}))[0] ?? {})).toEqual(few);
    expect(Object.keys((await rowsWith({ rowFields: 'no-duration' }))[0] ?? {})).not.toContain('duration');
    expect((await rowsWith({ rowFields: 'many' }))[3]).toMatchObject({ num: lines[0], direction: 2, isRead: 0 });
    expect((await rowsWith({ rowFields: 'other-names' }))[1]).toMatchObject({
      intNum: lines[1],
      callType: 'Исходящий',
      callDuration: 20,
    });
  });

  it('names in another case, durations as a clock shows them', async () => {
    expect(Object.keys((await rowsWith({ rowCase: 'lower' }))[0] ?? {})).toContain('callrecordid');
    const [row] = await rowsWith({ rowCase: 'capital', durations: 'clock' });
    expect(row).toMatchObject({ Duration: '00:01:05', ExtNum: '89430000211' });
  });

  it.each<[Traps['extNums'], string[]]>([
    ['ten-digits', ['9430000211', '442079460958']],
    ['digits', [caller, '442079460958']],
    ['plus', [`+${caller}`, '+442079460958']],
  ])('numbers as %s', async (extNums, expected) => {
    const numbers = numbersOf(await rowsWith({ extNums }));
    expect([numbers[0], numbers[2]]).toEqual(expected);
  });

  it('hidden numbers, absent fields, empty lists', async () => {
    expect((await rowsWith({ hiddenNums: 'word' })).at(-1)?.extNum).toBe('anonymous');
    expect((await rowsWith({ hiddenNums: 'null' })).at(-1)?.extNum).toBeNull();
    const rows = await rowsWith({ hiddenNums: 'null', absentFields: 'left-out' });
    expect(rows.at(-1)).not.toHaveProperty('extNum');
    expect(rows[1]).not.toHaveProperty('callRecordId');
    expect(await rowsWith({ emptyLists: 'null' }, { durationFrom: 999 })).toBeNull();
    expect(await rowsWith({ emptyLists: 'absent' }, { durationFrom: 999 })).toBeUndefined();
  });

  it('order, doubles, strangers, strings', async () => {
    const newest = await rowsWith({ rowOrder: 'newest-first', duplicateRows: true });
    expect(numbersOf(newest).slice(0, 3)).toEqual(['', '', '84950000455']);
    expect(newest).toHaveLength(10);
    const [row] = await rowsWith({ unknownFields: true, scalars: 'strings' });
    expect(row).toMatchObject({ duration: '65', Поле: 'значение', tariff: { steps: ['1', '2'] } });
    expect(await rowsWith({ foreignNums: 'empty' }, { nums: ['4950000999'] })).toEqual([]);
  });

  it('missed calls that are never listed, and calls listed while they ring', async () => {
    expect(numbersOf(await rowsWith({ missedCalls: 'absent' }))).toEqual(['89430000211', '89430000224']);
    const ringing = under.stand.ring({ from: '79430000999' });
    expect(numbersOf(await rowsWith({ unfinishedCalls: 'listed' }))).toContain('89430000999');
    await ringing.reject();
    expect(numbersOf(await rowsWith({ listLagMs: 30_000 }))).not.toContain('89430000999');
    under.clock.advance(30_000);
    expect(numbersOf(await under.rows())).toContain('89430000999');
  });
});
