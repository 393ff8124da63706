import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
import type { Traps } from './traps.ts';

/** What the document leaves open of lists and rows, reading by reading. */
let under: StandUnderTest;
let now: number;
beforeEach(async () => {
  under = await openStand();
  now = under.clock.now();
});
afterEach(() => under.close());

type Row = Record<string, unknown>;

const anna = '0042000001';
const rowsOf = (operation: string, key: string, parameters = {}) =>
  under.rows(operation, key, { showchild: 1, ...parameters });
const callRows = (parameters = {}) => rowsOf('calls', 'calls', parameters);

function addTalk(more = {}) {
  return under.stand.addCall({
    direction: 'in',
    remote: '79430000211',
    startedAt: now - 600_000,
    ringSeconds: 5,
    talkSeconds: 65,
    ...more,
  });
}

const addMissed = (more = {}) =>
  under.stand.addCall({ direction: 'in', remote: '', startedAt: now - 300_000, ringSeconds: 20, ...more });

async function everyList(traps: Partial<Traps>): Promise<{ call: Row; attempt: Row; pbx: Row[] }> {
  under.stand.setTraps(traps);
  const [call = {}] = await callRows();
  const [attempt = {}] = await rowsOf('attempts', 'attempts');
  return { call, attempt, pbx: await rowsOf('pbxcalls', 'calls') };
}

describe('which rows there are', () => {
  it.each<[Traps['rowIds'], string[], string[], string[]]>([
    ['as-known', ['CID'], [], ['uuid']],
    ['attempts-too', ['CID'], ['CID'], ['uuid']],
    ['everywhere', ['CID', 'uuid'], ['CID', 'uuid'], ['uuid', 'cid']],
    ['none', [], [], []],
  ])('ids %s', async (rowIds, ...expected) => {
    addTalk();
    addMissed();
    const { call, attempt, pbx } = await everyList({ rowIds });
    const idsOf = (row: Row) => Object.keys(row).filter((name) => ['cid', 'uuid'].includes(name.toLowerCase()));
    expect([call, attempt, pbx[0] ?? {}].map(idsOf)).toEqual(expected);
  });

  it('chosen by the beginning or by the end', async () => {
    addTalk({ startedAt: now - 3_600_000, talkSeconds: 1800 });
    const whenItBegan = { d1: '20.11.2026 09:59:00', d2: '20.11.2026 10:01:00' };
    const whenItEnded = { d1: '20.11.2026 10:30:00', d2: '20.11.2026 10:31:00' };
    const found = async () => [(await callRows(whenItBegan)).length, (await callRows(whenItEnded)).length];
    expect(await found()).toEqual([1, 0]);
    under.stand.setTraps({ chosenBy: 'end' });
    expect(await found()).toEqual([0, 1]);
  });

  it('of a call that is still talked, with growing seconds', async () => {
    const call = under.stand.ring({ from: '79430000211' });
    under.stand.setTraps({ listedWhile: 'talking' });
    expect(await callRows()).toEqual([]);
    await call.answer();
    under.clock.advance(7_000);
    expect(await callRows()).toMatchObject([{ Duration: 7 }]);
    expect(await rowsOf('attempts', 'attempts')).toEqual([]);
    under.clock.advance(3_000);
    await call.hangUp();
    under.clock.advance(60_000);
    expect(await callRows()).toMatchObject([{ Duration: 10 }]);
  });

  it('some of which come hours late, each list for itself, always the same', async () => {
    for (let index = 0; index < 40; index += 1) addTalk({ startedAt: now - 600_000 - index * 1000 });
    under.stand.setTraps({ lateRows: 'some' });
    const cids = async () => (await callRows()).map(({ CID }) => String(CID));
    const atOnce = await cids();
    expect(atOnce.length).toBeGreaterThan(5);
    expect(atOnce.length).toBeLessThan(40);
    expect(await cids()).toEqual(atOnce);
    const inPbx = (await rowsOf('pbxcalls', 'calls')).map(({ uuid }) => uuid);
    const uuids = under.stand.calls.filter(({ legs }) => atOnce.includes(legs[0]?.cid ?? '')).map(({ uuid }) => uuid);
    expect(inPbx.toSorted()).not.toEqual(uuids.toSorted());
    under.clock.advance(8 * 3_600_000);
    expect(await cids()).toHaveLength(40);
  });

  it('in another order at each reading, twice, and no more than so many', async () => {
    for (let index = 0; index < 20; index += 1) addTalk({ startedAt: now - 600_000 - index * 1000 });
    const times = async (traps: Partial<Traps>) => {
      under.stand.setTraps(traps);
      return (await callRows()).map(({ GMT }) => String(GMT));
    };
    const newestFirst = await times({});
    expect(await times({ rowOrder: 'oldest-first' })).toEqual(newestFirst.toReversed());
    const [one, other] = [await times({ rowOrder: 'shuffled' }), await times({ rowOrder: 'shuffled' })];
    expect(one).not.toEqual(other);
    expect(one.toSorted()).toEqual(newestFirst.toSorted());
    expect(await times({ repeatedRows: true })).toEqual(newestFirst.flatMap((time) => [time, time]));
    expect(await times({ rowLimit: 3 })).toEqual(newestFirst.slice(0, 3));
  });
});

describe('the shape of a list', () => {
  it.each<[Traps['emptyLists'], unknown]>([
    ['array', []],
    ['absent', undefined],
    ['null', null],
    ['text', ''],
    ['object', {}],
  ])('that is empty: %s', async (emptyLists, expected) => {
    under.stand.setTraps({ emptyLists });
    const answer = await under.ask('calls');
    expect(answer.status).toBe('success');
    expect(answer.calls).toEqual(expected);
  });

  it('that PHP made an object of, or a single row', async () => {
    addTalk();
    const answer = async (listShape: Traps['listShape']) => {
      under.stand.setTraps({ listShape });
      return (await under.ask('calls')).calls;
    };
    expect(await answer('object')).toEqual({ 1: expect.objectContaining({ Duration: 65 }) });
    expect(await answer('lone-row')).toMatchObject({ Duration: 65 });
    addTalk();
    expect(await answer('lone-row')).toHaveLength(2);
  });

  it('that holds what is no row', async () => {
    addTalk();
    under.stand.setTraps({ strangeRows: true });
    const rows = (await under.ask('calls')).calls as unknown[];
    expect(rows).toContain(null);
    expect(rows).toHaveLength(9);
  });
});

describe('the columns', () => {
  beforeEach(() => {
    addTalk({ sipId: anna });
    addMissed();
  });

  it.each<[Traps['fieldNames'], string[]]>([
    ['lower', ['cid', 'direction', 'account', 'gmt', 'phone', 'cli', 'duration', 'url']],
    ['upper', ['CID', 'DIRECTION', 'ACCOUNT', 'GMT', 'PHONE', 'CLI', 'DURATION', 'URL']],
    ['as-hook', ['cid', 'direction', 'sip_id', 'created', 'callee_id', 'caller_id', 'duration', 'url']],
    ['billing', ['cid', 'direction', 'user', 'start_time', 'dst', 'src', 'billsec', 'url']],
  ])('named %s', async (fieldNames, expected) => {
    expect(Object.keys((await everyList({ fieldNames })).call)).toEqual(expected);
  });

  it.each<[Traps['accountColumn'], string | undefined]>([
    ['sip-id', anna],
    ['login', 'anna'],
    ['main', testAccount.sipId],
    ['absent', undefined],
  ])('Account holding %s', async (accountColumn, expected) => {
    expect((await everyList({ accountColumn })).call.Account).toBe(expected);
  });

  it('the phone in place of the line', async () => {
    expect((await everyList({ ownSide: 'phone' })).call).toMatchObject({ Phone: anna, CLI: '79430000211' });
    under.stand.addCall({ direction: 'out', remote: '79430000224', startedAt: now - 60_000, talkSeconds: 5 });
    const { call } = await everyList({ ownSide: 'phone' });
    expect(call).toMatchObject({ Phone: '79430000224', CLI: testAccount.sipId });
  });

  it('numbers in one form, or in one a list', async () => {
    expect((await everyList({ listNumbers: 'spaced' })).call).toMatchObject({ CLI: '+7 (943) 000-02-11' });
    const { call, attempt, pbx } = await everyList({ listNumbers: 'mixed' });
    expect([call.Phone, attempt.Phone, pbx[0]?.callee_id]).toEqual(['74950000110', '84950000110', '+74950000110']);
  });

  it.each<[Traps['hiddenAs'], unknown]>([
    ['empty', ''],
    ['absent', undefined],
    ['null', null],
    ['null-word', 'NULL'],
    ['anonymous', 'anonymous'],
    ['anonymous-caller', 'Anonymous Caller'],
    ['anonymous-address', 'anonymous@anonymous.invalid'],
    ['unknown', 'unknown'],
    ['unknown-in-brackets', '<unknown>'],
    ['withheld', 'withheld'],
    ['zero', '0'],
    ['zeros', '0000000000'],
    ['minus-one', '-1'],
    ['russian', 'Скрытый номер'],
  ])('a hidden caller as %s', async (hiddenAs, expected) => {
    const { attempt } = await everyList({ hiddenAs });
    expect(attempt.CLI).toBe(expected);
  });

  it('seconds that differ from list to list', async () => {
    const seconds = async (listTimes: Traps['listTimes']) => {
      const { call, attempt, pbx } = await everyList({ listTimes });
      const talk = pbx.find(({ duration }) => duration !== 0);
      return [call.GMT, call.Duration, attempt.GMT, talk?.created, talk?.duration].map((one) => String(one).slice(-5));
    };
    expect(await seconds('same')).toEqual(['50:00', '65', '55:00', '50:00', '65']);
    expect(await seconds('apart')).toEqual(['50:00', '65', '55:01', '49:59', '64']);
    expect(await seconds('calls-by-answer')).toEqual(['50:05', '65', '55:00', '50:00', '65']);
  });

  it.each<[Traps['rowDates'], unknown]>([
    ['sql', '2026-11-20 10:50:00'],
    ['iso', '2026-11-20T10:50:00.000Z'],
    ['short-offset', '2026-11-20 13:50:00+03'],
    ['rfc2822', 'Fri, 20 Nov 2026 10:50:00 +0000'],
    ['epoch', 1_795_171_800],
    ['milliseconds', 1_795_171_800_000],
    ['microseconds', 1_795_171_800_000_000],
  ])('a time as %s', async (rowDates, expected) => {
    expect((await everyList({ rowDates })).call.GMT).toBe(expected);
  });

  it('durations as a clock shows them, or in fractions', async () => {
    expect((await everyList({ rowDurations: 'clock' })).call.Duration).toBe('00:01:05');
    expect((await everyList({ rowDurations: 'fraction' })).call.Duration).toBe('65.000');
  });

  it('a URL that is relative, never there, or there for nothing', async () => {
    expect(String((await everyList({ urlColumn: 'relative' })).call.URL)).toMatch(/^\/record\.php\?key=/);
    expect((await everyList({ urlColumn: 'never' })).call).not.toHaveProperty('URL');
    const { call } = await everyList({ urlColumn: 'always', missedIn: 'both' });
    expect(call).toMatchObject({ Duration: 0 });
    expect((await fetch(String(call.URL))).status).toBe(404);
  });
});
