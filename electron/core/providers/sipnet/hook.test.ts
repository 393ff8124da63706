import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownBy } from './call-rows.ts';
import { readHookBody, readHookUrls } from './hook.ts';

const isOwn = ownBy(['74951234567', '0042656976']);

const invite = {
  call_id: '0b0f1cde-5a0b-4f52-9b29-0b8f6f6d0c11',
  cid: '717636348001234',
  callee_id: '74951234567',
  caller_id: '79161000232',
  created: '20.11.2026 10:15:00',
  direction: 'in',
  event_created: '20.11.2026 10:15:03',
  sip_id: '0042656976',
  state: 'INVITE',
  duration: 0,
};
const read = (body: unknown) => readHookBody(body, isOwn);

describe('readHookBody', () => {
  it('puts the documented body on the common model', () => {
    expect(read(invite)).toEqual({
      callId: invite.call_id,
      legId: invite.cid,
      phone: '0042656976',
      kind: 'invite',
      direction: 'in',
      caller: '79161000232',
      callee: '74951234567',
      at: Date.UTC(2026, 10, 20, 10, 15, 3),
      durationSeconds: 0,
      begunAt: Date.UTC(2026, 10, 20, 10, 15, 0),
    });
  });

  it.each([
    ['states in any case', { state: 'bYe ' }, { kind: 'bye' }],
    ['numbers as text', { duration: '61' }, { durationSeconds: 61 }],
    ['ids as numbers', { cid: 717_636 }, { legId: '717636' }],
    ['directions in any case', { direction: 'OUT' }, { direction: 'out' }],
    [
      'no direction, from an own number',
      { direction: null, caller_id: '74951234567', callee_id: '79161000232' },
      { direction: 'out' },
    ],
    ['no direction otherwise', { direction: 'Россия/Москва' }, { direction: 'in' }],
    ['no pbx id', { call_id: null }, { callId: invite.cid, legId: invite.cid }],
    ['no leg id', { cid: '' }, { callId: invite.call_id, legId: '' }],
    ['no caller', { caller_id: undefined }, { caller: '' }],
    ['a time that cannot be read', { event_created: 'just now' }, { at: undefined }],
    ['epoch seconds', { event_created: 1_795_169_703 }, { at: 1_795_169_703_000 }],
    ['unknown fields', { tariff: {} }, { kind: 'invite' }],
  ])('takes %s', (_, change, expected) => {
    expect(read({ ...invite, ...change })).toMatchObject(expected);
  });

  it('takes names in any case, with or without separators', () => {
    const { call_id, cid, state } = invite;
    expect(read({ CallID: call_id, CID: cid, State: state })).toMatchObject({ callId: call_id, kind: 'invite' });
  });

  it.each([null, 'INVITE', [], {}, { ...invite, state: 'RINGING' }, { ...invite, state: null }, { state: 'BYE' }])(
    'takes %j for no event',
    (body) => {
      expect(read(body)).toBeUndefined();
    },
  );

  it.each([
    { type: 'webhook', data: invite },
    { event: { payload: { body: invite } }, headers: { host: 'x' } },
    { token: 'x', payload: JSON.stringify(invite) },
    { body: JSON.stringify([invite]) },
  ])('takes the event out of an envelope', (body) => {
    expect(read(body)).toEqual(read(invite));
  });

  it('takes nothing out of what holds two events, or none, or hides one too deep', () => {
    expect(read({ now: invite, before: { ...invite, state: 'BYE' } })).toBeUndefined();
    expect(read({ data: { state: 'INVITE' }, call_id: invite.call_id })).toBeUndefined();
    expect(read({ a: { a: { a: { a: invite } } } })).toBeUndefined();
    expect(read({ ...invite, previous: { ...invite, state: 'BYE' } })).toMatchObject({ kind: 'invite' });
  });

  it('never throws, and loses no body that names a state and a call', () => {
    const names = fc.constantFrom(...Object.keys(invite), '__proto__', 'constructor', 'x');
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.anything()),
        fc.constantFrom('INVITE', 'connected', 'Bye'),
        fc.oneof(fc.uuid(), fc.integer({ min: 1 })),
        fc.anything(),
        (body, state, id, anything) => {
          read(anything);
          const event = read({ ...body, state, call_id: id });
          expect(event).toMatchObject({ callId: String(id), kind: state.toLowerCase() });
        },
      ),
    );
  });
});

describe('readHookUrls', () => {
  const url = 'https://relay.example/hook/key';

  it.each([
    [[url], [url]],
    [[{ url }], [url]],
    [[{ URL: url, created: 'x' }], [url]],
    [{ 0: { url } }, [url]],
    [url, [url]],
    [undefined, []],
    [null, []],
    ['', []],
    [[], []],
    [[null, 7, ''], []],
  ])('reads %j', (webhooks, urls) => {
    expect(readHookUrls(webhooks)).toEqual(urls);
  });
});
