import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordingFilter, RecordingRow } from '../../../shared/contract/recording.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow, useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { useSettled } from '../../ui/settled.ts';
import { periodBounds } from '../calls/use-call-log.ts';

const pageSize = 50;

/** What the view asks of the recordings; the same object until that changes. */
function useRecordingFilter(): RecordingFilter {
  const {
    recordingSearch,
    recordingDirection: direction,
    recordingPeriod: period,
    recordingSource: source,
  } = useView();
  const search = useSettled(recordingSearch.trim());
  return useMemo(
    () => ({
      direction,
      accountId: source?.accountId,
      line: source?.line,
      search: search || undefined,
      ...periodBounds(period, coreNow()),
    }),
    [direction, source, search, period],
  );
}

/** The recordings as filtered by the view, newest first. While a new filter is being read, the former ones stay. */
export function useRecordingList() {
  const { api } = useSession();
  const filter = useRecordingFilter();
  const options = api.recordings.list.infiniteOptions({
    input: (before: number | undefined) => ({ filter, before, limit: pageSize }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const query = useInfiniteQuery({
    ...options,
    async queryFn(context) {
      const page = await options.queryFn(context);
      noteAnswer(page.rows);
      return page;
    },
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);

  return { query, rows, filter, filtered: Object.values(filter).some((value) => value !== undefined) };
}

/**
 * The answer of a list is newer than what was told before it: when many change at once, core tells to read lists anew. Noted as
 * it comes, and not when it is drawn: by then more may have been told.
 */
function noteAnswer(rows: readonly RecordingRow[]): void {
  useLive.setState(({ recordings }) => {
    const known = rows.filter(({ call }) => call.id in recordings);
    if (known.length === 0) return {};
    return { recordings: { ...recordings, ...Object.fromEntries(known.map((row) => [row.call.id, row.recording])) } };
  });
}
