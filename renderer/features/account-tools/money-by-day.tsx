import type { Account } from '../../../shared/contract/account.ts';
import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';
import { writeAmount } from '../../../shared/domain/money.ts';
import { createPart } from '../../parts/part.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { useWords } from '../../words/words.ts';
import { DayTable } from './day-table.tsx';
import { spendingByDay } from './money-days.ts';
import { useSubject } from './subject.tsx';
import { useCallsByDay } from './use-calls-by-day.ts';

const DayPlot = createPart(async () => (await import('./day-plot.tsx')).DayPlot);

interface MoneyByDayProps {
  account: Account;
  /** The beginnings of the days, and the end of the last. */
  edges: readonly number[];
  operations: readonly MoneyOperation[];
}

/** How many calls there were on each day and what went out on it, drawn and as a table. */
export function MoneyByDay({ account, edges, operations }: MoneyByDayProps) {
  const { t, error, count, money, dayMonth, weekdayDate } = useWords();
  const subject = useSubject();
  // What is another client's is not in the log.
  const isListed = subject?.isChild !== false;
  const calls = useCallsByDay(account, edges, subject);
  const { spendings, left } = spendingByDay(operations, edges);
  const days = edges.slice(0, -1);
  const now = coreNow();
  const said = (day: number | undefined, text: string) =>
    day === undefined ? text : `${weekdayDate(days[day] ?? now, now)}: ${text}`;
  const shared = { days, formatValue: count, formatDay: dayMonth };
  const callCells = (day: number) => {
    const { calls: all, missed } = calls.days?.[day] ?? {};
    return [all, missed].map((one) => (one === undefined ? t('tools.plot.unread') : count(one)));
  };

  function sayCalls(day?: number): string {
    const known = (day === undefined ? (calls.days ?? []) : [calls.days?.[day]]).filter((one) => one !== undefined);
    if (known.length === 0) return said(day, t('tools.plot.unread'));
    const sum = (values: number[]) => count(values.reduce((total, one) => total + one, 0));
    const all = sum(known.map((one) => one.calls));
    return said(day, t('tools.plot.callsSaid', { all, missed: sum(known.map(({ missed }) => missed)) }));
  }

  return (
    <div className="@container">
      <div className="grid @2xl:grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-3">
        <div className="flex flex-col gap-4">
          {calls.days !== undefined && (
            <DayPlot
              {...shared}
              title={t('tools.plot.calls')}
              parts={[
                {
                  name: t('tools.plot.missed'),
                  fill: 'fill-miss-solid',
                  values: calls.days.map((one) => one?.missed),
                },
                {
                  name: t('tools.plot.others'),
                  fill: 'fill-dim',
                  values: calls.days.map((one) => one && one.calls - one.missed),
                },
              ]}
              counted
              say={sayCalls}
            />
          )}
          {spendings.map(({ currency, days: spent, total }) => (
            <DayPlot
              {...shared}
              key={currency}
              title={t('tools.plot.spent', { currency })}
              parts={[{ name: '', fill: 'fill-accent-solid', values: spent.map((micros) => micros / 1_000_000) }]}
              counted={false}
              say={(day) => {
                const micros = day === undefined ? total : (spent[day] ?? 0);
                return said(day, money(writeAmount(micros), currency));
              }}
            />
          ))}
        </div>
        <DayTable
          columns={[
            ...(isListed ? [t('tools.plot.calls'), t('tools.plot.missedCalls')] : []),
            ...spendings.map(({ currency }) => t('tools.plot.spent', { currency })),
          ]}
          days={days}
          cellsOf={(day) => [
            ...(isListed ? callCells(day) : []),
            ...spendings.map(({ currency, days: spent }) => money(writeAmount(spent[day] ?? 0), currency)),
          ]}
        />
      </div>
      {calls.error !== null && <p className="mt-2 text-miss">{error(calls.error)}</p>}
      {subject?.isChild && <p className="mt-2 text-dim text-sm">{t('tools.plot.callsOfChild')}</p>}
      {!isListed && <p className="mt-2 text-dim text-sm">{t('tools.plot.callsOfClient')}</p>}
      {left > 0 && <p className="mt-2 text-dim text-sm">{t('tools.plot.noDay', { count: left })}</p>}
    </div>
  );
}
