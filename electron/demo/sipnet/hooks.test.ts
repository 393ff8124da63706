import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HookListener, listenForHooks } from '../../../test/fixtures/hook-listener.ts';
import { openStand, type StandUnderTest } from '../../../test/fixtures/sipnet-account.ts';
import type { Traps } from './traps.ts';

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
const [main, anna, boris] = ['0042656976', '0042000001', '0042000002'];
const states = () => listener.bodies.map(({ body }) => body.state);
const phonesAndStates = () => listener.bodies.map(({ body }) => `${body.sip_id} ${body.state}`);

async function answeredCall(traps: Partial<Traps> = {}): Promise<void> {
  under.stand.setTraps(traps);
  const call = under.stand.ring({ from });
  await call.invited;
  under.clock.advance(4_000);
  await call.answer();
  under.clock.advance(30_000);
  await call.hangUp();
}

describe('the webhook (seed: SIPNET 6.9)', () => {
  it('tells an answered call in three posts of JSON', async () => {
    await answeredCall();
    expect(states()).toEqual(['INVITE', 'CONNECTED', 'BYE']);
    expect(listener.bodies[0]).toMatchObject({ method: 'POST', contentType: 'application/json' });
    const [call] = under.stand.calls;
    expect(listener.bodies[2]?.body).toEqual({
      call_id: call?.uuid,
      cid: call?.legs[0]?.cid,
      callee_id: '74950000110',
      caller_id: from,
      created: '20.11.2026 11:00:00',
      direction: 'in',
      event_created: '20.11.2026 11:00:34',
      sip_id: main,
      state: 'BYE',
      duration: 30,
    });
  });

  it('carries the ids that the lists know', async () => {
    await answeredCall();
    const { body } = listener.bodies[0] ?? {};
    expect((await under.rows('calls', 'calls'))[0]?.CID).toBe(body?.cid);
    expect((await under.rows('pbxcalls', 'calls'))[0]?.uuid).toBe(body?.call_id);
  });

  it('tells a missed and a rejected call without CONNECTED', async () => {
    const missed = under.stand.ring({ from });
    await missed.miss();
    const rejected = under.stand.ring({ from: '' });
    await rejected.reject();
    expect(states()).toEqual(['INVITE', 'BYE', 'INVITE', 'BYE']);
    expect(listener.bodies[2]?.body.caller_id).toBe('');
    expect(await under.rows('attempts', 'attempts')).toMatchObject([{ ISDNCode: 21 }, { ISDNCode: 16 }]);
  });

  it('tells every phone that rings, and who took the call', async () => {
    const call = under.stand.ring({ from, children: [anna, boris] });
    await call.invited;
    await call.answer(boris);
    await call.hangUp();
    expect(phonesAndStates().slice(0, 2).toSorted()).toEqual([`${anna} INVITE`, `${boris} INVITE`]);
    expect(phonesAndStates().slice(2)).toEqual([`${boris} CONNECTED`, `${anna} BYE`, `${boris} BYE`]);
    expect(new Set(listener.bodies.map(({ body }) => body.call_id)).size).toBe(1);
    expect(new Set(listener.bodies.map(({ body }) => body.cid)).size).toBe(2);
    expect(await under.rows('calls', 'calls', { showchild: 1 })).toMatchObject([{ Account: boris }]);
  });

  it('tells a phone that took the call without having rung', async () => {
    const call = under.stand.ring({ from, children: [anna] });
    await call.answer(main);
    expect(phonesAndStates()).toEqual([`${anna} INVITE`, `${main} CONNECTED`, `${anna} BYE`]);
  });

  it('posts to the hook of a child as well, when that has one', async () => {
    const own = await listenForHooks();
    try {
      await under.ask('webhook', { action: 'set', url: own.url, foruser: 'anna' });
      await under.stand.ring({ from, children: [anna] }).invited;
      await under.stand.ring({ from }).invited;
      expect(own.bodies).toHaveLength(1);
      expect(listener.bodies).toHaveLength(2);
    } finally {
      await own.close();
    }
  });

  it('posts nothing without a hook', async () => {
    await under.ask('webhook', { action: 'clear' });
    await answeredCall();
    expect(listener.bodies).toEqual([]);
    expect(under.stand.deliveries).toEqual([]);
  });

  it('posts once, whatever the answer, and goes on', async () => {
    listener.answerWith(500);
    await answeredCall();
    expect(under.stand.deliveries.map(({ status }) => status)).toEqual([500, 500, 500]);
  });

  it('is not stopped by a hook that nobody answers', async () => {
    await listener.close();
    await answeredCall();
    expect(under.stand.deliveries.map(({ state, status }) => [state, status])).toEqual([
      ['INVITE', undefined],
      ['CONNECTED', undefined],
      ['BYE', undefined],
    ]);
    listener = await listenForHooks();
  });

  it('refuses to end or answer a call twice', async () => {
    const call = under.stand.ring({ from });
    await call.answer();
    await expect(call.answer()).rejects.toThrow('answered');
    await call.hangUp();
    await expect(call.miss()).rejects.toThrow('ended');
  });
});

describe('traps of events', () => {
  it.each<[string, Partial<Traps>, string[]]>([
    ['duplicates', { duplicateEvents: true }, ['INVITE', 'INVITE', 'CONNECTED', 'CONNECTED', 'BYE', 'BYE']],
    ['a late INVITE', { eventOrder: 'invite-late' }, ['CONNECTED', 'INVITE', 'BYE']],
    ['a call backwards', { eventOrder: 'reversed' }, ['BYE', 'CONNECTED', 'INVITE']],
    ['a BYE out of nothing', { loseEvents: ['INVITE', 'CONNECTED'] }, ['BYE']],
    ['a call without end', { loseEvents: ['BYE'] }, ['INVITE', 'CONNECTED']],
  ])('%s', async (_, traps, expected) => {
    await answeredCall(traps);
    expect(states()).toEqual(expected);
  });

  it('late events arrive when their time has come', async () => {
    under.stand.setTraps({ delayEventsMs: 90_000 });
    const { invited } = under.stand.ring({ from });
    await Promise.resolve();
    under.clock.advance(89_999);
    expect(under.stand.deliveries).toEqual([]);
    under.clock.advance(1);
    await invited;
    expect(states()).toEqual(['INVITE']);
  });

  it('repeats what was refused, when told to', async () => {
    listener.answerWith(503);
    under.stand.setTraps({ retryFailedEvents: 2 });
    const { invited } = under.stand.ring({ from });
    await expect.poll(() => under.clock.pending()).toBe(1);
    under.clock.advance(200);
    await expect.poll(() => under.clock.pending()).toBe(1);
    listener.answerWith(200);
    under.clock.advance(200);
    await invited;
    expect(under.stand.deliveries.map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  it.each([
    ['moscow', '20.11.2026 14:00:00'],
    ['iso', '2026-11-20T11:00:00.000Z'],
    ['epoch', 1_795_172_400],
    ['absent', undefined],
  ] as const)('dates as %s', async (hookDates, expected) => {
    under.stand.setTraps({ hookDates });
    await under.stand.ring({ from }).invited;
    expect(listener.bodies[0]?.body.event_created).toBe(expected);
  });

  it.each([
    ['plus', `+${from}`],
    ['sip', `sip:${from}@sipnet.ru`],
  ] as const)('numbers as %s', async (hookNumbers, expected) => {
    under.stand.setTraps({ hookNumbers });
    await under.stand.ring({ from }).invited;
    expect(listener.bodies[0]?.body.caller_id).toBe(expected);
  });

  it('one cid for all phones', async () => {
    under.stand.setTraps({ cids: 'per-call' });
    await under.stand.ring({ from, children: [anna, boris] }).invited;
    expect(new Set(listener.bodies.map(({ body }) => body.cid)).size).toBe(1);
  });

  it('nothing of the phones that lost the race', async () => {
    under.stand.setTraps({ legsLeftRinging: 'silent' });
    const call = under.stand.ring({ from, children: [anna, boris] });
    await call.invited;
    await call.answer(anna);
    expect(phonesAndStates().filter((line) => line.startsWith(boris ?? ''))).toEqual([`${boris} INVITE`]);
  });

  it('CONNECTED under a cid that no INVITE had', async () => {
    await answeredCall({ connectedUnderNewCid: true });
    expect(listener.bodies[1]?.body.cid).not.toBe(listener.bodies[0]?.body.cid);
    expect(listener.bodies[2]?.body.cid).toBe(listener.bodies[0]?.body.cid);
  });

  it('durations as strings', async () => {
    await answeredCall({ scalars: 'strings' });
    expect(listener.bodies[2]?.body.duration).toBe('30');
  });
});

it('closes with events still on their way', async () => {
  under.stand.setTraps({ delayEventsMs: 3_600_000 });
  const { invited } = under.stand.ring({ from });
  await under.stand.close();
  await invited;
  expect(listener.bodies).toEqual([]);
  under = await openStand();
});
