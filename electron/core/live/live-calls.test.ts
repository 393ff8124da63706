import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow } from '../../../test/fixtures/call-model.ts';
import type { CallJournal } from '../calls/call-journal.ts';
import { type CardMoment, createLiveCalls, type LiveCalls, usualLiveLimits } from './live-calls.ts';

let temporary: TemporaryDatabase;
let live: LiveCalls;
let journal: CallJournal;
let told: string[];
let lost: number[];
const ownPhones: string[] = [];

beforeEach(() => {
  temporary = createTemporaryDatabase();
  const { store, journal: opened } = createCallModel(temporary, { ownPhones: () => ownPhones });
  journal = opened;
  told = [];
  lost = [];
  live = createLiveCalls({
    calls: store,
    clock: temporary.clock,
    limits: usualLiveLimits,
    accountLabel: () => 'Shop',
    noteOf: () => undefined,
    onCard: (card: LiveCard, moment: CardMoment) => told.push(`${moment} ${card.call.state}`),
    onGone: () => told.push('gone'),
    knownSince: () => undefined,
    onMore: () => told.push(`${live.more()} more`),
    onLost: (callId) => lost.push(callId),
  });
});
afterEach(() => {
  live.close();
  temporary.remove();
});

function hear(kind: CallEvent['kind'], ageMs = 0, fields: Partial<CallEvent> = {}): void {
  const event: CallEvent = {
    callId: 'uuid-1',
    legId: '1001',
    phone: '0042000001',
    kind,
    direction: 'in',
    caller: '79161000232',
    callee: '74950000001',
    at: undefined,
    durationSeconds: undefined,
    ...fields,
  };
  const heard = [{ event, at: temporary.clock.now() - ageMs }];
  for (const change of journal.applyEvents('account-1', heard)) live.heard(change);
}

describe('a card', () => {
  it('rings, turns to answered, ended, and leaves by itself', () => {
    hear('invite');
    temporary.clock.advance(5000);
    hear('connected');
    temporary.clock.advance(60_000);
    hear('bye');
    expect(told).toEqual(['ringing ringing', 'changed answered', 'changed ended']);
    temporary.clock.advance(8000);
    expect(told.at(-1)).toBe('gone');
    expect(live.cards()).toEqual([]);
  });

  it('is told missed once, after it settled, and stays to be called back from', () => {
    hear('invite');
    temporary.clock.advance(20_000);
    hear('bye');
    hear('bye');
    expect(told).toEqual(['ringing ringing', 'changed missed']);
    temporary.clock.advance(1500);
    expect(told.at(-1)).toBe('missed missed');
    expect(live.cards()).toHaveLength(1);
    temporary.clock.advance(20_000);
    expect(told.filter((line) => line === 'missed missed')).toHaveLength(1);
    expect(live.cards()).toEqual([]);
  });

  it('is not told missed when a CONNECTED was only overtaken by the BYE of another phone', () => {
    hear('invite');
    hear('bye');
    temporary.clock.advance(1000);
    hear('connected', 0, { legId: '1002', phone: 'anna' });
    temporary.clock.advance(60_000);
    expect(told.some((line) => line.startsWith('missed'))).toBe(false);
    expect(live.cards()).toMatchObject([{ call: { state: 'answered', answeredBy: 'anna' } }]);
  });

  it('does not ring for an event older than a minute, but knows how many calls were before', () => {
    hear('invite', 61_000);
    hear('bye', 61_000);
    expect(told).toEqual([]);
    temporary.clock.advance(120_000);
    hear('invite', 0, { callId: 'uuid-2', legId: '2' });
    expect(live.cards()).toMatchObject([{ before: { count: 1 }, call: { state: 'ringing' } }]);
  });

  it('shows a fresh miss whose ring was never heard', () => {
    hear('bye');
    temporary.clock.advance(1500);
    expect(told).toEqual(['changed missed', 'missed missed']);
  });

  it('gives up a ring without an end and asks for the list', () => {
    hear('invite');
    temporary.clock.advance(150_000);
    expect(lost).toHaveLength(1);
    expect(live.cards()).toEqual([]);
  });

  it('stacks several calls, newest on top, and keeps silence to one of them', () => {
    hear('invite');
    temporary.clock.advance(1000);
    hear('invite', 0, { callId: 'uuid-2', legId: '2', caller: '442079460018' });
    const [second, first] = live.cards();
    expect([second?.call.remote.raw, first?.call.remote.raw]).toEqual(['442079460018', '79161000232']);
    live.silence(first?.call.id ?? 0);
    expect(live.cards().map((card) => card.silenced)).toEqual([false, true]);
  });

  it('is shown for so many as can be read, and the rest is counted', () => {
    const { cards: most } = usualLiveLimits;
    const ring = (index: number) =>
      hear('invite', 0, { callId: `uuid-${index}`, legId: String(index), caller: `7916${1_000_000 + index}` });
    for (let index = 0; index < most + 5; index += 1) ring(index);
    expect(live.cards()).toHaveLength(most);
    expect(live.more()).toBe(5);
    expect(told.filter((line) => line === 'ringing ringing')).toHaveLength(most);

    // Whoever leaves makes room for one who waited.
    hear('bye', 0, { callId: 'uuid-0', legId: '0', caller: '79161000000' });
    temporary.clock.advance(usualLiveLimits.missedStay);
    expect(live.cards()).toHaveLength(most);
    expect(live.more()).toBe(4);

    // And one who rings takes the place of what is over.
    for (let index = 1; index < 4; index += 1)
      hear('bye', 0, { callId: `uuid-${index}`, legId: String(index), caller: `7916${1_000_000 + index}` });
    ring(1000);
    expect(live.cards().some(({ call }) => call.remote.raw === '79161001000')).toBe(true);
    temporary.clock.advance(usualLiveLimits.ring);
    expect(live.cards()).toEqual([]);
    expect(live.more()).toBe(0);
  });

  it('leaves no timer behind', () => {
    hear('invite');
    live.close();
    expect(temporary.clock.pending()).toBe(0);
  });
});

describe('a call that only a list tells of', () => {
  function list(ageMs: number, talkSeconds = 0): void {
    const startedAt = temporary.clock.now() - ageMs;
    const row = listRow({
      startedAt,
      talkSeconds,
      outcome: talkSeconds > 0 ? 'ended' : 'missed',
      ids: [{ kind: 'leg', value: '7' }],
    });
    for (const change of journal.applyListRows('account-1', [row]).filter(({ changed }) => changed)) {
      live.listed(change);
      live.found(change);
    }
  }

  it('is told as missed once, when it cannot ring any more', () => {
    list(20_000);
    expect(told).toEqual([]);
    temporary.clock.advance(40_000);
    expect(told).toEqual(['changed missed']);
    list(60_000);
    temporary.clock.advance(usualLiveLimits.missedStay);
    expect(told).toEqual(['changed missed', 'missed missed', 'gone']);
  });

  it('is not told as missed where somebody took it after all', () => {
    list(20_000);
    list(20_000, 12);
    temporary.clock.advance(60_000);
    expect(told).toEqual([]);
  });

  it('is history when it is old', () => {
    list(usualLiveLimits.news + 1000);
    temporary.clock.advance(60_000);
    expect(told).toEqual([]);
  });
});
