import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barsOf, readPlotColumns } from './plot-columns.ts';

const tableOf = (columns: string[], ...rows: string[][]) => ({ columns, rows, isCut: false });

it('draws what has a usual name, by what names the rows', () => {
  const table = tableOf(
    ['Direction', 'Calls', 'Duration', 'Amount'],
    ['Россия', '3', '61', '3.6'],
    ['Москва', '12', '600', '-'],
  );
  const { numbers, value, label } = readPlotColumns(table);
  expect(numbers.map(({ name }) => name)).toEqual(['Calls', 'Duration', 'Amount']);
  expect([value?.name, label]).toEqual(['Amount', 0]);
  expect(value && barsOf(table, label, value)).toEqual({ bars: [{ label: 'Россия', value: 3.6 }], left: 1 });
});

it.each([
  [
    'ids without a zero in front',
    ['sip_id', 'n'],
    [
      ['42656976', '5'],
      ['42000001', '7'],
    ],
    'n',
    0,
  ],
  [
    'phones under an unknown name',
    ['x', 'y'],
    [
      ['79161000232', '5'],
      ['79161000233', '-'],
    ],
    'y',
    0,
  ],
  [
    'durations by a clock',
    ['name', 'talk'],
    [
      ['Анна', '12:30'],
      ['Борис', ''],
    ],
    'talk',
    0,
  ],
  ['a name that stands last', ['Кол-во', 'Имя'], [['3', 'Анна']], 'Кол-во', 1],
  [
    'words with a lone number among them',
    ['a', 'b'],
    [
      ['7', 'x'],
      ['мало', 'y'],
      ['много', 'z'],
    ],
    undefined,
    0,
  ],
])('tells numbers from %s', (_, columns, rows, value, label) => {
  const read = readPlotColumns(tableOf(columns, ...rows));
  expect([read.value?.name, read.label]).toEqual([value, label]);
});

it('finds nothing to draw where there is no number, or no row', () => {
  expect(readPlotColumns(tableOf(['a'], ['x'])).numbers).toEqual([]);
  expect(readPlotColumns(tableOf([])).numbers).toEqual([]);
});

it('draws each row once or counts it as left out, the longest first, whatever came', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('', '-', '12:30', '1 234,50', '0042000001'),
    fc.integer().map(String),
  );
  const tables = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 20 }))
    .map((rows) =>
      tableOf(
        (rows[0] ?? []).map((_, at) => `c${at}`),
        ...rows,
      ),
    );
  fc.assert(
    fc.property(tables, (table) => {
      const { numbers, label } = readPlotColumns(table);
      for (const column of numbers) {
        const { bars, left } = barsOf(table, label, column);
        expect(bars.length).toBeGreaterThan(0);
        expect(bars.length + left).toBe(table.rows.length);
        const values = bars.map(({ value }) => value);
        expect(values).toEqual(values.toSorted((one, other) => other - one));
      }
    }),
  );
});
