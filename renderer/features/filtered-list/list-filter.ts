import { useMemo } from 'react';
import type { CallFilter } from '../../../shared/contract/call.ts';
import { dayStart } from '../../format/day.ts';
import { coreNow } from '../../stores/live-store.ts';
import type { Source } from '../../stores/sources.ts';
import type { Period } from '../../stores/view-store.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

/** What lists of calls and of recordings are filtered by alike, as the contract takes it. */
type ListFilter = Pick<CallFilter, 'accountId' | 'line' | 'search' | 'from' | 'to'>;

interface ListChoice {
  source: Source | undefined;
  period: Period;
  /** As typed. */
  search: string;
}

/** The bounds of a period in epoch ms; `from` inclusive, `to` exclusive. */
export function periodBounds(period: Period, now: number): Pick<CallFilter, 'from' | 'to'> {
  switch (period) {
    case 'any':
      return {};
    case 'today':
      return { from: dayStart(now) };
    case 'yesterday':
      return { from: dayStart(now, 1), to: dayStart(now) };
    case 'week':
      return { from: dayStart(now, 6) };
    case 'month':
      return { from: dayStart(now, 29) };
  }
}

/** The same object until what is chosen changes: the bounds of a period are those of the moment when it was chosen. */
export function useListFilter({ source, period, search }: ListChoice): ListFilter {
  const text = useDebounced(search.trim());
  return useMemo(
    () => ({
      accountId: source?.accountId,
      line: source?.line,
      search: text || undefined,
      ...periodBounds(period, coreNow()),
    }),
    [source, period, text],
  );
}

/** Whether it leaves anything out. */
export function isNarrowed(filter: object): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
