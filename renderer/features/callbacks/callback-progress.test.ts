import { describe, expect, test } from 'vitest';
import type { Callback, CallbackState } from '../../../shared/contract/callback.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { isOpen, newsOf, openCallbackTo, stepOf } from './callback-progress.ts';

const order = (state: CallbackState, part: Partial<Callback> = {}): Callback => ({
  id: state,
  accountId: 'a',
  remote: parseParty('+79161000232'),
  from: '',
  state,
  orderedAt: 0,
  changedAt: 0,
  followed: true,
  wasConnected: false,
  ...part,
});

describe('an order under way', () => {
  test.each<[CallbackState, boolean]>([
    ['ordering', true],
    ['ordered', true],
    ['ringing-own', true],
    ['ringing-remote', true],
    ['connected', true],
    ['ended', false],
    ['failed', false],
    ['refused', false],
    ['unknown', false],
  ])('%s locks the button: %s', (state, open) => {
    expect(isOpen(order(state), 10_000_000)).toBe(open);
  });

  test('lets go after a while when the provider tells nothing more', () => {
    const blind = order('ordered', { followed: false });
    expect(isOpen(blind, 59_000)).toBe(true);
    expect(isOpen(blind, 61_000)).toBe(false);
  });

  test('is found by the number, however it was written', () => {
    const callbacks = [order('ended'), order('ordered')];
    expect(openCallbackTo(callbacks, parseParty('8 (916) 100-02-32'), 0)?.state).toBe('ordered');
    expect(openCallbackTo(callbacks, parseParty('+79161000233'), 0)).toBeUndefined();
  });
});

test('outcomes stay as long as they matter, and go when they are dismissed', () => {
  const callbacks = [order('ended'), order('failed'), order('unknown')];
  const shown = (now: number, dismissed: string[] = []) =>
    newsOf(callbacks, new Set(dismissed), now).map(({ id }) => id);
  expect(shown(1000)).toEqual(['ended', 'failed', 'unknown']);
  expect(shown(10_000)).toEqual(['failed', 'unknown']);
  expect(shown(200_000)).toEqual(['unknown']);
  expect(shown(1000, ['unknown'])).toEqual(['ended', 'failed']);
});

test('steps go forward from the order to the talk', () => {
  const steps = (['ordering', 'ordered', 'ringing-own', 'ringing-remote', 'connected'] as const).map((state) =>
    stepOf(order(state)),
  );
  expect(steps).toEqual([0, 1, 1, 2, 3]);
});
