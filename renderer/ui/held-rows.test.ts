import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdRows } from './held-rows.ts';

interface Row {
  id: number;
  text?: string;
}
const rowsOf = (...ids: number[]): Row[] => ids.map((id) => ({ id }));
const keyOf = ({ id }: Row) => id;
const list = { keyOf, grows: false };
const log = { keyOf, grows: true };

describe('rows that are held', () => {
  test('keep their places, with what is new in them, and those that are gone too', () => {
    const { shown, waiting } = holdRows([{ id: 9 }, { id: 1, text: 'new' }], rowsOf(3, 2, 1), list);
    expect(shown).toEqual([
      { row: { id: 3 }, gone: true },
      { row: { id: 2 }, gone: true },
      { row: { id: 1, text: 'new' }, gone: false },
    ]);
    expect(waiting).toBe(1);
  });

  test('of a log, let older ones come below and count the newer', () => {
    const { shown, waiting } = holdRows(rowsOf(7, 6, 5, 4, 3, 2), rowsOf(6, 4), log);
    expect(shown.map(({ row }) => row.id)).toEqual([6, 4, 3, 2]);
    expect(waiting).toBe(2);
  });

  test('that are all gone stay, and nothing is taken for older than they were', () => {
    const { shown, waiting } = holdRows(rowsOf(9, 8), rowsOf(3), log);
    expect(shown).toEqual([{ row: { id: 3 }, gone: true }]);
    expect(waiting).toBe(2);
  });

  test('an empty list that is held stays empty', () => {
    expect(holdRows(rowsOf(1), [], list)).toEqual({ shown: [], waiting: 1 });
    expect(holdRows(rowsOf(1), undefined, list).shown).toHaveLength(1);
  });

  test('never move, whatever comes and goes, and every row is shown or counted once', () => {
    const ids = fc.uniqueArray(fc.nat(30)).map((all) => all.toSorted((a, b) => b - a));
    fc.assert(
      fc.property(ids, ids, fc.boolean(), (before, after, grows) => {
        const held = rowsOf(...before);
        const { shown, waiting } = holdRows(rowsOf(...after), held, { keyOf, grows });
        expect(shown.slice(0, before.length).map(({ row }) => row.id)).toEqual(before);
        expect(shown.filter(({ gone }) => !gone).length + waiting).toBe(after.length);
        expect(new Set(shown.map(({ row }) => row.id)).size).toBe(shown.length);
      }),
    );
  });
});
