import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Asides } from './asides.tsx';
import { keepOrder } from './calm-order.ts';
import { useWorklistActions } from './use-worklist.ts';
import { WorklistRow } from './worklist-row.tsx';

const shownAtFirst = 6;

interface WorklistProps {
  chosen: number | undefined;
  /** Rows keep their places while somebody may be about to press one. */
  reading: boolean;
}

/** Whom to call back: the list that wants to be emptied. */
export function Worklist({ chosen, reading }: WorklistProps) {
  const { api } = useSession();
  const { t } = useWords();
  const list = useQuery(api.missed.list.queryOptions({ input: { snoozed: false } }));
  const accounts = useLive((state) => state.accounts);
  const actions = useWorklistActions();
  const [all, setAll] = useState(false);
  const shown = useRef<readonly string[]>([]);

  const groups = reading ? keepOrder(list.data ?? [], shown.current) : (list.data ?? []);
  shown.current = groups.map((group) => group.key);
  const visible = all ? groups : groups.slice(0, shownAtFirst);
  const hidden = groups.length - visible.length;

  return (
    <section aria-labelledby="worklist-title" className="pb-5">
      <h2 id="worklist-title" className="mb-2 flex items-baseline gap-2 px-1 font-semibold text-lg">
        {t('missed.title')}
        {groups.length > 0 && <span className="font-semibold text-miss">{groups.length}</span>}
      </h2>
      {list.isPending && <SkeletonRows count={2} />}
      {list.isError && (
        <p className="flex items-center gap-3 px-1 text-dim">
          {t('missed.failed')}
          <Button size="sm" onClick={() => void list.refetch()}>
            {t('app.retry')}
          </Button>
        </p>
      )}
      {list.isSuccess && groups.length === 0 && (
        <p className="flex h-11 items-center gap-2.5 rounded-xl border border-line border-dashed px-3.5 text-dim">
          <CircleCheck aria-hidden size={16} className="text-faint" />
          {t('missed.empty')}
        </p>
      )}
      {visible.length > 0 && (
        <div className="overflow-hidden rounded-xl border border-line bg-surface">
          <ul>
            {visible.map((group) => (
              <WorklistRow
                key={group.key}
                group={group}
                account={accounts.length > 1 ? accounts.find(({ id }) => id === group.accountId)?.label : undefined}
                chosen={group.lastCallId === chosen}
                onDone={() => actions.resolve(group)}
                onSnooze={(until) => actions.snooze(group, until)}
              />
            ))}
          </ul>
          {(hidden > 0 || all) && (
            <button
              type="button"
              onClick={() => setAll(!all)}
              className="h-9 w-full border-line border-t text-dim hover:bg-hover hover:text-text focus-visible:-outline-offset-2"
            >
              {all ? t('missed.showLess') : t('missed.showAll', { count: hidden })}
            </button>
          )}
        </div>
      )}
      <Asides chosen={chosen} actions={actions} />
    </section>
  );
}
