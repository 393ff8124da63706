import { Fragment } from 'react';
import { markHits } from './search-hits.ts';

/** A text with what a search found in it. */
export function Marked({ text, search }: { text: string; search: string | undefined }) {
  if (search === undefined) return text;
  let at = 0;
  return markHits(text, search).map((part) => {
    const key = at;
    at += part.text.length;
    return part.hit ? (
      <mark key={key} className="rounded-xs bg-accent-bg font-semibold text-accent">
        {part.text}
      </mark>
    ) : (
      <Fragment key={key}>{part.text}</Fragment>
    );
  });
}
