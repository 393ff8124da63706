import { expect, test } from 'vitest';
import type { Call } from '../../../shared/contract/call.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { groupByDay } from './by-day.ts';

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
