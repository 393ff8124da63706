import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { AudioLines, SearchX } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useRowKeys } from '../../ui/rows.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { useSettled } from '../../ui/settled.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { RecordingRow } from './recording-row.tsx';

const pageSize = 50;
const rowHeight = 53;

export function RecordingsScreen() {
  const { api } = useSession();
  const { t } = useWords();
  const typed = useView((state) => state.recordingSearch);
  const search = useSettled(typed.trim());
  const scroller = useRef<HTMLDivElement>(null);
  useRowKeys(scroller);

  const query = useInfiniteQuery(
    api.recordings.list.infiniteOptions({
      input: (before: number | undefined) => ({ search: search || undefined, before, limit: pageSize }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.call.id ?? index,
    overscan: 12,
  });
  const visible = list.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastVisible >= rows.length - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastVisible, rows.length]);

  return (
    <div className="flex h-full flex-col">
      <header className="column flex items-center gap-2.5 py-3">
        <h1 className="mr-auto font-semibold text-xl tracking-tight max-sm:sr-only">{t('recordings.title')}</h1>
        <SearchBox
          label={t('recordings.search')}
          value={typed}
          onChange={(value) => useView.setState({ recordingSearch: value })}
        />
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="column pb-6">
          {query.isPending && <SkeletonRows count={8} />}
          {query.isError && rows.length === 0 && (
            <EmptyState icon={SearchX} title={t('recordings.failed')}>
              <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>
            </EmptyState>
          )}
          {query.isSuccess && rows.length === 0 && <NoRecordings searched={search !== ''} />}
          {rows.length > 0 && (
            <ul
              aria-label={t('recordings.list')}
              className="relative box-content overflow-hidden rounded-xl border border-line bg-surface"
              style={{ height: list.getTotalSize() }}
            >
              {visible.map((item) => {
                const row = rows[item.index];
                return (
                  row && (
                    <li
                      key={item.key}
                      className="absolute inset-x-0 top-0 border-line border-b"
                      style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                    >
                      <RecordingRow row={row} />
                    </li>
                  )
                );
              })}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}

function NoRecordings({ searched }: { searched: boolean }) {
  const { t } = useWords();
  return searched ? (
    <EmptyState icon={SearchX} title={t('recordings.empty.filteredTitle')} text={t('recordings.empty.filteredText')}>
      <Button onClick={() => useView.setState({ recordingSearch: '' })}>{t('recordings.empty.clear')}</Button>
    </EmptyState>
  ) : (
    <EmptyState icon={AudioLines} title={t('recordings.empty.title')} text={t('recordings.empty.text')} />
  );
}
