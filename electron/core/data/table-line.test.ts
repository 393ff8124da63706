import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { number, tableLine, text, textMark } from './table-line.ts';

const shown = (cell: string) => cell.replaceAll(textMark, '');

/** What a spreadsheet makes of a cell. */
function reading(cell: string): 'formula' | 'number' | 'date' | 'truth' | 'text' {
  const value = cell.trim();
  if (/^[=@\uff1d\uff20]/.test(value)) return 'formula';
  // A sum of numbers is carried out; blanks and dashes together make it none.
  if (/^[+\-\uff0b\uff0d]/.test(value)) return /^\+\d+ [\d ]*\d-[\d-]*\d$/.test(value) ? 'text' : 'formula';
  if (/^[($€₽%\d.,\s)]*$/.test(value) && /\d/.test(value)) return 'number';
  if (/^[\d.,]+\s*(e[+-]?\d+|руб\.?|р\.?|%|€|\$|₽)$/i.test(value)) return 'number';
  if (/^\d{1,4}([./:-]\d{1,4}){1,2}( ?[ap]m)?$/i.test(value)) return 'date';
  const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек';
  const date = `(\\d{1,2}[ .-]?(${months})\\p{L}*([ .-]\\d{0,4})?( г\\.?)?|(${months})\\p{L}*[ .-]\\d{1,4})`;
  if (new RegExp(`^${date}$`, 'iu').test(value)) return 'date';
  return /^(true|false|истина|ложь)$/i.test(value) ? 'truth' : 'text';
}

/** Cells of a line for a reader that knows how they are quoted. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  const pattern = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n)`, 'y');
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  }
  return cells;
}

/** Pieces for a reader that takes every sign that ever separates for a separator, and quotes for letters. */
const piecesOf = (line: string) => line.split(/[,;\t\r\n]/).map((piece) => piece.replace(/^["'\s]+/, ''));

describe('a cell of text', () => {
  it.each([
    ['0042656976', true],
    ['00442079460018', true],
    ['007', true],
    ['+7495123456', true],
    ['+7-916-100-02-32', true],
    ['+420 601 123 456', true],
    ['441234567890', true],
    ['1E5', true],
    ['3/4', true],
    ['10:30', true],
    ['20 ноя', true],
    ['5 руб.', true],
    ['TRUE', true],
    ['ложь', true],
    ['=1+1', true],
    ['＝1+1', true],
    ['@SUM(A1)', true],
    [' =1+1', true],
    ['"=1+1"', true],
    ['- позвонить завтра', true],
    ['+7 916 100-02-32', false],
    ['+44 20 7946-0018', false],
    ['Ромашка; ООО', false],
    ['Марина', false],
    ['дом 5, подъезд 2', false],
    ['', false],
  ])('%j shows as it is, marked where it would be more than text', (value, isMarked) => {
    expect(shown(text(value))).toBe(value);
    expect(text(value) !== value).toBe(isMarked);
    expect(reading(text(value))).toBe('text');
  });

  it.each([
    'Ромашка;=HYPERLINK("http://evil.example")',
    'x\t=1+1',
    'x\n+1',
    'x\r\n@a',
    'x, -1-1',
    'x;"=1+1',
    "x;'=1+1",
  ])('%j begins no formula where another reader would cut it', (value) => {
    expect(shown(text(value))).toBe(value);
    for (const piece of piecesOf(tableLine([text(value)], 'en'))) expect(reading(piece)).not.toBe('formula');
  });
});

it('a line is read as it was written, in either language, and nothing in it is carried out by anybody', () => {
  const sign = fc.constantFrom(...'=+-@,;\t\r\n"\' 0123456789.:/eаЯ'.split(''));
  const cell = fc.oneof(fc.string({ unit: sign, maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 12 }));
  const cells = fc.array(cell, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(cells, fc.constantFrom('ru' as const, 'en' as const), (values, locale) => {
      const line = tableLine(values.map(text), locale);
      const read = cellsOf(line, locale === 'ru' ? ';' : ',');
      expect(read.map(shown)).toEqual(values.map(shown));
      for (const value of read) expect(reading(value), JSON.stringify(value)).toBe('text');
      for (const piece of piecesOf(line)) expect(reading(piece), JSON.stringify(line)).not.toBe('formula');
    }),
    { numRuns: 2000 },
  );
});

it('a number is one', () => {
  expect([number(0), number(61), number(undefined)]).toEqual(['0', '61', '']);
});
