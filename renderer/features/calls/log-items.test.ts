import { expect, test } from 'vitest';
import type { Call } from '../../../shared/contract/call.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { groupByDay, holdBack } from './log-items.ts';

const call = (id: number, startedAt: number): Call => ({
  id,
  accountId: 'a',
  direction: 'in',
  state: 'ended',
  remote: parseParty('+79161000232'),
  line: '',
  startedAt,
});
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

test('calls stand under a heading for each day, and the ends of a day are marked', () => {
  const items = groupByDay([call(4, at(20, 12)), call(3, at(20, 1)), call(2, at(19, 23)), call(1, at(17, 5))]);
  expect(items.map((item) => (item.kind === 'day' ? 'day' : [item.call.id, item.first, item.last]))).toEqual([
    'day',
    [4, true, false],
    [3, false, true],
    'day',
    [2, true, true],
    'day',
    [1, true, true],
  ]);
  expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
});

test('while the list is read, newer calls wait and are counted', () => {
  const calls = [5, 4, 3, 2, 1].map((id) => call(id, id));
  expect(holdBack(calls, undefined).held).toBe(0);
  expect(holdBack(calls, 5)).toEqual({ shown: calls, held: 0 });
  const { shown, held } = holdBack(calls, 3);
  expect([held, shown.map(({ id }) => id)]).toEqual([2, [3, 2, 1]]);
});

test('when the call that was on top is gone, the next one is the top', () => {
  const calls = [5, 4, 2, 1].map((id) => call(id, id));
  expect(holdBack(calls, 3).shown.map(({ id }) => id)).toEqual([2, 1]);
});
