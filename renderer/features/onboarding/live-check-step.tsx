import { useQuery } from '@tanstack/react-query';
import type { LinkResult } from '../../../shared/contract/diagnostics.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { LinkRow } from '../diagnostics/link-row.tsx';
import { StepFrame } from './step-frame.tsx';

/** The way that calls come in by was only just chosen: an event of a test goes along it while the user looks on. */
export function LiveCheckStep({ accountId }: { accountId: string }) {
  const { client } = useSession();
  const { t, error } = useWords();
  const check = useQuery({
    queryKey: ['live-check', accountId],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    async queryFn({ signal }): Promise<LinkResult | null> {
      for await (const step of await client.diagnostics.run(undefined, { signal })) {
        if (step.kind !== 'result') continue;
        const { result } = step;
        if (result.link === 'test-event' && result.accountId === accountId) return result;
      }
      return null;
    },
  });
  const isBad = check.isError || (check.data && check.data.status !== 'ok');
  return (
    <StepFrame at={3} of={3} title={t('onboarding.first.title')} text={t('onboarding.live.text')}>
      <div className="flex flex-col gap-5">
        <ul className="rounded-xl border border-line px-4" aria-live="polite">
          <LinkRow
            link="test-event"
            result={check.data ?? undefined}
            testing={check.isFetching}
            onChanged={() => void check.refetch()}
          />
        </ul>
        {isBad && !check.isFetching && (
          <p className="text-dim">
            {check.isError && `${error(check.error)} `}
            {t('onboarding.live.listsGoOn')}
          </p>
        )}
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" size="lg" autoFocus onClick={() => goTo({ screen: 'calls' })}>
            {t('onboarding.first.toCalls')}
          </Button>
          {isBad && (
            <Button size="lg" busy={check.isFetching} onClick={() => void check.refetch()}>
              {t('onboarding.live.again')}
            </Button>
          )}
        </div>
      </div>
    </StepFrame>
  );
}
