import { PhoneForwarded, SearchX } from 'lucide-react';
import { useState } from 'react';
import { type Addressed, formatRoute, goTo } from '../../route/route.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { threeColumns, useMediaQuery } from '../../ui/media-query.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { LineEditor } from './line-editor.tsx';
import { LineList, lineSubtitle, lineTitle } from './line-list.tsx';
import { type AccountLines, useLines } from './use-lines.ts';

/** What the numbers of the accounts do with calls: the list, and the editor of one beside it or over it. */
export function LinesScreen({ accountId, number }: Addressed['lines']) {
  const { t } = useWords();
  const isWide = useMediaQuery(threeColumns);
  const accounts = useLines();
  const isPending = accounts.some(({ query }) => query.isPending && query.isFetching);
  // Where there is room for it one line is open, and stays so whatever arrives later.
  const [first, setFirst] = useState<CurrentLine>();
  const found = isPending ? undefined : firstOf(accounts);
  if (first === undefined && found !== undefined) setFirst(found);
  const current =
    accountId !== undefined && number !== undefined ? { accountId, number } : isWide ? (first ?? found) : undefined;
  const isAlone = !isWide && current !== undefined;
  const isSplit = isWide && (current !== undefined || isPending);

  if (accounts.length === 0) {
    return (
      <div className="h-full overflow-y-auto">
        <h1 className="column flex h-14 items-center font-semibold text-xl tracking-tight">{t('lines.title')}</h1>
        <EmptyState icon={PhoneForwarded} title={t('lines.none.title')} text={t('lines.none.text')}>
          <Button onClick={() => goTo({ screen: 'settings', section: 'accounts' })}>{t('lines.none.action')}</Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div
      className={classNames(
        'grid h-full grid-cols-1 grid-rows-[minmax(0,1fr)]',
        isSplit ? 'lg:grid-cols-[320px_minmax(0,1fr)]' : !isAlone && 'max-w-[620px]',
      )}
    >
      {isAlone ? (
        <h1 className="sr-only">{t('lines.title')}</h1>
      ) : (
        <div className={classNames('min-h-0 overflow-y-auto', isSplit && 'border-line lg:border-r')}>
          <h1 className="flex h-14 items-center px-3 font-semibold text-xl tracking-tight md:px-7">
            {t('lines.title')}
          </h1>
          <LineList accounts={accounts} current={current} />
        </div>
      )}
      {current === undefined ? (
        isSplit && <Pending />
      ) : (
        <CurrentLineEditor
          key={`${current.accountId}/${current.number}`}
          accounts={accounts}
          current={current}
          isAlone={isAlone}
        />
      )}
    </div>
  );
}

interface CurrentLine {
  accountId: string;
  number: string;
}

function firstOf(accounts: readonly AccountLines[]): CurrentLine | undefined {
  const [first] = accounts.flatMap(({ account, query }) =>
    (query.data ?? []).map(({ number }) => ({ accountId: account.id, number })),
  );
  return first;
}

function Pending() {
  return (
    <div className="flex max-w-[900px] flex-col gap-4 px-3 pt-14 md:px-7">
      <SkeletonRows count={3} />
      <SkeletonRows count={8} />
    </div>
  );
}

interface CurrentLineEditorProps {
  accounts: readonly AccountLines[];
  current: CurrentLine;
  isAlone: boolean;
}

function CurrentLineEditor({ accounts, current, isAlone }: CurrentLineEditorProps) {
  const { t, error } = useWords();
  const found = accounts.find(({ account }) => account.id === current.accountId);
  const line = found?.query.data?.find(({ number }) => number === current.number);
  if (found !== undefined && line !== undefined) {
    const { account, query } = found;
    return (
      <LineEditor
        accountId={account.id}
        line={line}
        title={lineTitle(account, line)}
        subtitle={lineSubtitle(account, line)}
        isAlone={isAlone}
        isReading={query.isFetching}
        onReload={() =>
          void query.refetch().then((read) => {
            if (read.isError) showToast({ tone: 'miss', text: error(read.error) });
          })
        }
      />
    );
  }
  const isFailed = found?.query.isError === true;
  if (found?.query.isFetching) return <Pending />;
  return (
    <EmptyState
      icon={SearchX}
      title={t(isFailed ? 'lines.failed' : found?.query.fetchStatus === 'paused' ? 'lines.offlineTitle' : 'lines.gone')}
      text={isFailed ? error(found.query.error) : undefined}
    >
      {isFailed && <Button onClick={() => void found.query.refetch()}>{t('app.retry')}</Button>}
      <a
        href={formatRoute({ screen: 'lines' })}
        className="inline-flex h-8 items-center rounded-lg border border-line bg-surface px-3 font-medium hover:bg-hover"
      >
        {t('lines.back')}
      </a>
    </EmptyState>
  );
}
