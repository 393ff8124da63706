import { useMutation } from '@tanstack/react-query';
import { type Account, type HistoryDepth, historyDepth } from '../../../shared/contract/account.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.ts';

/** How far back calls are known, and how far the user wants them: where the provider itself sets no limit. */
export function HistoryDepthChoice({ account }: { account: Account }) {
  const { client } = useSession();
  const { t, day, error } = useWords();
  const now = useNow();
  const { depth, knownSince, end, canReadOn } = account.history;
  const read = useMutation({
    mutationFn: (wanted: HistoryDepth) => client.accounts.readHistory({ id: account.id, depth: wanted }),
  });
  if (depth === undefined) return null;
  const facts = [
    knownSince !== undefined && t('accounts.import.known', { date: day(knownSince, now) }),
    end !== undefined && t(`accounts.import.ends.${end}`),
  ].filter(Boolean);
  return (
    <div className="py-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{t('accounts.import.depth')}</p>
        <Segmented
          label={t('accounts.import.depth')}
          value={read.isPending ? read.variables : depth}
          onChange={(wanted) => read.mutate(wanted)}
          options={historyDepth.options.map((value) => ({ value, label: t(`accounts.import.depths.${value}`) }))}
        />
      </div>
      {(facts.length > 0 || canReadOn) && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 flex-1 basis-56 text-dim">{facts.join(' ')}</p>
          {canReadOn && (
            <Button size="sm" busy={read.isPending} onClick={() => read.mutate(depth)}>
              {t('accounts.import.readOn')}
            </Button>
          )}
        </div>
      )}
      {read.isError && (
        <p role="alert" className="mt-2 text-miss">
          {error(read.error)}
        </p>
      )}
    </div>
  );
}
