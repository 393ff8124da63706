import { expect, it } from 'vitest';
import { understandRows } from './understand-rows.ts';

it('keeps apart what is understood and what is not, in order, without secrets', async () => {
  const read = (row: unknown) => (typeof row === 'number' ? row : undefined);
  expect(await understandRows([1, { url: 'https://a.example' }, 2, 'x'], read)).toEqual({
    rows: [1, 2],
    unreadable: [{ url: '…' }, { value: 'x' }],
  });
});

it('lets everything else run, however many rows an answer has', async () => {
  let turns = 0;
  let over = false;
  function noteTurn(): void {
    turns += 1;
    if (!over) setImmediate(noteTurn);
  }
  setImmediate(noteTurn);
  await understandRows(Array.from({ length: 5000 }), () => 1);
  over = true;
  expect(turns).toBeGreaterThanOrEqual(49);
});
