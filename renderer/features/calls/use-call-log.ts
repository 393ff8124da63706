import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallFilter } from '../../../shared/contract/call.ts';
import { dayStart } from '../../format/day.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { type Period, useView } from '../../stores/view-store.ts';
import { useSettled } from '../../ui/settled.ts';

const pageSize = 100;

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

/** What the view asks of the log; the same object until that changes. */
export function useCallFilter(): CallFilter {
  const { kind, source, period, search } = useView();
  const text = useSettled(search.trim());
  return useMemo(
    () => ({
      kind,
      accountId: source?.accountId,
      line: source?.line,
      search: text || undefined,
      ...periodBounds(period, coreNow()),
    }),
    [kind, source, period, text],
  );
}

/** The log as filtered by the view. While a new filter is being read, the former calls stay. */
export function useCallLog() {
  const { api } = useSession();
  const filter = useCallFilter();
  const query = useInfiniteQuery(
    api.calls.list.infiniteOptions({
      input: (before: number | undefined) => ({ filter, before, limit: pageSize }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  return { query, filter, filtered: isFiltered(filter) };
}

export function isFiltered({ kind, ...rest }: CallFilter): boolean {
  return kind !== 'all' || Object.values(rest).some((value) => value !== undefined);
}
