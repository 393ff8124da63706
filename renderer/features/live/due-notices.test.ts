import { expect, test } from 'vitest';
import type { CallState } from '../../../shared/contract/call.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { dueNotices } from './due-notices.ts';

const card = (state: CallState, part: Partial<LiveCard> = {}, direction: 'in' | 'out' = 'in'): LiveCard => ({
  call: { id: 1, accountId: 'a', direction, state, remote: parseParty('+79161000232'), line: '', startedAt: 0 },
  accountLabel: '',
  silenced: false,
  before: { count: 0 },
  ...part,
});
const all = { notifyIncoming: true, notifyMissed: true };
const keys = (cards: LiveCard[], settings = all, known: string[] = []) => {
  const { show, withdraw } = dueNotices(cards, settings, false, new Set(known));
  return { show: show.map(({ key }) => key), withdraw };
};

test('a ringing call is noticed once', () => {
  expect(keys([card('ringing')])).toEqual({ show: ['incoming:1'], withdraw: [] });
  expect(keys([card('ringing')], all, ['incoming:1'])).toEqual({ show: [], withdraw: [] });
});

test('a missed call takes the ringing notice down and is noticed once itself', () => {
  expect(keys([card('missed')], all, ['incoming:1'])).toEqual({ show: ['missed:1'], withdraw: ['incoming:1'] });
  expect(keys([card('missed')], all, ['missed:1'])).toEqual({ show: [], withdraw: [] });
});

test('answered, silenced or gone, the notice leaves', () => {
  for (const cards of [[card('answered')], [card('ringing', { silenced: true })], []]) {
    expect(keys(cards, all, ['incoming:1'])).toEqual({ show: [], withdraw: ['incoming:1'] });
  }
});

test('outgoing calls and what is switched off make none', () => {
  expect(keys([card('ringing', {}, 'out')]).show).toEqual([]);
  expect(keys([card('ringing')], { ...all, notifyIncoming: false }).show).toEqual([]);
  expect(keys([card('missed')], { ...all, notifyMissed: false }).show).toEqual([]);
});

test('while it is quiet nothing is shown, what rings is taken down, and what is missed is not told later', () => {
  const cards = [card('ringing'), card('missed', { call: { ...card('missed').call, id: 2 } })];
  expect(dueNotices(cards, all, true, new Set(['incoming:1']))).toEqual({
    ...{ show: [], withdraw: ['incoming:1'], passedOver: ['missed:2'] },
  });
  expect(keys(cards, all, ['missed:2']).show).toEqual(['incoming:1']);
});
