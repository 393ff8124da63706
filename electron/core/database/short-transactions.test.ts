import { expect, it, vi } from 'vitest';
import { createShortTransactions } from './short-transactions.ts';

it('works the shorter the longer commits take, and never not at all', () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  let commitMs = 0;
  const transaction = createShortTransactions({
    lazyTransaction(work) {
      const answer = work();
      now += commitMs;
      return answer;
    },
  });
  /** In steps of a quarter of a millisecond. */
  const workUntilOver = () =>
    transaction((isOver) => {
      const begun = now;
      do now += 0.25;
      while (!isOver());
      return now - begun;
    });
  expect(workUntilOver()).toBe(8);
  commitMs = 8;
  expect(workUntilOver()).toBe(8);
  // That one was told of twice its time.
  expect(workUntilOver()).toBe(4);
  commitMs = 1000;
  workUntilOver();
  expect(workUntilOver()).toBe(1);
  commitMs = 0;
  workUntilOver();
  expect(workUntilOver()).toBe(8);
  vi.restoreAllMocks();
});
