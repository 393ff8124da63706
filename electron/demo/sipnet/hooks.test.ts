import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HookListener, listenForHooks } from '../../../test/fixtures/hook-listener.ts';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
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

describe('the webhook (SIPNET API 2.7.0, 6.9)', () => {
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
    ['sql', '2026-11-20 11:00:00'],
    ['iso', '2026-11-20T11:00:00.000Z'],
    ['short-offset', '2026-11-20 14:00:00+03'],
    ['rfc2822', 'Fri, 20 Nov 2026 11:00:00 +0000'],
    ['epoch', 1_795_172_400],
    ['milliseconds', 1_795_172_400_000],
    ['microseconds', 1_795_172_400_000_000],
    ['absent', undefined],
  ] as const)('dates as %s', async (hookDates, expected) => {
    under.stand.setTraps({ hookDates });
    await under.stand.ring({ from }).invited;
    expect(listener.bodies[0]?.body.event_created).toBe(expected);
  });

  it.each([
    ['plus', '+79430000211', '+442079460958', '0042656976'],
    ['sip', 'sip:79430000211@sipnet.ru', 'sip:442079460958@sipnet.ru', 'sip:0042656976@sipnet.ru'],
    ['eight', '89430000211', '810442079460958', '0042656976'],
    ['plus-eight', '+89430000211', '+442079460958', '0042656976'],
    ['double-zero', '0079430000211', '00442079460958', '0042656976'],
    ['ten-digits', '9430000211', '810442079460958', '0042656976'],
    ['spaced', '+7 (943) 000-02-11', '+442079460958', '0042656976'],
    [
      'named',
      '"Иван Петров" <sip:79430000211@sipnet.ru>',
      '"Иван Петров" <sip:442079460958@sipnet.ru>',
      '"Иван Петров" <sip:0042656976@sipnet.ru>',
    ],
  ] as const)('numbers as %s', async (hookNumbers, ...expected) => {
    under.stand.setTraps({ hookNumbers });
    for (const caller of [from, '442079460958', main]) await under.stand.ring({ from: caller }).invited;
    expect(listener.bodies.map(({ body }) => body.caller_id)).toEqual(expected);
  });

  it('never a plus and 8 where that would be a number abroad', async () => {
    under.stand.setTraps({ hookNumbers: 'plus-eight' });
    await under.stand.ring({ from }).invited;
    expect(listener.bodies[0]?.body).toMatchObject({ caller_id: '+89430000211', callee_id: '+74950000110' });
  });

  it.each<[Traps['hookPost'], string | undefined, RegExp]>([
    ['json-untyped', undefined, /^\{"call_id":/],
    ['json-as-form', 'application/x-www-form-urlencoded', /^\{"call_id":/],
    ['json-with-mark', 'application/json', /^\ufeff\{"call_id":/],
    ['form', 'application/x-www-form-urlencoded', /^call_id=[^&]+&cid=/],
    ['list', 'application/json', /^\[\{"call_id":/],
  ])('posts as %s', async (hookPost, contentType, text) => {
    await answeredCall({ hookPost });
    expect(states()).toEqual(['INVITE', 'CONNECTED', 'BYE']);
    for (const post of listener.bodies) {
      expect(post.contentType).toBe(contentType);
      expect(post.text).toMatch(text);
    }
  });

  it('all events of a call in one post, when it is over', async () => {
    await answeredCall({ hookPost: 'one-list-a-call' });
    expect(listener.bodies).toHaveLength(1);
    const events = JSON.parse(listener.bodies[0]?.text ?? '') as { state: string }[];
    expect(events.map(({ state }) => state)).toEqual(['INVITE', 'CONNECTED', 'BYE']);
    expect(under.stand.deliveries).toHaveLength(3);
  });

  it('ids of 19 digits as numbers, which no floating point can hold apart, in the lists as well', async () => {
    under.stand.setTraps({ longIds: true });
    await under.stand.ring({ from, children: [anna, boris] }).invited;
    await answeredCall({ longIds: true });
    const cids = listener.bodies.map(({ text }) => /"cid":(\d{19}),/.exec(text)?.[1]);
    expect(new Set(cids).size).toBe(3);
    expect(new Set(cids.map(Number)).size).toBe(1);
    const body = JSON.stringify({ operation: 'calls', login: testAccount.login, password: testAccount.password });
    const rows = await (await fetch(under.stand.url, { method: 'POST', body })).text();
    expect(rows).toContain(`"CID":${cids[2]},`);
  });

  it('durations that count the ringing as well, or are left out', async () => {
    await answeredCall({ hookDuration: 'whole-call' });
    await answeredCall({ hookDuration: 'absent' });
    expect(listener.bodies.map(({ body }) => body.duration)).toEqual([0, 0, 34, undefined, undefined, undefined]);
  });

  it.each([
    ['empty', ''],
    ['absent', undefined],
    ['null', null],
    ['null-word', 'NULL'],
    ['zeros', '0000000000'],
    ['anonymous-address', 'anonymous@anonymous.invalid'],
  ] as const)('a hidden caller as %s', async (hiddenAs, expected) => {
    under.stand.setTraps({ hiddenAs, hookNumbers: 'plus' });
    await under.stand.ring({ from: '' }).invited;
    expect(listener.bodies[0]?.body.caller_id).toBe(expected);
  });

  it('the phone that rings in place of the line', async () => {
    under.stand.setTraps({ ownSide: 'phone' });
    await under.stand.ring({ from, children: [anna] }).invited;
    expect(listener.bodies[0]?.body).toMatchObject({ caller_id: from, callee_id: anna });
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
