import type { DatabaseSync } from 'node:sqlite';
import { foldText } from '../../../shared/domain/fold-text.ts';
import { inOtherLayout } from '../../../shared/domain/keyboard-layout.ts';
import { searchDigits } from '../../../shared/domain/search-digits.ts';
import type { OwnLine } from './own-lines.ts';
import { formatLine } from './read-call.ts';

/** What calls a word of a search is found in. */
export interface SearchTerm {
  text: string;
  /** Callers that it is found in; undefined where they are too many to name. */
  callers: number[] | undefined;
  lines: number[];
  /** Calls in whose notes it is found, newest first. */
  noted: number[];
  /** The rest of the noted calls is older than this one, and not named here. */
  notedDownTo: number | undefined;
}

/** So many are named one by one; where there are more, calls are looked through instead. */
const mostNamed = 2000;
/** So many callers are looked through for a text that is too short for the index of trigrams. */
const mostLookedThrough = 20_000;
const shortestIndexed = 3;

/**
 * The words of a search, which may come in any order; a text that is a number in any form is one word, its digits. A word
 * that is found nowhere is looked for as the other keyboard layout would have written it.
 * `before`: only calls with smaller ids matter.
 */
export function searchTerms(
  sql: DatabaseSync,
  search: string,
  lines: readonly OwnLine[],
  before: number,
): SearchTerm[] {
  const digits = searchDigits(search);
  const words = digits === undefined ? search.split(/\s+/).filter(Boolean) : [digits];
  const termOf = (text: string): SearchTerm => ({
    text,
    callers: callersWith(sql, text),
    lines: lines.filter((line) => textOf(line).includes(text)).map(({ id }) => id),
    ...notesWith(sql, text, before),
  });
  return words
    .map((word) => termOf(foldText(searchDigits(word) ?? word)))
    .map((term) => {
      const other = isAnywhere(sql, term) ? undefined : inOtherLayout(term.text);
      return other === undefined ? term : termOf(foldText(other));
    });
}

/** Words that are found in callers alone leave those in which all of them are: they are looked up as one. */
export function joinTerms(terms: readonly SearchTerm[]): SearchTerm[] {
  const isOfCallers = (term: SearchTerm) => term.callers !== undefined && isEmpty(term.lines) && isEmpty(term.noted);
  const [first, ...others] = terms.filter(isOfCallers);
  if (first === undefined || others.length === 0) return [...terms];
  const sets = others.map(({ callers }) => new Set(callers));
  const callers = first.callers?.filter((caller) => sets.every((set) => set.has(caller)));
  return [{ ...first, callers }, ...terms.filter((term) => !isOfCallers(term))];
}

function isEmpty(list: readonly number[]): boolean {
  return list.length === 0;
}

/** Whatever page is asked for: otherwise one page would be of the word and the next of its twin. */
function isAnywhere(sql: DatabaseSync, { text, callers, lines, noted }: SearchTerm): boolean {
  if (callers === undefined || callers.length + lines.length + noted.length > 0) return true;
  return notesWith(sql, text, Number.MAX_SAFE_INTEGER).noted.length > 0;
}

function textOf({ number, label }: OwnLine): string {
  return foldText([number, formatLine(number), label ?? ''].join('\n'));
}

function callersWith(sql: DatabaseSync, text: string): number[] | undefined {
  const isIndexed = [...text].length >= shortestIndexed;
  if (!isIndexed && newestCaller(sql) > mostLookedThrough) return undefined;
  const rows = isIndexed
    ? sql
        .prepare('SELECT rowid AS id FROM caller_search WHERE caller_search MATCH ? LIMIT ?')
        .all(phrase(text), mostNamed + 1)
    : sql.prepare('SELECT id FROM callers WHERE instr(text, ?) LIMIT ?').all(text, mostNamed + 1);
  return rows.length > mostNamed ? undefined : rows.map((row) => Number(row.id));
}

function newestCaller(sql: DatabaseSync): number {
  return Number(sql.prepare('SELECT max(id) AS id FROM callers').get()?.id ?? 0);
}

function notesWith(sql: DatabaseSync, text: string, before: number): Pick<SearchTerm, 'noted' | 'notedDownTo'> {
  const rows =
    [...text].length >= shortestIndexed
      ? sql
          .prepare(
            'SELECT rowid AS id FROM note_search WHERE note_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
          )
          .all(phrase(text), before, mostNamed)
      : sql
          .prepare('SELECT id FROM call_notes WHERE id < ? AND instr(text, ?) ORDER BY id DESC LIMIT ?')
          .all(before, text, mostNamed);
  const noted = rows.map((row) => Number(row.id));
  return { noted, notedDownTo: noted.length < mostNamed ? undefined : noted.at(-1) };
}

/** A text as one FTS5 string: nothing in it is an operator. */
function phrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
