import { useVirtualizer } from '@tanstack/react-virtual';
import { AudioLines, Download, SearchX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLost } from '../../session/use-lost.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { type Choice, nothingChosen, pressChoice } from '../../ui/choice.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useRowKeys } from '../../ui/rows.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { RecordingRow } from './recording-row.tsx';
import { TransfersBar } from './transfers-bar.tsx';
import { useRecordingList } from './use-recording-list.ts';
import { useRecordings } from './use-recordings.ts';

const rowHeight = 53;
/** The most that one request may ask for. */
const mostAtOnce = 1000;

export function RecordingsScreen() {
  const { t } = useWords();
  const typed = useView((state) => state.recordingSearch);
  const scroller = useRef<HTMLDivElement>(null);
  useRowKeys(scroller);
  const { query, rows, fetchable, search } = useRecordingList();
  const [choice, setChoice] = useState<Choice>(nothingChosen);

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
      <div className="column">
        <TransfersBar />
        {fetchable.length > 0 && (
          <FetchBar
            fetchable={fetchable}
            chosen={fetchable.filter((id) => choice.chosen.has(id))}
            onDone={() => setChoice(nothingChosen)}
          />
        )}
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="column pb-6">
          {(query.isPending || (rows.length === 0 && hasNextPage)) && <SkeletonRows count={8} />}
          {query.isError && rows.length === 0 && (
            <EmptyState icon={SearchX} title={t('recordings.failed')}>
              <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>
            </EmptyState>
          )}
          {query.isSuccess && rows.length === 0 && !hasNextPage && <NoRecordings searched={search !== ''} />}
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
                      ref={list.measureElement}
                      data-index={item.index}
                      className="absolute inset-x-0 top-0 border-line border-b"
                      style={{ transform: `translateY(${item.start}px)` }}
                    >
                      <RecordingRow
                        row={row}
                        chosen={choice.chosen.has(row.call.id) && fetchable.includes(row.call.id)}
                        onChoose={(range) => setChoice(pressChoice(choice, row.call.id, fetchable, range))}
                      />
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

interface FetchBarProps {
  /** What is listed and not here. */
  fetchable: readonly number[];
  chosen: readonly number[];
  onDone(): void;
}

/** Fetches several at once. There as long as there is something to fetch, so that choosing moves no row. */
function FetchBar({ fetchable, chosen, onDone }: FetchBarProps) {
  const { t } = useWords();
  const { fetchMany } = useRecordings();
  const lost = useLost();
  const some = chosen.length > 0;
  const wanted = some ? chosen : fetchable.slice(0, mostAtOnce);
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 pb-2">
      <p role="status" className="min-w-0 flex-1 basis-60 px-1 text-dim">
        {some ? t('recordings.chosen', { count: chosen.length }) : t('recordings.notHere', { count: fetchable.length })}
      </p>
      {some && (
        <Button size="sm" variant="quiet" onClick={onDone}>
          {t('recordings.chooseNone')}
        </Button>
      )}
      <Button
        size="sm"
        variant={some ? 'primary' : 'plain'}
        icon={Download}
        unable={lost}
        onClick={() => {
          fetchMany(wanted);
          onDone();
        }}
      >
        {t(some ? 'recordings.fetchChosen' : 'recordings.fetchShown')}
      </Button>
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
