import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { CloudOff, Hourglass, PhoneIncoming, SearchX } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { Call, CallFilter } from '../../../shared/contract/call.ts';
import { callsOf } from '../../session/call-pages.ts';
import { useSession } from '../../session/session.tsx';
import { clearFilters } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useHeldRows } from '../../ui/held-rows.ts';
import { useNow } from '../../ui/now.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { WaitingRows } from '../../ui/waiting-rows.tsx';
import { useWords } from '../../words/words.ts';
import { useHistoryState } from '../accounts/use-history-state.ts';
import { groupByDay } from '../filtered-list/by-day.ts';
import { useWaiting } from '../missed/use-waiting.ts';
import { CallRow } from './call-row.tsx';
import { useCallLog } from './use-call-log.ts';

const rowHeight = 45;
const dayHeight = 38;

interface CallLogProps {
  scroller: RefObject<HTMLDivElement | null>;
  currentId: number | undefined;
  reading: boolean;
}

/** All calls, by day, endless; only what is in sight is in the document. */
export function CallLog({ scroller, currentId, reading }: CallLogProps) {
  const { t, dayHeading } = useWords();
  const now = useNow();
  const isWaiting = useWaiting();
  const { query, filter, filtered } = useCallLog();
  const calls = useMemo(() => callsOf(query.data), [query.data]);
  const [list, setList] = useState<HTMLUListElement | null>(null);
  const isOfFilter = query.isSuccess && !query.isPlaceholderData;
  // Newer calls wait above while the list is read.
  const {
    shown,
    waiting: held,
    release,
  } = useHeldRows(calls, reading, { keyOf: idOf, grows: true, of: isOfFilter ? filter : undefined });
  const items = useMemo(() => groupByDay(shown.map(({ row }) => row)), [shown]);
  const margin = useOffsetTop(list, scroller);

  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? dayHeight : rowHeight),
    getItemKey: (index) => items[index]?.key ?? index,
    scrollMargin: margin,
    overscan: 8,
  });
  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastVisible >= items.length - 30) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastVisible, items.length]);

  if (query.isPending) return <SkeletonRows count={8} />;
  if (query.isError && calls.length === 0) {
    return (
      <EmptyState icon={SearchX} title={t('calls.failed')}>
        <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    );
  }
  // A page may be empty while more of the past is looked through.
  if (shown.length === 0 && hasNextPage) return <SkeletonRows count={8} />;
  if (shown.length === 0) {
    return filtered ? (
      <EmptyState icon={SearchX} title={t('calls.empty.filteredTitle')} text={t('calls.empty.filteredText')}>
        <Button onClick={clearFilters}>{t('calls.empty.clear')}</Button>
      </EmptyState>
    ) : (
      <NoCalls />
    );
  }

  return (
    <section aria-label={t('calls.log')} className={classNames(query.isPlaceholderData && 'opacity-60')}>
      <h2 className="sr-only">{t('calls.log')}</h2>
      {held > 0 && (
        <WaitingRows
          label={t('calls.newCalls', { count: held })}
          onShow={() => {
            release();
            scroller.current?.scrollTo({ top: 0 });
          }}
        />
      )}
      {filter.search !== undefined && <HowMany filter={filter} />}
      <ul ref={setList} className="relative" style={{ height: rows.getTotalSize() }}>
        {visible.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const place = { height: row.size, transform: `translateY(${row.start - margin}px)` };
          return (
            <li
              key={row.key}
              style={place}
              className={classNames(
                'absolute inset-x-0 top-0',
                item.kind === 'call' && 'overflow-hidden border-line border-x border-b bg-surface',
                item.kind === 'call' && item.first && 'rounded-t-xl border-t',
                item.kind === 'call' && item.last && 'rounded-b-xl',
              )}
            >
              {item.kind === 'day' ? (
                <h3 className="flex h-full items-end px-1 pb-1.5 font-medium text-dim">{dayHeading(item.at, now)}</h3>
              ) : (
                <CallRow
                  call={item.call}
                  waits={isWaiting(item.call)}
                  isCurrent={item.call.id === currentId}
                  search={filter.search}
                />
              )}
            </li>
          );
        })}
      </ul>
      <p className="py-5 text-center text-faint text-sm">
        {hasNextPage ? t('app.loading') : calls.length > 20 ? t('calls.end') : ''}
      </p>
    </section>
  );
}

/** That there are no calls is only said when that is known. */
function NoCalls() {
  const { t, percent } = useWords();
  const history = useHistoryState();
  if (history.kind === 'whole')
    return <EmptyState icon={PhoneIncoming} title={t('calls.empty.title')} text={t('calls.empty.text')} />;
  if (history.kind === 'unheard')
    return <EmptyState icon={CloudOff} title={t('calls.empty.unheardTitle')} text={t('calls.empty.unheardText')} />;
  const { share } = history;
  return (
    <EmptyState
      icon={Hourglass}
      title={t('calls.empty.readingTitle')}
      text={
        share === undefined ? t('calls.empty.readingText') : t('calls.empty.readingShare', { share: percent(share) })
      }
    />
  );
}

/** How many calls a search finds, all of them and not only those that were scrolled to. */
function HowMany({ filter }: { filter: CallFilter }) {
  const { api } = useSession();
  const { t } = useWords();
  const found = useQuery(api.calls.count.queryOptions({ input: { filter }, placeholderData: keepPreviousData }));
  return (
    <p role="status" className="h-6 px-1 text-dim">
      {found.data && t('calls.found', { count: found.data.count })}
    </p>
  );
}

function idOf({ id }: Call): number {
  return id;
}

/**
 * How far below the top of the scrolled content the list begins, px; changes when what is above it does. Measuring makes
 * the browser lay the page out on the spot, so that it is not done at every frame of a scroll.
 */
function useOffsetTop(list: HTMLElement | null, scroller: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const parent = scroller.current;
    const above = parent?.firstElementChild;
    if (!list || !parent || !above) return;
    const measure = () =>
      setOffset(list.getBoundingClientRect().top - parent.getBoundingClientRect().top + parent.scrollTop);
    const watcher = new ResizeObserver(measure);
    watcher.observe(above, { box: 'border-box' });
    measure();
    return () => watcher.disconnect();
  }, [list, scroller]);
  return offset;
}
