import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow } from '../../../test/fixtures/call-model.ts';
import type { CallListRow } from '../providers/call-list-row.ts';
import type { Calls } from './calls.ts';

const accountId = 'account-1';
const minuteMs = 60_000;
const onMissed = vi.fn<() => void>();
let temporary: TemporaryDatabase;
let model: Calls;
let start: number;
let leg = 0;

beforeEach(() => {
  temporary = createTemporaryDatabase();
  start = temporary.clock.now();
  model = createCallModel(temporary, { onMissed });
  onMissed.mockClear();
});
afterEach(() => {
  model.worklist.close();
  temporary.remove();
});

/** A call of the provider's list that began so many minutes after the start. */
function call(minute: number, fields: Partial<CallListRow> = {}): void {
  leg += 1;
  const ids = [{ kind: 'leg' as const, value: `${leg}` }];
  const row = listRow({ startedAt: start + minute * minuteMs, outcome: 'missed', ids, ...fields });
  model.journal.applyListRows(accountId, [row]);
}
const talk = (minute: number, fields: Partial<CallListRow> = {}) =>
  call(minute, { outcome: 'ended', talkSeconds: 30, ...fields });
const open = (includeSnoozed = false) => model.worklist.open(includeSnoozed);
const key = () => open(true)[0]?.key ?? '';

it('groups the tries of one caller, and keeps another apart', () => {
  call(0);
  call(5);
  call(6, { remote: '79161000999' });
  expect(open().map(({ tries, firstAt, lastAt }) => [tries, firstAt - start, lastAt - start])).toEqual([
    [1, 6 * minuteMs, 6 * minuteMs],
    [2, 0, 5 * minuteMs],
  ]);
  expect(model.worklist.count()).toBe(2);
});

it('takes a caller off who got through, or was called back, and says which it was', () => {
  call(0);
  talk(3);
  call(10, { remote: '79161000999' });
  talk(12, { remote: '79161000999', direction: 'out' });
  expect(open()).toEqual([]);
  expect(model.worklist.resolved(10).map(({ resolution }) => resolution)).toEqual([
    'called-back',
    'caller-got-through',
  ]);
});

it('leaves who called after the talk', () => {
  talk(0);
  call(3);
  expect(open()).toHaveLength(1);
});

it('says when a callback was tried that nobody took', () => {
  call(0);
  call(4, { direction: 'out', outcome: 'no-answer' });
  expect(open()[0]?.triedAt).toBe(start + 4 * minuteMs);
});

it('takes off by hand, and puts back what was taken off', () => {
  call(0);
  const group = key();
  model.worklist.resolveByHand(group);
  expect(open()).toEqual([]);
  expect(model.worklist.resolved(10)[0]).toMatchObject({ resolution: 'by-hand', resolvedAt: temporary.clock.now() });
  model.worklist.restore(group);
  expect(open().map((each) => each.key)).toEqual([group]);
});

it('hides who is snoozed until then, and tells when they are back', () => {
  call(0);
  model.worklist.snooze(key(), temporary.clock.now() + 10 * minuteMs);
  expect([open(), open(true).length, model.worklist.count()]).toEqual([[], 1, 0]);
  onMissed.mockClear();
  temporary.clock.advance(10 * minuteMs);
  expect(onMissed).toHaveBeenCalled();
  expect([open().length, model.worklist.count()]).toEqual([1, 1]);
});

it('does not let a caller wait for the snooze who calls again', () => {
  call(0);
  model.worklist.snooze(key(), temporary.clock.now() + 60 * minuteMs);
  call(5);
  expect(open()[0]?.tries).toBe(2);
});

it('counts nobody who cannot be called', () => {
  call(0, { remote: '' });
  expect(open().map(({ canCallBack }) => canCallBack)).toEqual([false]);
  expect(model.worklist.count()).toBe(0);
});

it('knows nothing of a group that is not there, and takes no snooze that is over', () => {
  expect(() => model.worklist.resolveByHand('79161000232')).toThrow('NOT_FOUND');
  expect(() => model.worklist.wake('79161000232')).toThrow('NOT_FOUND');
  expect(() => model.worklist.restore('79161000232')).toThrow('NOT_FOUND');
  call(0);
  expect(() => model.worklist.snooze(key(), temporary.clock.now())).toThrow('BAD_INPUT');
});
