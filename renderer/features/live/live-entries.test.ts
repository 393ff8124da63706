import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { liveEntries, type PlacedEntry, placeEntries } from './live-entries.ts';

const card = (id: number, state: CallState) => ({ call: { id, state } }) as LiveCard;
const order = (id: string, callId?: number) => ({ id, callId }) as Callback;
const keysOf = (entries: readonly { key: string }[]) => entries.map(({ key }) => key);
const placedKeys = (placed: readonly PlacedEntry[]) => placed.map(({ entry, shape }) => `${shape} ${entry.key}`);

describe('the calls of this moment', () => {
  it('that ring are above talks, own orders, misses and what is over, and of two that ring the first', () => {
    const cards = [card(1, 'ended'), card(2, 'missed'), card(3, 'answered'), card(4, 'ringing'), card(5, 'ringing')];
    expect(keysOf(liveEntries(cards, [order('mine')]))).toEqual([
      ...['call:4', 'call:5', 'call:3', 'order:mine', 'call:2', 'call:1'],
    ]);
  });

  it('do not move when one more begins to ring, but for what is less urgent', () => {
    const cards = [card(1, 'ringing'), card(2, 'answered-elsewhere'), card(3, 'ringing')];
    expect(keysOf(liveEntries(cards, []))).toEqual(['call:1', 'call:3', 'call:2']);
  });

  it('that an order led to are told by the order alone', () => {
    expect(keysOf(liveEntries([card(7, 'answered')], [order('mine', 7)]))).toEqual(['order:mine']);
  });

  it('are cards while they are two, and over them the most urgent one is; what is over is a line', () => {
    const place = (...cards: LiveCard[]) => placeEntries(liveEntries(cards, []));
    expect(placedKeys(place(card(1, 'ringing'), card(2, 'missed')).placed)).toEqual(['card call:1', 'card call:2']);
    expect(placedKeys(place(card(1, 'ringing'), card(2, 'ended')).placed)).toEqual(['card call:1', 'line call:2']);
    const six = place(...[1, 2, 3, 4, 5, 6].map((id) => card(id, 'ringing')));
    expect(placedKeys(six.placed)).toEqual(['card call:1', ...[2, 3, 4].map((id) => `line call:${id}`)]);
    expect(six.more).toBe(2);
  });

  it('stay where they are while they are held, whatever comes and goes, and each is placed or waits', () => {
    const states = fc.constantFrom<CallState[]>('ringing', 'answered', 'missed', 'ended');
    const moment = fc
      .uniqueArray(fc.tuple(fc.nat(20), states), { selector: ([id]) => id })
      .map((all) => all.map(([id, state]) => card(id, state)));
    fc.assert(
      fc.property(moment, moment, (before, after) => {
        const { placed: held } = placeEntries(liveEntries(before, []));
        const { placed, waiting } = placeEntries(liveEntries(after, []), held);
        expect(placedKeys(placed)).toEqual(placedKeys(held));
        const there = placed.filter(({ gone }) => !gone).map(({ entry }) => entry.key);
        expect([...there, ...keysOf(waiting)].toSorted()).toEqual(
          after.map(({ call }) => `call:${call.id}`).toSorted(),
        );
      }),
    );
  });
});
