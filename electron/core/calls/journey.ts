import type { JourneyStep } from '../../../shared/contract/call.ts';
import type { StoredRow } from './stored-row.ts';

/** What a page is told of at most. */
const mostSteps = 80;

/**
 * The way of one call from all its rows: those of its legs follow one another, and one that tells the same again, or all so far
 * and more, stands for the other.
 */
export function journeyOf(rows: readonly StoredRow[]): JourneyStep[] | undefined {
  const told = rows
    .filter(({ steps = [] }) => steps.length > 0)
    .toSorted((a, b) => a.startedAt - b.startedAt || a.key.localeCompare(b.key, 'en', { numeric: true }))
    .map(({ steps = [] }) => steps);
  const parts = told.filter(
    (steps, index) =>
      !told.some(
        (other, at) => at !== index && isBeginningOf(steps, other) && (other.length > steps.length || at < index),
      ),
  );
  const journey = parts.flatMap((steps, index) => (index === 0 ? steps : steps.filter(({ kind }) => !heads.has(kind))));
  if (journey.length === 0) return undefined;
  if (journey.length <= mostSteps) return [...journey];
  return [...journey.slice(0, mostSteps), { kind: 'more', value: String(journey.length - mostSteps) }];
}

/** Every leg repeats them. */
const heads: ReadonlySet<string> = new Set(['from', 'to']);

function isBeginningOf(steps: readonly JourneyStep[], other: readonly JourneyStep[]): boolean {
  return steps.every(({ kind, value }, index) => other[index]?.kind === kind && other[index]?.value === value);
}
