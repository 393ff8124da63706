import { useVirtualizer } from '@tanstack/react-virtual';
import { AudioLines, SearchX } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RecordingRow as Row } from '../../../shared/contract/recording.ts';
import { useLive } from '../../stores/live-store.ts';
import { usePlayer } from '../../stores/player-store.ts';
import { clearRecordingFilters, useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useHeldRows } from '../../ui/held-rows.ts';
import { useNow } from '../../ui/now.ts';
import { emptySelection, pressRow, type RowSelection } from '../../ui/row-selection.ts';
import { useRowKeys } from '../../ui/rows.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useReading } from '../../ui/use-reading.ts';
import { WaitingRows } from '../../ui/waiting-rows.tsx';
import { useWords } from '../../words/words.ts';
import { groupByDay } from '../filtered-list/by-day.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { RecordingFilters } from './recording-filters.tsx';
import { RecordingRow } from './recording-row.tsx';
import { isSelectable } from './recording-words.ts';
import { SelectionBar } from './selection-bar.tsx';
import { TransfersBar } from './transfers-bar.tsx';
import { useRecordingList } from './use-recording-list.ts';

const rowHeight = 53;
const dayHeight = 38;

export function RecordingsScreen() {
  const { t, dayHeading } = useWords();
  const now = useNow();
  const typed = useView((state) => state.recordingSearch);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useRowKeys(scroller);
  const { query, rows, filter, filtered } = useRecordingList();
  const told = useLive((state) => state.recordings);
  const [selection, setSelection] = useState<RowSelection>(emptySelection);
  const [discarding, setDiscarding] = useState<Row>();

  // Whoever reads the list, or listens to one of it, finds it where it was: what is new waits above.
  const { reading } = useReading(scroller, content);
  const listening = usePlayer(({ playing }) => playing);
  const isOfFilter = query.isSuccess && !query.isPlaceholderData;
  const { shown, waiting, release } = useHeldRows(rows, reading || listening, {
    keyOf: idOf,
    grows: true,
    of: isOfFilter ? filter : undefined,
  });
  const current = useMemo(
    () => shown.map(({ row }) => ({ ...row, recording: told[row.call.id] ?? row.recording })),
    [shown, told],
  );
  const byId = useMemo(() => new Map(current.map((row) => [row.call.id, row])), [current]);
  const items = useMemo(() => groupByDay(shown.map(({ row }) => row.call)), [shown]);
  const selectable = current.filter(({ recording }) => isSelectable(recording)).map(({ call }) => call.id);

  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? dayHeight : rowHeight),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
  });
  const visible = list.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastVisible >= items.length - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastVisible, items.length]);

  return (
    // Where the window leaves the list no room, as at 200 %, what stands above it scrolls away.
    <div className="flex h-full flex-col overflow-y-auto">
      <header className="column flex items-center gap-2.5 py-3">
        <h1 className="mr-auto font-semibold text-xl tracking-tight max-sm:sr-only">{t('recordings.title')}</h1>
        <SearchBox
          label={t('recordings.search')}
          value={typed}
          onChange={(value) => useView.setState({ recordingSearch: value })}
        />
      </header>
      <div className="column">
        <RecordingFilters />
        <TransfersBar />
        <SelectionBar rows={current} selected={selection.selected} onDone={() => setSelection(emptySelection)} />
      </div>
      <div ref={scroller} className="min-h-44 flex-1 overflow-y-auto">
        <div ref={content} className="column pb-6">
          {(query.isPending || (rows.length === 0 && hasNextPage)) && <SkeletonRows count={8} />}
          {query.isError && rows.length === 0 && (
            <EmptyState icon={SearchX} title={t('recordings.failed')}>
              <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>
            </EmptyState>
          )}
          {query.isSuccess && rows.length === 0 && !hasNextPage && <NoRecordings filtered={filtered} />}
          {waiting > 0 && (
            <WaitingRows
              label={t('calls.newCalls', { count: waiting })}
              onShow={() => {
                release();
                scroller.current?.scrollTo({ top: 0 });
              }}
            />
          )}
          {shown.length > 0 && (
            <ul
              aria-label={t('recordings.list')}
              className={classNames('relative box-content', query.isPlaceholderData && 'opacity-60')}
              style={{ height: list.getTotalSize() }}
            >
              {visible.map(({ key, index, start }) => {
                const item = items[index];
                if (item === undefined) return null;
                const row = item.kind === 'call' ? byId.get(item.call.id) : undefined;
                return (
                  <li
                    key={key}
                    ref={list.measureElement}
                    data-index={index}
                    className={classNames(
                      'absolute inset-x-0 top-0',
                      item.kind === 'call' && 'overflow-hidden border-line border-x border-b bg-surface',
                      item.kind === 'call' && item.first && 'rounded-t-xl border-t',
                      item.kind === 'call' && item.last && 'rounded-b-xl',
                    )}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    {item.kind === 'day' && (
                      <h2 className="flex h-[38px] items-end px-1 pb-1.5 font-medium text-dim">
                        {dayHeading(item.at, now)}
                      </h2>
                    )}
                    {row && (
                      <RecordingRow
                        row={row}
                        isSelected={selection.selected.has(row.call.id) && isSelectable(row.recording)}
                        onSelect={(range) => setSelection(pressRow(selection, row.call.id, selectable, range))}
                        onDiscard={() => setDiscarding(row)}
                      />
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </div>
      </div>
      <DiscardDialog row={discarding} onClose={() => setDiscarding(undefined)} />
    </div>
  );
}

function idOf({ call }: Row): number {
  return call.id;
}

function NoRecordings({ filtered }: { filtered: boolean }) {
  const { t } = useWords();
  return filtered ? (
    <EmptyState icon={SearchX} title={t('recordings.empty.filteredTitle')} text={t('recordings.empty.filteredText')}>
      <Button onClick={clearRecordingFilters}>{t('recordings.empty.clear')}</Button>
    </EmptyState>
  ) : (
    <EmptyState icon={AudioLines} title={t('recordings.empty.title')} text={t('recordings.empty.text')} />
  );
}
