import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportKind } from '../../../shared/contract/account-tools/reports.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { type PeriodName, periodOf, periods } from './money-period.ts';
import { ReceivedTable } from './received-table.tsx';
import { ReportPlot } from './report-plot.tsx';
import { SubjectNote, useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';

const kinds: readonly ReportKind[] = ['directions', 'children'];

/** Sums of calls and costs as the provider reckons them, drawn and as a table. Asked for by a press: it may take its time. */
export function ReportsSection({ account }: ToolSectionProps) {
  const accountId = account.id;
  const { api } = useSession();
  const { t, error } = useWords();
  const [kind, setKind] = useState<ReportKind>();
  const of = useSubject()?.id;
  const [period, setPeriod] = useState<PeriodName>('month');
  const [openedAt] = useState(() => coreNow());
  const input = { accountId, of, kind: kind ?? 'directions', ...periodOf(period, openedAt) };
  const report = useQuery(api.accountTools.reports.read.queryOptions({ input, enabled: kind !== undefined }));
  return (
    <Panel title={t('tools.reports.title')} text={t('tools.reports.text')}>
      <SubjectNote />
      <div className="flex flex-col gap-3 py-3">
        <div className="flex flex-wrap items-center gap-2">
          {kinds.map((one) => (
            <Button key={one} size="sm" aria-pressed={kind === one} onClick={() => setKind(one)}>
              {t(`tools.reports.kinds.${one}`)}
            </Button>
          ))}
          <Segmented<PeriodName>
            label={t('tools.money.period')}
            value={period}
            options={periods.map((value) => ({ value, label: t(`tools.money.periods.${value}`) }))}
            onChange={setPeriod}
          />
        </div>
        {report.isError && (
          <div role="alert" className="flex flex-wrap items-center justify-between gap-2 text-miss">
            {error(report.error)}
            <Button size="sm" onClick={() => void report.refetch()}>
              {t('app.retry')}
            </Button>
          </div>
        )}
        {report.isLoading && <SkeletonRows count={3} inPanel />}
        {report.data && <ReportPlot key={input.kind} table={report.data} />}
        {report.data && <ReceivedTable label={t(`tools.reports.kinds.${input.kind}`)} table={report.data} />}
      </div>
    </Panel>
  );
}
