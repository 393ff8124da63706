import { foldText } from '../../../shared/domain/fold-text.ts';
import { inOtherLayout } from '../../../shared/domain/keyboard-layout.ts';

/** Whether every word of a search begins a word of the text, as typed or as the other layout would have written it. */
export function fitsSearch(text: string, search: string): boolean {
  const words = foldText(text).split(/[^\p{L}\p{N}]+/u);
  const begins = (typed: string) => words.some((word) => word.startsWith(foldText(typed)));
  return search
    .split(/\s+/)
    .filter(Boolean)
    .every((typed) => begins(typed) || begins(inOtherLayout(typed) ?? typed));
}
