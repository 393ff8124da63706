import { useMutation, useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';
import { kindOf, type MoneyKind, writeAmount } from '../../../shared/domain/money.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { exportName, saveFile } from '../../ui/save-file.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { MoneyByDay } from './money-by-day.tsx';
import { edgesOf, type PeriodName, periodOf, periods, totalsOf } from './money-period.ts';
import { useSubject } from './subject.tsx';

const kinds = ['all', 'in', 'out'] as const;
/** Shown at once; more by asking, so that a long month does not slow the page. */
const shownAtOnce = 100;

/** Movements of money in a period, by kind, with their totals, and as a table. */
export function MoneyOperations({ account }: { account: Account }) {
  const of = useSubject()?.id;
  const { api, client } = useSession();
  const { t, error, locale, money } = useWords();
  const [name, setName] = useState<PeriodName>('week');
  const [openedAt] = useState(() => coreNow());
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const [shown, setShown] = useState(shownAtOnce);
  const input = { accountId: account.id, of, ...periodOf(name, openedAt) };
  const reading = useQuery(api.accountTools.money.operations.queryOptions({ input }));
  const save = useMutation({
    mutationFn: () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      return client.accountTools.money.exportOperations({
        ...input,
        locale,
        timeZone,
        ...(kind === 'all' ? {} : { kind: kind satisfies MoneyKind }),
      });
    },
    onSuccess({ text }) {
      const file = exportName(t('tools.money.fileName'), coreNow(), 'csv');
      saveFile(file, [text], 'text/csv;charset=utf-8');
      showToast({ text: t('tools.money.saved', { name: file }) });
    },
  });
  const all = reading.data?.operations ?? [];
  const wanted = all.filter(({ amount }) => kind === 'all' || kindOf(amount) === kind);
  const totals = totalsOf(wanted);
  return (
    <div className="flex flex-col gap-3 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented<PeriodName>
          label={t('tools.money.period')}
          value={name}
          options={periods.map((value) => ({ value, label: t(`tools.money.periods.${value}`) }))}
          onChange={setName}
        />
        <Segmented<(typeof kinds)[number]>
          label={t('tools.money.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`tools.money.kinds.${value}`) }))}
          onChange={setKind}
        />
        <Button
          size="sm"
          variant="quiet"
          icon={FileDown}
          disabled={wanted.length === 0}
          busy={save.isPending}
          className="sm:ml-auto"
          onClick={() => save.mutate()}
        >
          {t('tools.money.save')}
        </Button>
      </div>
      {(reading.error ?? save.error) && (
        <div role="alert" className="flex flex-wrap items-center justify-between gap-2 text-miss">
          {error(reading.error ?? save.error)}
          <Button size="sm" onClick={() => void reading.refetch()}>
            {t('app.retry')}
          </Button>
        </div>
      )}
      {reading.isPending && <SkeletonRows count={3} inPanel />}
      {reading.data && (
        <>
          <p role="status">
            {totals.map(({ currency, came, went }) => (
              <span key={currency} className="mr-4 tabular-nums">
                {t('tools.money.totals', {
                  came: money(writeAmount(came), currency),
                  went: money(writeAmount(went), currency),
                })}
              </span>
            ))}
            {wanted.length === 0 && <span className="text-dim">{t('tools.money.none')}</span>}
            {reading.data.isCut && <span className="text-accent">{t('tools.money.cut')}</span>}
          </p>
          {name !== 'today' && <MoneyByDay account={account} edges={edgesOf(name, openedAt)} operations={all} />}
          <ul className="divide-y divide-line">
            {wanted.slice(0, shown).map((operation, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of the provider have no id that is known
              <OperationRow key={index} operation={operation} />
            ))}
          </ul>
          {wanted.length > shown && (
            <Button size="sm" variant="quiet" unable={null} onClick={() => setShown(shown + shownAtOnce * 5)}>
              {t('tools.money.more', { count: wanted.length - shown })}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function OperationRow({ operation: { at, amount, currency, description, columns } }: { operation: MoneyOperation }) {
  const { t, whenShort, money } = useWords();
  const now = useNow();
  const asReceived = columns.map(({ name, value }) => `${name}: ${value}`).join(', ');
  const isUnread = at === undefined || amount === undefined;
  return (
    <li className="flex items-baseline gap-3 py-1.5" title={asReceived}>
      <span className="w-16 shrink-0 text-dim text-sm sm:w-24">{at === undefined ? '' : whenShort(at, now)}</span>
      <span className="min-w-0 flex-1 break-words">{isUnread ? asReceived : description}</span>
      <span className={`shrink-0 tabular-nums ${kindOf(amount) === 'in' ? 'text-go' : ''}`}>
        {amount === undefined ? t('tools.money.noAmount') : money(writeAmount(amount), currency)}
      </span>
    </li>
  );
}
