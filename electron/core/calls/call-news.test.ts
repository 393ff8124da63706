import { expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { createCallNews } from './call-news.ts';

it('tells the first news at once and the rest together, and nothing of what was told', () => {
  const clock = createManualClock();
  const told: number[][] = [];
  const news = createCallNews({ clock, publish: (newest) => told.push(newest) });
  news.tell([1]);
  expect(told).toEqual([[1]]);
  for (const id of [2, 3, 4]) news.tell([id]);
  expect(told).toHaveLength(1);
  clock.advance(400);
  expect(told).toEqual([[1], [2, 3, 4]]);
  news.tell([]);
  clock.advance(400);
  expect(told).toEqual([[1], [2, 3, 4], []]);
  clock.advance(10_000);
  expect(told).toHaveLength(3);
  news.tell(Array.from({ length: 300 }, (_, index) => index));
  expect(told.at(-1)).toHaveLength(100);
  news.tell([5]);
  news.close();
  expect(clock.pending()).toBe(0);
});
