import { expect, test } from 'vitest';
import { emptySelection, pressRow, type RowSelection } from './row-selection.ts';

const ids = [50, 40, 30, 20, 10];
const press = (selection: RowSelection, id: number, range = false) => pressRow(selection, id, ids, range);
const selectedOf = ({ selected }: RowSelection) => [...selected].sort((a, b) => b - a);

test('a press selects, and another takes it back', () => {
  const one = press(emptySelection, 40);
  expect(selectedOf(one)).toEqual([40]);
  expect(selectedOf(press(press(one, 20), 40))).toEqual([20]);
});

test('a range goes from the last press to this one, either way', () => {
  expect(selectedOf(press(press(emptySelection, 40), 10, true))).toEqual([40, 30, 20, 10]);
  expect(selectedOf(press(press(emptySelection, 20), 50, true))).toEqual([50, 40, 30, 20]);
});

test('a range does what its beginning was: it takes back too', () => {
  const all = press(press(emptySelection, 50), 10, true);
  expect(selectedOf(press(press(all, 40), 20, true))).toEqual([50, 10]);
});

test('a range without a beginning in the list is one press', () => {
  expect(selectedOf(press(emptySelection, 30, true))).toEqual([30]);
  expect(selectedOf(press({ selected: new Set([99]), last: 99 }, 30, true))).toEqual([99, 30]);
});
