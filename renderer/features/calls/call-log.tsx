import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp, PhoneIncoming, SearchX } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { clearFilters } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/now.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { callsOf } from './call-pages.ts';
import { CallRow } from './call-row.tsx';
import { groupByDay, holdBack } from './log-items.ts';
import { useCallLog } from './use-call-log.ts';

const rowHeight = 45;
const dayHeight = 38;

interface CallLogProps {
  scroller: RefObject<HTMLDivElement | null>;
  chosen: number | undefined;
  reading: boolean;
}

/** All calls, by day, endless; only what is in sight is in the document. */
export function CallLog({ scroller, chosen, reading }: CallLogProps) {
  const { t, dayHeading } = useWords();
  const now = useNow();
  const accounts = useLive((state) => state.accounts);
  const { query, filtered } = useCallLog();
  const calls = useMemo(() => callsOf(query.data), [query.data]);
  const [list, setList] = useState<HTMLUListElement | null>(null);
  const { shown, held, release } = useHeldCalls(calls, reading);
  const items = useMemo(() => groupByDay(shown), [shown]);
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
  if (calls.length === 0) {
    return filtered ? (
      <EmptyState icon={SearchX} title={t('calls.empty.filteredTitle')} text={t('calls.empty.filteredText')}>
        <Button onClick={clearFilters}>{t('calls.empty.clear')}</Button>
      </EmptyState>
    ) : (
      <EmptyState icon={PhoneIncoming} title={t('calls.empty.title')} text={t('calls.empty.text')} />
    );
  }

  return (
    <section aria-label={t('calls.log')} className={classNames(query.isPlaceholderData && 'opacity-60')}>
      {held > 0 && (
        <div className="pointer-events-none sticky top-13 z-20 -mb-8 flex justify-center">
          <button
            type="button"
            onClick={() => {
              release();
              scroller.current?.scrollTo({ top: 0 });
            }}
            className="pointer-events-auto flex h-8 animate-rise items-center gap-1.5 rounded-full bg-accent-solid px-3.5 font-semibold text-on-accent shadow-float"
          >
            <ArrowUp aria-hidden size={14} strokeWidth={2.4} />
            {t('calls.newCalls', { count: held })}
          </button>
        </div>
      )}
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
                  account={
                    accounts.length > 1 ? accounts.find(({ id }) => id === item.call.accountId)?.label : undefined
                  }
                  chosen={item.call.id === chosen}
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

/** Newer calls wait above while the list is read. */
function useHeldCalls(
  calls: ReturnType<typeof callsOf>,
  reading: boolean,
): { shown: ReturnType<typeof callsOf>; held: number; release(): void } {
  // Taken when the reading begins, and let go with it or by the chip that counts what waits.
  const [heldAt, setHeldAt] = useState<number>();
  const newest = useRef<number>(undefined);
  newest.current = calls[0]?.id;
  useEffect(() => setHeldAt(reading ? newest.current : undefined), [reading]);
  return { ...holdBack(calls, heldAt), release: () => setHeldAt(calls[0]?.id) };
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
    watcher.observe(above);
    measure();
    return () => watcher.disconnect();
  }, [list, scroller]);
  return offset;
}
