import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallFilter } from '../../../shared/contract/call.ts';
import { useSession } from '../../session/session.tsx';
import { useView } from '../../stores/view-store.ts';
import { isNarrowed, useListFilter } from '../filtered-list/list-filter.ts';
import { pagesOf } from '../filtered-list/list-pages.ts';

const pageSize = 100;

/** What the view asks of the log; the same object until that changes. */
export function useCallFilter(): CallFilter {
  const { kind, source, period, search } = useView();
  const filter = useListFilter({ source, period, search });
  return useMemo(() => ({ kind, ...filter }), [kind, filter]);
}

/** The log as filtered by the view. */
export function useCallLog() {
  const { api } = useSession();
  const filter = useCallFilter();
  const query = useInfiniteQuery(api.calls.list.infiniteOptions(pagesOf(filter, pageSize)));
  return { query, filter, filtered: isFiltered(filter) };
}

export function isFiltered({ kind, ...rest }: CallFilter): boolean {
  return kind !== 'all' || isNarrowed(rest);
}
