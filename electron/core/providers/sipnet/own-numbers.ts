import { readFields, readRows, text } from '../fields.ts';

/** Under which name a row of `phones` may hold its number: the row is not documented (seed: SIPNET 6.13). */
const numberFields = ['phone', 'number', 'ani', 'anum', 'cli'];

/** The numbers of `aninnumbers`: rows of whatever shape, or bare numbers. */
export function readOwnNumbers(phones: unknown): string[] {
  return readRows(phones)
    .map((row) => {
      const fields = readFields(row);
      return fields === undefined
        ? text.parse(row)
        : numberFields.map((name) => text.parse(fields[name])).find(Boolean);
    })
    .filter((number) => number !== undefined);
}
