import { expect, it } from 'vitest';
import { joinParts } from './subject.ts';

it('joins parts that have nothing in common, and does not compile where two own one key', () => {
  const joined: { cards: readonly number[]; settings: string } = joinParts([{ cards: [1] }, { settings: 'all' }]);
  expect(joined).toEqual({ cards: [1], settings: 'all' });
  // @ts-expect-error Both own `cards`: whichever is told last would win.
  joinParts([{ cards: [1] }, { settings: 'all' }, { cards: [2] }]);
});
