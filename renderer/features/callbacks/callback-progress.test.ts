import { describe, expect, test } from 'vitest';
import type { Callback, CallbackHold, CallbackState } from '../../../shared/contract/callback.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { holdingOrder, stepOf } from './callback-progress.ts';

const order = (state: CallbackState, hold: CallbackHold): Callback => ({
  id: state,
  accountId: 'a',
  remote: parseParty('+79161000232'),
  from: '',
  state,
  hold,
  orderedAt: 0,
  changedAt: 0,
  followed: true,
  wasConnected: false,
});
const to = parseParty('8 (916) 100-02-32');

describe('the order that holds a button', () => {
  test('is the newest that core says does, however the number was written', () => {
    const callbacks = [order('ended', 'none'), order('ordered', 'locked'), order('unknown', 'unknown')];
    expect(holdingOrder(callbacks, to, 'b')?.state).toBe('ordered');
    expect(holdingOrder(callbacks, parseParty('+79161000233'), 'b')).toBeUndefined();
  });

  test('is one that was refused for its numbers only through the account that refused it', () => {
    const callbacks = [order('refused', 'number')];
    expect(holdingOrder(callbacks, to, 'a')?.state).toBe('refused');
    expect(holdingOrder(callbacks, to, 'b')).toBeUndefined();
  });
});

test('steps go forward from the order to the talk', () => {
  const steps = (['ordering', 'ordered', 'ringing-own', 'ringing-remote', 'connected'] as const).map((state) =>
    stepOf(order(state, 'locked')),
  );
  expect(steps).toEqual([0, 1, 1, 2, 3]);
});
