import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HookListener, listenForHooks } from '../../../test/fixtures/hook-listener.ts';
import { openStand, type StandUnderTest } from '../../../test/fixtures/sipnet-account.ts';
import type { StandCall } from './call.ts';
import type { Traps } from './traps.ts';

/** Calls of several phones: what the lists and the hook make of their legs, which no document says. */
let under: StandUnderTest;
let listener: HookListener;
beforeEach(async () => {
  under = await openStand();
  listener = await listenForHooks();
  await under.ask('webhook', { action: 'set', url: listener.url });
});
afterEach(async () => {
  await under.close();
  await listener.close();
});

const from = '79430000211';
const [main, anna, boris] = ['0042656976', '0042000001', '0042000002'] as const;
const phones = [main, anna, boris];

type Row = Record<string, unknown>;

async function lists(traps: Partial<Traps> = {}): Promise<{ calls: Row[]; attempts: Row[]; pbx: Row[] }> {
  under.stand.setTraps(traps);
  return {
    calls: await under.rows('calls', 'calls', { showchild: 1 }),
    attempts: await under.rows('attempts', 'attempts', { showchild: 1 }),
    pbx: await under.rows('pbxcalls', 'calls'),
  };
}

const counts = async (traps: Partial<Traps>) =>
  Object.values(await lists(traps))
    .map((rows) => rows.length)
    .join(' ');

/** Three phones ring from 10:59:00 on; Anna's takes it after 5 s, talks for 60 s. */
function addAnswered(): StandCall {
  return under.stand.addCall({
    direction: 'in',
    remote: from,
    startedAt: under.clock.now() - 600_000,
    legs: [
      { sipId: main, ringSeconds: 5, cause: 26 },
      { sipId: anna, ringSeconds: 5, talkSeconds: 60 },
      { sipId: boris, after: 2, ringSeconds: 3, cause: 26 },
    ],
  });
}

function addMissed(): StandCall {
  return under.stand.addCall({
    direction: 'in',
    remote: from,
    startedAt: under.clock.now() - 300_000,
    legs: phones.map((sipId, index) => ({ sipId, after: index * 10, ringSeconds: 10, cause: 19 })),
  });
}

/** Anna takes it, and hands it on to Boris after 30 s, who rang for 4 s of them. */
function addHandedOver(): StandCall {
  return under.stand.addCall({
    direction: 'in',
    remote: from,
    startedAt: under.clock.now() - 200_000,
    legs: [
      { sipId: anna, ringSeconds: 5, talkSeconds: 30 },
      { sipId: boris, after: 31, ringSeconds: 4, talkSeconds: 40 },
    ],
  });
}

describe('a call that rings on three phones', () => {
  it.each<[Partial<Traps>, string]>([
    [{}, '1 0 1'],
    [{ answeredIn: 'both' }, '1 1 1'],
    [{ legRows: 'attempts' }, '1 2 1'],
    [{ legRows: 'attempts', answeredIn: 'both' }, '1 3 1'],
    [{ legRows: 'calls' }, '3 0 1'],
    [{ legRows: 'both' }, '3 2 1'],
    [{ pbxRows: 'per-leg' }, '1 0 3'],
  ])('and is taken by one has, under %j, so many rows in calls, attempts and pbxcalls: %s', async (traps, expected) => {
    addAnswered();
    expect(await counts(traps)).toBe(expected);
  });

  it.each<[Partial<Traps>, string]>([
    [{}, '0 1 1'],
    [{ missedIn: 'both' }, '1 1 1'],
    [{ legRows: 'attempts' }, '0 3 1'],
    [{ legRows: 'calls' }, '0 1 1'],
    [{ legRows: 'calls', missedIn: 'both' }, '3 1 1'],
    [{ legRows: 'both', missedIn: 'both', pbxRows: 'per-leg' }, '3 3 3'],
  ])('and is taken by nobody has under %j: %s', async (traps, expected) => {
    addMissed();
    expect(await counts(traps)).toBe(expected);
  });

  it('tells of each leg who it was, how long it talked and why it let go', async () => {
    const { legs } = addAnswered();
    const { calls, attempts } = await lists({ legRows: 'both', rowIds: 'attempts-too' });
    expect(calls.map(({ Account, CID, Duration }) => [Account, CID, Duration])).toEqual([
      [boris, legs[2]?.cid, 0],
      [main, legs[0]?.cid, 0],
      [anna, legs[1]?.cid, 60],
    ]);
    expect(attempts.map(({ Account, ISDNCode }) => [Account, ISDNCode])).toEqual([
      [boris, 26],
      [main, 26],
    ]);
  });

  it('has the rows of its legs in one second, or each in its own', async () => {
    addMissed();
    const seconds = async (traps: Partial<Traps>) =>
      (await lists({ legRows: 'attempts', ...traps })).attempts.map(({ GMT }) => String(GMT).slice(-5));
    expect(await seconds({})).toEqual(['55:00', '55:00', '55:00']);
    expect(await seconds({ legTimes: 'leg' })).toEqual(['55:20', '55:10', '55:00']);
  });

  it('shows the main account the legs of its own phones alone, unless asked for those of children', async () => {
    addAnswered();
    under.stand.setTraps({ legRows: 'both' });
    expect(await under.rows('calls', 'calls')).toMatchObject([{ Account: main, Duration: 0 }]);
    expect(await under.rows('calls', 'calls', { foruser: 'boris' })).toMatchObject([{ Account: boris }]);
  });

  it.each<[Partial<Traps>, number, number]>([
    [{}, 3, 1],
    [{ cids: 'per-call' }, 1, 1],
    [{ callIds: 'per-leg' }, 3, 3],
  ])('has under %j so many cids and call_ids', async (traps, cids, callIds) => {
    addAnswered();
    const { calls, pbx } = await lists({ ...traps, legRows: 'both', pbxRows: 'per-leg' });
    expect(new Set(calls.map(({ CID }) => CID)).size).toBe(cids);
    expect(new Set(pbx.map(({ uuid }) => uuid)).size).toBe(callIds);
    await under.stand.postAgain(addAnswered());
    const bodies = listener.bodies.map(({ body }) => body);
    expect(new Set(bodies.map(({ cid }) => cid)).size).toBe(cids);
    expect(new Set(bodies.map(({ call_id }) => call_id)).size).toBe(callIds);
  });

  it('may be any number of phones', async () => {
    const legs = Array.from({ length: 300 }, (_, index) => ({ sipId: `0043${100_000 + index}`, ringSeconds: 20 }));
    const startedAt = under.clock.now() - 60_000;
    const call = under.stand.addCall({ direction: 'in', remote: from, startedAt, legs });
    expect(await counts({ legRows: 'attempts' })).toBe('0 300 1');
    await under.stand.postAgain(call);
    expect(listener.bodies).toHaveLength(600);
  });
});

describe('a call that is handed on', () => {
  it('is one row of its whole talk, or one a talk', async () => {
    const { legs } = addHandedOver();
    expect((await lists()).calls).toMatchObject([{ Account: anna, CID: legs[0]?.cid, Duration: 70 }]);
    const { calls, pbx } = await lists({ transferRows: 'per-talk', legTimes: 'leg' });
    expect(calls).toMatchObject([
      { Account: boris, CID: legs[1]?.cid, Duration: 40, GMT: '20.11.2026 10:57:11' },
      { Account: anna, CID: legs[0]?.cid, Duration: 30, GMT: '20.11.2026 10:56:40' },
    ]);
    expect(pbx).toMatchObject([{ duration: 70 }]);
    expect(new Set(calls.map(({ URL }) => URL)).size).toBe(2);
  });

  it('has a recording of each talk where it has a row of each', async () => {
    const { uuid, legs } = addHandedOver();
    const [row] = (await lists({ transferRows: 'per-talk', legTimes: 'leg' })).calls;
    const bytes = Buffer.from(await (await fetch(String(row?.URL))).arrayBuffer()).toString('latin1');
    expect(bytes).toBe(`\xff\xf3 ${uuid} ${legs[1]?.cid} 40`);
  });

  it('is told as it happens, while it goes on', async () => {
    const call = under.stand.ring({ from, children: [anna] });
    await call.answer(anna);
    under.clock.advance(10_000);
    await call.ringAlso(boris);
    under.clock.advance(4_000);
    await call.handOver(boris);
    under.clock.advance(20_000);
    await call.hangUp();
    expect(told()).toEqual([
      `${anna} INVITE 0`,
      `${anna} CONNECTED 0`,
      `${boris} INVITE 0`,
      `${boris} CONNECTED 0`,
      `${anna} BYE 14`,
      `${boris} BYE 20`,
    ]);
    expect((await lists()).calls).toMatchObject([{ Account: anna, Duration: 34 }]);
    await expect(under.stand.ring({ from }).handOver(boris)).rejects.toThrow('nobody has answered');
  });

  it('stays with the first phone as far as a silent service tells', async () => {
    under.stand.setTraps({ transferEvents: 'silent' });
    await under.stand.postAgain(addHandedOver());
    expect(told()).toEqual([`${anna} INVITE 0`, `${anna} CONNECTED 0`, `${anna} BYE 70`]);
  });
});

describe('phones that ring one after the other', () => {
  it('are told one after the other, and stand so in the lists', async () => {
    const call = under.stand.ring({ from, children: [main] });
    under.clock.advance(10_000);
    await call.stopRinging(main);
    await call.ringAlso(anna);
    under.clock.advance(3_000);
    await call.answer(anna);
    under.clock.advance(5_000);
    await call.hangUp();
    expect(told()).toEqual([
      `${main} INVITE 0`,
      `${main} BYE 0`,
      `${anna} INVITE 0`,
      `${anna} CONNECTED 0`,
      `${anna} BYE 5`,
    ]);
    const { calls, attempts } = await lists({ legRows: 'attempts', legTimes: 'leg' });
    expect(calls).toMatchObject([{ Account: anna, Duration: 5, GMT: '20.11.2026 11:00:00' }]);
    expect(attempts).toMatchObject([{ Account: main, ISDNCode: 19, GMT: '20.11.2026 11:00:00' }]);
  });
});

it('posts a call of the past as it was, however long ago', async () => {
  await under.stand.postAgain(addMissed());
  expect(listener.bodies[0]?.body).toMatchObject({ state: 'INVITE', event_created: '20.11.2026 10:55:00' });
  expect(told()).toHaveLength(6);
  expect(listener.bodies.at(-1)?.body).toMatchObject({ state: 'BYE', event_created: '20.11.2026 10:55:30' });
});

function told(): string[] {
  return listener.bodies.map(({ body: { sip_id, state, duration } }) => `${sip_id} ${state} ${duration}`);
}
