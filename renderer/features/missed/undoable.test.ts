import { expect, test } from 'vitest';
import type { ResolvedGroup } from '../../../shared/contract/call.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { undoable } from './undoable.ts';

const settled = (number: string, resolvedAt: number): ResolvedGroup => ({
  key: number,
  remote: parseParty(number),
  tries: 1,
  firstAt: 0,
  lastAt: 0,
  lastCallId: 1,
  accountId: 'shop',
  line: '',
  canCallBack: true,
  resolution: 'by-hand',
  resolvedAt,
});

test('of one caller only the last resolution can be taken back', () => {
  const groups = [settled('+79161000232', 3), settled('+79035551840', 2), settled('+79161000232', 1)];
  expect(undoable(groups).map(({ canUndo }) => canUndo)).toEqual([true, true, false]);
});
