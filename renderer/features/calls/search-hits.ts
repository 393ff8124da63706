import { foldText } from '../../../shared/domain/fold-text.ts';
import { inOtherLayout } from '../../../shared/domain/keyboard-layout.ts';
import { searchDigits } from '../../../shared/domain/search-digits.ts';

export interface TextPart {
  text: string;
  hit: boolean;
}

type Range = readonly [from: number, to: number];

/** A text in pieces, those that a search found among them: as core looks for them, by its words and by digits in any form. */
export function markHits(text: string, search: string): TextPart[] {
  const folded = foldText(text);
  // A letter that is two when it is small would put all that follows elsewhere.
  if (folded.length !== text.length) return [{ text, hit: false }];
  const whole = searchDigits(search);
  const words = whole === undefined ? search.split(/\s+/).filter(Boolean) : [whole];
  const found = words.flatMap((word) => {
    const digits = searchDigits(word);
    if (digits !== undefined) return digitRanges(text, digits);
    const ranges = rangesOf(folded, foldText(word));
    const other = ranges.length === 0 ? inOtherLayout(word) : undefined;
    return other === undefined ? ranges : rangesOf(folded, foldText(other));
  });
  return cut(text, found);
}

function rangesOf(text: string, word: string): Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) ranges.push([at, at + word.length]);
  return ranges;
}

/** Where the digits stand in a row, whatever is written between them. */
function digitRanges(text: string, digits: string): Range[] {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  return rangesOf(text.replace(/\D/g, ''), digits).map(([from, to]) => [places[from] ?? 0, (places[to - 1] ?? 0) + 1]);
}

function cut(text: string, ranges: readonly Range[]): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const [from, to] of joined(ranges)) {
    if (from > at) parts.push({ text: text.slice(at, from), hit: false });
    parts.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  return at < text.length ? [...parts, { text: text.slice(at), hit: false }] : parts;
}

/** In their order, those that touch as one. */
function joined(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const [from, to] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = all.at(-1);
    if (last !== undefined && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)];
    else all.push([from, to]);
  }
  return all;
}
