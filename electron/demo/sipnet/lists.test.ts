import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
import { formatGmt } from './dates.ts';

let under: StandUnderTest;
beforeEach(async () => {
  under = await openStand();
});
afterEach(() => under.close());

const today = Date.UTC(2026, 10, 20);
const at = (hour: number, day = 0) => today + day * 86_400_000 + hour * 3_600_000;

describe('calls, attempts and pbxcalls (SIPNET API 2.7.0, 6.2, 6.4, 6.6)', () => {
  it('lists an answered call in calls, with the fields that real clients read', async () => {
    const call = under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: at(9), talkSeconds: 65 });
    const [row, ...others] = await under.rows('calls', 'calls');
    expect(others).toEqual([]);
    expect(row).toEqual({
      CID: call.legs[0]?.cid,
      Account: '0042656976',
      Direction: 'Россия/Москва',
      GMT: '20.11.2026 09:00:00',
      Phone: '74950000110',
      CLI: '79430000211',
      Duration: 65,
      URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/record\.php\?key=/),
    });
    expect(await under.rows('attempts', 'attempts')).toEqual([]);
  });

  it('lists a missed call in attempts, with its cause', async () => {
    under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: at(9), ringSeconds: 20, cause: 17 });
    expect(await under.rows('attempts', 'attempts')).toEqual([
      {
        Account: '0042656976',
        GMT: '20.11.2026 09:00:00',
        Phone: '74950000110',
        CLI: '79430000211',
        ISDNCode: 17,
        ISDNDescr: 'User busy',
      },
    ]);
    expect(await under.rows('calls', 'calls')).toEqual([]);
  });

  it('puts the number that was called under Phone, whoever called', async () => {
    under.stand.addCall({ direction: 'out', remote: '79430000211', startedAt: at(9), talkSeconds: 5 });
    expect(await under.rows('calls', 'calls')).toMatchObject([{ Phone: '79430000211', CLI: '74950000110' }]);
  });

  it('lists every call once in pbxcalls, under the uuid of the hook', async () => {
    const answered = under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: at(9), talkSeconds: 5 });
    const missed = under.stand.addCall({ direction: 'in', remote: '', startedAt: at(10) });
    const rows = await under.rows('pbxcalls', 'calls');
    expect(rows.map((row) => row.uuid)).toEqual([missed.uuid, answered.uuid]);
  });

  it('lists the newest first, and of today unless told otherwise', async () => {
    for (const startedAt of [at(23, -1), at(0), at(9), at(8)]) {
      under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt, talkSeconds: 5 });
    }
    const rows = await under.rows('calls', 'calls');
    expect(rows.map((row) => row.GMT)).toEqual([at(9), at(8), at(0)].map(formatGmt));
  });

  it('includes both ends of the period, to the second', async () => {
    for (const startedAt of [at(9) - 1, at(9), at(9) + 59_999, at(9) + 60_000]) {
      under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt, talkSeconds: 5 });
    }
    const period = { d1: '20.11.2026 09:00:00', d2: '20.11.2026 09:00:59' };
    expect(await under.rows('calls', 'calls', period)).toHaveLength(2);
  });

  it('shows the calls of children when asked, and to themselves', async () => {
    under.stand.addCall({
      direction: 'in',
      remote: '79430000211',
      startedAt: at(9),
      talkSeconds: 5,
      sipId: '0042000001',
    });
    expect(await under.rows('calls', 'calls')).toHaveLength(0);
    expect(await under.rows('calls', 'calls', { showchild: 1 })).toHaveLength(1);
    expect(await under.rows('calls', 'calls', { foruser: 'anna' })).toHaveLength(1);
    expect(await under.rows('calls', 'calls', { foruser: 'boris', showchild: 1 })).toHaveLength(0);
    expect(await under.ask('calls', { showchild: 'yes' })).toMatchObject({ status: 'error' });
  });

  it('does not list a call that is still going on', async () => {
    const call = under.stand.ring({ from: '79430000211' });
    await call.answer();
    expect(await under.rows('calls', 'calls')).toEqual([]);
    under.clock.advance(7_000);
    await call.hangUp();
    expect(await under.rows('calls', 'calls')).toMatchObject([{ Duration: 7 }]);
  });
});

it('tells the balance of the account, and of a child that has its own (SIPNET API 2.7.0, 6.1)', async () => {
  const [anna, boris] = testAccount.children;
  const children = [{ ...anna, balance: -3 }, boris] as NonNullable<typeof testAccount.children>;
  const other = await openStand({ account: { ...testAccount, children, currency: 'EUR' } });
  try {
    expect(await other.ask('balance')).toMatchObject({ balance: 12.5, currency: 'EUR' });
    expect(await other.ask('balance', { foruser: 'anna' })).toMatchObject({ balance: -3, currency: 'EUR' });
    expect(await other.ask('balance', { foruser: 'boris' })).toMatchObject({ balance: 12.5 });
  } finally {
    await other.close();
  }
});

describe('finopers and report (SIPNET API 2.7.0, 6.3, 6.18)', () => {
  beforeEach(() => {
    under.stand.addCall({ direction: 'out', remote: '79430000211', startedAt: at(9), talkSeconds: 61 });
    under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: at(9), talkSeconds: 61 });
    under.stand.addCall({
      direction: 'out',
      remote: '79430000211',
      startedAt: at(10),
      sipId: '0042000001',
      talkSeconds: 5,
    });
  });

  it('charges outgoing calls by the begun minute', async () => {
    expect(await under.rows('finopers', 'finopers')).toMatchObject([{ Amount: -3.6, Currency: 'RUB' }]);
    expect(await under.rows('finopers', 'finopers', { showchild: 1 })).toHaveLength(2);
  });

  it('tells of money that came or went for something else, among the calls', async () => {
    under.stand.addPayment({ at: at(9) + 1_800_000, amount: 500, descr: 'Пополнение' });
    under.stand.addPayment({ at: at(8), amount: -150, descr: 'Аренда номера', sipId: '0042000001' });
    under.stand.addPayment({ at: at(9, -1), amount: 100, descr: 'Пополнение' });
    const amounts = async (more = {}) => (await under.rows('finopers', 'finopers', more)).map((row) => row.Amount);
    expect(await amounts()).toEqual([500, -3.6]);
    expect(await amounts({ showchild: 1 })).toEqual([-1.8, 500, -3.6, -150]);
  });

  it('reports by direction or by child', async () => {
    expect(await under.rows('report', 'rows', { type: 'directions' })).toEqual(
      expect.arrayContaining([
        { Direction: 'Россия/Мобильные', Calls: 1, Duration: 61, Amount: 3.6 },
        { Direction: 'Россия/Москва', Calls: 1, Duration: 61, Amount: 0 },
      ]),
    );
    const byChild = await under.rows('report', 'rows', { type: 'children', showchild: 1 });
    expect(byChild.map((row) => row.Account).toSorted()).toEqual(['0042000001', '0042656976']);
  });

  it('wants a type of report', async () => {
    expect(await under.ask('report')).toMatchObject({ status: 'error', errorDescription: 'type' });
    expect(await under.ask('report', { type: 'all' })).toMatchObject({ status: 'error' });
  });
});
