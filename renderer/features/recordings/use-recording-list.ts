import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordingFilter, RecordingRow } from '../../../shared/contract/recording.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { isNarrowed, useListFilter } from '../filtered-list/list-filter.ts';
import { pagesOf } from '../filtered-list/list-pages.ts';

const pageSize = 50;

/** What the view asks of the recordings; the same object until that changes. */
function useRecordingFilter(): RecordingFilter {
  const {
    recordingSearch: search,
    recordingDirection: direction,
    recordingPeriod,
    recordingSource: source,
  } = useView();
  const filter = useListFilter({ source, period: recordingPeriod, search });
  return useMemo(() => ({ direction, ...filter }), [direction, filter]);
}

/** The recordings as filtered by the view, newest first. */
export function useRecordingList() {
  const { api } = useSession();
  const filter = useRecordingFilter();
  const options = api.recordings.list.infiniteOptions(pagesOf(filter, pageSize));
  const query = useInfiniteQuery({
    ...options,
    async queryFn(context) {
      const page = await options.queryFn(context);
      noteAnswer(page.rows);
      return page;
    },
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);

  return { query, rows, filter, filtered: isNarrowed(filter) };
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
