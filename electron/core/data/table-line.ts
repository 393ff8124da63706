/**
 * Lines of a table that spreadsheets open by themselves (RFC 4180, with the separator that a spreadsheet of the language
 * expects), and its cells. Names and notes come from outside, and a spreadsheet takes what it reads for more than text: a
 * formula is carried out, a zero in front is dropped, a long number becomes a power of ten, two numbers a date. What would
 * be more than text gets a mark in front that nobody sees, and so shows what was written.
 */

/** Left-to-right mark: takes no room, and what stands behind it is text to every spreadsheet. */
export const textMark = '\u200e';

/** Where the comma stands in numbers, tables are separated by another sign. */
const separators = { ru: ';', en: ',' };

export function tableLine(cells: readonly string[], locale: keyof typeof separators): string {
  return `${cells.map(quote).join(separators[locale])}\r\n`;
}

function quote(cell: string): string {
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A cell to be reckoned with. */
export function number(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** The same with a fraction: with a point, a spreadsheet that expects a comma would make a date of it. */
export function decimal(written: string, locale: keyof typeof separators): string {
  return locale === 'ru' ? written.replace('.', ',') : written;
}

/** A cell that shows what is written in it. */
export function text(value: string | undefined): string {
  if (value === undefined || writtenNumber.test(value)) return value ?? '';
  const harmless = value.replace(formulas, `$1${textMark}`);
  return harmless.startsWith(textMark) || isText(harmless) ? harmless : textMark + harmless;
}

/** Telephone numbers as this program writes them: blanks and dashes together are neither sums nor dates. */
const writtenNumber = /^\+\d+ [\d ]*\d-[\d-]*\d$/;

/**
 * Where a formula would begin: at the beginning, and behind whatever a reader that knows only its own separator takes for one.
 * The signs are also in use in their wide forms.
 */
const formulas = /((?:^|[,;\t\r\n])["'\s]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** Whether it can be read as nothing but text: with digits it needs a word that stands in no number, sum of money or date. */
function isText(value: string): boolean {
  if (!/\p{Nd}/u.test(value)) return !/^\s*(true|false|истина|ложь)\s*$/i.test(value);
  return (value.match(/\p{L}+/gu) ?? []).some((word) => !wordsOfNumbers.test(word));
}

const wordsOfNumbers =
  /^(e$|am$|pm$|[гр]$|руб|usd|eur|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)/i;
