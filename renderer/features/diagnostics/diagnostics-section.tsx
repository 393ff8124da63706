import { CircleCheck, CircleX, Stethoscope, TriangleAlert } from 'lucide-react';
import { linkTitle } from '../../../shared/words/diagnostics.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/words.ts';
import { LinkRow } from './link-row.tsx';
import { LogPanel } from './log-panel.tsx';
import { ReportPanel } from './report-panel.tsx';
import { countStatus, groupPlaces, type RunState, samePlace } from './run-state.ts';
import { useRun } from './use-run.ts';

/** "Will I miss a call?": each link of the chain as it is tested. */
export function DiagnosticsSection() {
  const { t, error } = useWords();
  const { run, problem, start, stop } = useRun();
  const isRunning = run.phase === 'running';
  return (
    <>
      <section className="mb-5">
        <h2 className="mb-1.5 px-1 font-semibold text-lg">{t('diagnostics.title')}</h2>
        <p className="mb-3 max-w-[620px] px-1 text-dim">{t('diagnostics.text')}</p>
        <div className="flex flex-wrap items-center gap-2.5">
          {isRunning ? (
            <Button onClick={stop}>{t('diagnostics.stop')}</Button>
          ) : (
            <Button variant="primary" icon={Stethoscope} onClick={start}>
              {t(run.phase === 'idle' ? 'diagnostics.run' : 'diagnostics.again')}
            </Button>
          )}
          <div role="status" className="min-w-0">
            {run.phase === 'done' && <Summary run={run} />}
            {run.phase === 'broken' && (
              <p className="text-miss">{t('diagnostics.broken', { problem: error(problem) })}</p>
            )}
          </div>
        </div>
        {isRunning && (
          <div className="mt-3">
            <ProgressBar
              label={t('diagnostics.progress')}
              share={run.places.length === 0 ? undefined : run.results.length / run.places.length}
            />
          </div>
        )}
      </section>
      <Links run={run} onChanged={start} />
      <ReportPanel results={run.results} />
      <LogPanel />
    </>
  );
}

function Summary({ run }: { run: RunState }) {
  const { t } = useWords();
  const failures = countStatus(run, 'failed');
  const warnings = countStatus(run, 'warning');
  const [Icon, tone, text] =
    failures > 0
      ? ([CircleX, 'text-miss', t('diagnostics.failures', { count: failures })] as const)
      : warnings > 0
        ? ([TriangleAlert, 'text-accent', t('diagnostics.warnings', { count: warnings })] as const)
        : ([CircleCheck, 'text-go', t('diagnostics.good')] as const);
  return (
    <p className="flex items-center gap-1.5 font-medium">
      <Icon aria-hidden size={18} className={tone} />
      {text}
    </p>
  );
}

function Links({ run, onChanged }: { run: RunState; onChanged(): void }) {
  const { t, locale } = useWords();
  const accounts = useLive((state) => state.accounts);
  const resultOf = (place: RunState['places'][number]) => run.results.find((result) => samePlace(result, place));
  return groupPlaces(run.places).map(({ accountId, places }) => {
    const absent = places.filter((place) => resultOf(place)?.finding === 'not-here');
    const shown = places.filter((place) => !absent.includes(place));
    const title =
      accountId === undefined ? t('diagnostics.machine') : accounts.find(({ id }) => id === accountId)?.label;
    return (
      <section key={accountId ?? ''} className="mb-5">
        <h3 className="mb-1.5 px-1 font-semibold">{title}</h3>
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface px-4">
          {shown.map((place) => (
            <LinkRow
              key={place.link}
              link={place.link}
              result={resultOf(place)}
              testing={run.testing !== undefined && samePlace(run.testing, place)}
              onChanged={onChanged}
            />
          ))}
        </ul>
        {absent.length > 0 && (
          <p className="mt-1.5 px-1 text-dim text-sm">
            {t('diagnostics.notHere', { links: absent.map(({ link }) => linkTitle(link, locale)).join(', ') })}
          </p>
        )}
      </section>
    );
  });
}
