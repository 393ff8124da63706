import type { ReceivedTable } from '../../../shared/contract/account-tools/reports.ts';
import { type ReadNumber, readNumber } from './read-number.ts';

/** A column of a received table that holds numbers. */
export interface NumberColumn {
  /** Its place in the table. */
  at: number;
  name: string;
  kind: ReadNumber['kind'];
  /** One a row; undefined where no number of that kind stands there. */
  values: (number | undefined)[];
}

export interface PlotColumns {
  /** What can be drawn; none where the table holds no number. */
  numbers: NumberColumn[];
  /** What is drawn until the user chooses; undefined where nothing looks like it was meant to be. */
  value: NumberColumn | undefined;
  /** The column that names the rows. */
  label: number;
}

/** A row as a bar. */
export interface Bar {
  label: string;
  value: number;
}

/**
 * Columns have the names that the provider gave them, and no document says which those are (SIPNET API 2.7.0, 6.18): these are
 * the usual ones, in the order in which they are worth drawing.
 */
const valueNames = [
  /^(amount|sum|summa|total|cost|price|money|сумма|стоимость|итого)$/,
  /^(calls|count|звонк.*|вызов.*|количество|кол)$/,
  /^(duration|seconds|minutes|min|billsec|talk.*|длительность|минут.*|секунд.*)$/,
];
const labelName =
  /^(direction|account|user|login|sipid|name|country|destination|направление|аккаунт|имя|название|логин)$/;
const idName = /id$|^(account|login|user|phone|number|cli|номер|телефон|аккаунт|логин)$/;
/** Whole numbers from here on are phone numbers and ids where all of a column are such. */
const leastId = 1_000_000;

/** Which columns of a table can be drawn, and which are meant to be, as far as that can be seen. */
export function readPlotColumns({ columns, rows }: ReceivedTable): PlotColumns {
  const names = columns.map((name) => name.toLowerCase().replace(/[_\-.\s]/g, ''));
  const numbers = columns.flatMap((name, at) => readColumn(name, at, rows));
  const likely = numbers.filter(
    ({ at, values }) => isMostlyNumbers(values, rows, at) && !idName.test(names[at] ?? '') && !areIds(values),
  );
  const named = valueNames.flatMap((pattern) => likely.filter(({ at }) => pattern.test(names[at] ?? '')));
  const value = named[0] ?? likely[0];
  const isText = (at: number) => !likely.some((column) => column.at === at);
  const labels = columns.map((_, at) => at).filter(isText);
  return { numbers, value, label: labels.find((at) => labelName.test(names[at] ?? '')) ?? labels[0] ?? 0 };
}

/** The rows as bars, the longest first, and how many of them hold no number. */
export function barsOf(
  { rows }: ReceivedTable,
  label: number,
  { values }: NumberColumn,
): { bars: Bar[]; left: number } {
  const bars = rows.flatMap((row, line) => {
    const value = values[line];
    return value === undefined ? [] : [{ label: row[label] ?? '', value }];
  });
  return { bars: bars.toSorted((one, other) => other.value - one.value), left: rows.length - bars.length };
}

function readColumn(name: string, at: number, rows: ReceivedTable['rows']): NumberColumn[] {
  const read = rows.map((row) => readNumber(row[at] ?? ''));
  const durations = read.filter((one) => one?.kind === 'duration').length;
  const known = read.filter((one) => one !== undefined).length;
  if (known === 0) return [];
  const kind = durations * 2 > known ? 'duration' : 'number';
  return [{ at, name, kind, values: read.map((one) => (one?.kind === kind ? one.value : undefined)) }];
}

/** Empty places and dashes are not held against a column; words are. */
function isMostlyNumbers(values: NumberColumn['values'], rows: ReceivedTable['rows'], at: number): boolean {
  const filled = rows.filter((row) => /[\p{L}\p{N}]/u.test(row[at] ?? '')).length;
  return values.filter((value) => value !== undefined).length * 2 > filled;
}

function areIds(values: NumberColumn['values']): boolean {
  return values.every((value) => value === undefined || (Number.isInteger(value) && value >= leastId));
}
