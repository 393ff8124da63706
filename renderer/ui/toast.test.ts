import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showToast, undo } from './toast.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('for a minute what was done can be taken back, the last first, and then no more', () => {
  const takenBack: string[] = [];
  const offer = (what: string) => showToast({ text: what, undo: () => takenBack.push(what) });
  offer('first');
  offer('second');
  vi.advanceTimersByTime(30_000);
  offer('third');
  expect([undo(), undo()]).toEqual([true, true]);
  expect(takenBack).toEqual(['third', 'second']);
  vi.advanceTimersByTime(30_000);
  expect(undo()).toBe(false);
  expect(takenBack).toEqual(['third', 'second']);
});

test('after that minute nothing is held of it', () => {
  showToast({ text: 'done', undo: () => {} });
  vi.advanceTimersByTime(59_999);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(vi.getTimerCount()).toBe(0);
  expect(undo()).toBe(false);
});
