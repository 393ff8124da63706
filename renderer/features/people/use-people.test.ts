import { expect, test } from 'vitest';
import type { Call } from '../../../shared/contract/call.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { namedFirst, newestOfEach } from './use-people.ts';

test('each caller is there once, by the newest call, and nobody who hides the number', () => {
  const call = (id: number, number: string) => ({ id, remote: parseParty(number) }) as Call;
  const calls = [call(4, '+79161000232'), call(3, 'anonymous'), call(2, '89161000232'), call(1, '+78123094567')];
  expect(newestOfEach(calls).map(({ id }) => id)).toEqual([4, 1]);
});

test('who is called as was typed stands before who is found by a note or a line', () => {
  const called = (id: number, name?: string) => ({ id, remote: { name } }) as Call;
  const calls = [called(3, 'Ирина'), called(2), called(1, 'Мария Соколова')];
  expect(namedFirst(calls, 'ма').map(({ id }) => id)).toEqual([1, 3, 2]);
  expect(namedFirst(calls, 'vf').map(({ id }) => id)).toEqual([1, 3, 2]);
});
