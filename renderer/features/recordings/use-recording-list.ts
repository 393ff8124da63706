import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { useSettled } from '../../ui/settled.ts';
import { isFetchable } from './recording-words.ts';

const pageSize = 50;

/** The recordings as searched for, newest first, and the ids of those that are listed and not here. */
export function useRecordingList() {
  const { api } = useSession();
  const search = useSettled(useView((state) => state.recordingSearch).trim());
  const told = useLive((state) => state.recordings);
  const query = useInfiniteQuery(
    api.recordings.list.infiniteOptions({
      input: (before: number | undefined) => ({ search: search || undefined, before, limit: pageSize }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);

  // The answer of a list is newer than what was told before it: when many change at once, core tells to read lists anew.
  useEffect(() => {
    useLive.setState(({ recordings }) => {
      const known = rows.filter(({ call }) => call.id in recordings);
      if (known.length === 0) return {};
      return { recordings: { ...recordings, ...Object.fromEntries(known.map((row) => [row.call.id, row.recording])) } };
    });
  }, [rows]);

  const fetchable = useMemo(
    () => rows.flatMap(({ call, recording }) => (isFetchable((told[call.id] ?? recording).state) ? [call.id] : [])),
    [rows, told],
  );
  return { query, rows, fetchable, search };
}
