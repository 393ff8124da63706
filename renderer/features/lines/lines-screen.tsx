import { PhoneForwarded, SearchX } from 'lucide-react';
import { formatRoute, goTo } from '../../app/route.ts';
import { useWords } from '../../app/words.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { threeColumns, useMediaQuery } from '../../ui/media-query.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { LineEditor } from './line-editor.tsx';
import { LineList, lineSubtitle, lineTitle } from './line-list.tsx';
import { type AccountLines, useLines } from './use-lines.ts';

interface LinesScreenProps {
  accountId: string | undefined;
  number: string | undefined;
}

/** What the numbers of the accounts do with calls: the list, and the editor of one beside it or over it. */
export function LinesScreen({ accountId, number }: LinesScreenProps) {
  const { t } = useWords();
  const isWide = useMediaQuery(threeColumns);
  const accounts = useLines();
  const chosen =
    accountId !== undefined && number !== undefined ? { accountId, number } : firstOf(isWide ? accounts : []);
  const isAlone = !isWide && chosen !== undefined;

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
    <div className="grid h-full grid-cols-1 grid-rows-[minmax(0,1fr)] lg:grid-cols-[320px_minmax(0,1fr)]">
      {isAlone ? (
        <h1 className="sr-only">{t('lines.title')}</h1>
      ) : (
        <div className="min-h-0 overflow-y-auto border-line lg:border-r">
          <h1 className="flex h-14 items-center px-3 font-semibold text-xl tracking-tight md:px-7">
            {t('lines.title')}
          </h1>
          <LineList accounts={accounts} chosen={chosen} />
        </div>
      )}
      {chosen === undefined ? (
        isWide && <Nothing accounts={accounts} />
      ) : (
        <Chosen key={`${chosen.accountId}/${chosen.number}`} accounts={accounts} chosen={chosen} isAlone={isAlone} />
      )}
    </div>
  );
}

function firstOf(accounts: readonly AccountLines[]): { accountId: string; number: string } | undefined {
  const [first] = accounts.flatMap(({ account, query }) =>
    (query.data ?? []).map(({ number }) => ({ accountId: account.id, number })),
  );
  return first;
}

function Nothing({ accounts }: { accounts: readonly AccountLines[] }) {
  const isPending = accounts.some(({ query }) => query.isFetching && query.data === undefined);
  return isPending ? (
    <div className="flex max-w-[900px] flex-col gap-4 px-7 pt-14">
      <SkeletonRows count={3} />
      <SkeletonRows count={8} />
    </div>
  ) : (
    <div />
  );
}

interface ChosenProps {
  accounts: readonly AccountLines[];
  chosen: { accountId: string; number: string };
  isAlone: boolean;
}

function Chosen({ accounts, chosen, isAlone }: ChosenProps) {
  const { t, error } = useWords();
  const found = accounts.find(({ account }) => account.id === chosen.accountId);
  const line = found?.query.data?.find(({ number }) => number === chosen.number);
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
        onReload={() => void query.refetch()}
      />
    );
  }
  const isFailed = found?.query.isError === true;
  if (found?.query.isFetching) {
    return (
      <div className="flex max-w-[900px] flex-col gap-4 px-3 pt-14 md:px-7">
        <SkeletonRows count={3} />
        <SkeletonRows count={8} />
      </div>
    );
  }
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
