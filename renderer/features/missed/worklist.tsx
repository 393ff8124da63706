import { useQuery } from '@tanstack/react-query';
import { Check, CircleCheck, Clock, CloudOff, Hourglass, X } from 'lucide-react';
import { useState } from 'react';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import { createPart } from '../../parts/part.tsx';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { useHeldRows } from '../../ui/held-rows.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { emptySelection, pressRow, type RowSelection } from '../../ui/row-selection.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { useHistoryState } from '../accounts/use-history-state.ts';
import { SnoozedAndResolved } from './snoozed-and-resolved.tsx';
import { useLaterItems } from './use-later-items.ts';
import { canWait } from './use-waiting.ts';
import { useWorklistActions } from './use-worklist.ts';
import { WorklistRow } from './worklist-row.tsx';

const SnoozeDialog = createPart(
  async () => (await import('./snooze-dialog.tsx')).SnoozeDialog,
  ({ open }) => open,
);

const shownAtFirst = 6;

const noGroups: readonly MissedGroup[] = [];

function keyOf({ key }: MissedGroup): string {
  return key;
}

interface WorklistProps {
  currentId: number | undefined;
  /** Rows keep their places while somebody may be about to press one. */
  reading: boolean;
}

/** Whom to call back: the list that wants to be emptied. */
export function Worklist({ currentId, reading }: WorklistProps) {
  const { api } = useSession();
  const { t } = useWords();
  const list = useQuery(api.missed.list.queryOptions({ input: { snoozed: false } }));
  const actions = useWorklistActions();
  const lost = useLost();
  const [all, setAll] = useState(false);
  const groups = list.data ?? noGroups;
  const waiting = groups.filter(({ remote }) => canWait(remote)).length;
  const rows = useHeldRows(groups, reading, {
    keyOf,
    grows: false,
    of: list.isSuccess && !actions.isReturning ? 'worklist' : undefined,
  });
  const visible = all ? rows.shown : rows.shown.slice(0, shownAtFirst);
  const hidden = rows.shown.length - visible.length;
  const [selection, setSelection] = useState<RowSelection<string>>(emptySelection);
  const [ownTimeFor, setOwnTimeFor] = useState<readonly MissedGroup[]>();
  const there = visible.flatMap(({ row, gone }) => (gone ? [] : [row]));
  const selected = there.filter(({ key }) => selection.selected.has(key));
  const selectNone = () => setSelection(emptySelection);

  /** The one, and where it is selected all that are. */
  const withSelected = (group: MissedGroup) => (selected.includes(group) ? selected : [group]);
  const takeOff = (taken: readonly MissedGroup[], act: (taken: readonly MissedGroup[]) => void) => {
    if (lost !== undefined) return showToast({ tone: 'miss', text: t('app.lost.short') });
    rows.drop(taken.map(keyOf));
    selectNone();
    act(taken);
  };
  const resolve = (taken: readonly MissedGroup[]) => takeOff(taken, actions.resolve);
  const snooze = (taken: readonly MissedGroup[], until: number) =>
    takeOff(taken, (groups) => actions.snooze(groups, until));

  return (
    <section aria-labelledby="worklist-title" className="pb-5">
      <div className="relative mb-2">
        <h2 id="worklist-title" className="flex items-baseline gap-2 px-1 font-semibold text-lg">
          {t('missed.title')}
          {waiting > 0 && <span className="font-semibold text-miss">{waiting}</span>}
        </h2>
        {selected.length > 0 ? (
          <SelectionBar
            count={selected.length}
            onDone={() => resolve(selected)}
            onSnooze={(until) => snooze(selected, until)}
            onOwnTime={() => setOwnTimeFor(selected)}
            onNone={selectNone}
          />
        ) : (
          rows.waiting > 0 && (
            <button
              type="button"
              onClick={rows.release}
              className="absolute -top-0.5 right-1 h-6 rounded-full bg-accent-solid px-2.5 font-semibold text-on-accent text-sm"
            >
              {t('calls.newCalls', { count: rows.waiting })}
            </button>
          )
        )}
      </div>
      {list.isPending && <SkeletonRows count={2} />}
      {list.isError && (
        <p className="flex items-center gap-3 px-1 text-dim">
          {t('missed.failed')}
          <Button size="sm" onClick={() => void list.refetch()}>
            {t('app.retry')}
          </Button>
        </p>
      )}
      {list.isSuccess && rows.shown.length === 0 && <Nobody />}
      {visible.length > 0 && (
        <div className="overflow-hidden rounded-xl border border-line bg-surface">
          <ul>
            {visible.map(({ row: group, gone }) => (
              <WorklistRow
                key={group.key}
                group={group}
                gone={gone}
                isCurrent={group.lastCallId === currentId}
                isSelected={selection.selected.has(group.key)}
                isSelecting={selected.length > 0}
                onSelect={(range) => setSelection(pressRow(selection, group.key, there.map(keyOf), range))}
                onSelectNone={selectNone}
                onDone={() => resolve(withSelected(group))}
                onSnooze={(until) => snooze(withSelected(group), until)}
                onOwnTime={() => setOwnTimeFor(withSelected(group))}
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
      <SnoozeDialog
        open={ownTimeFor !== undefined}
        onClose={() => setOwnTimeFor(undefined)}
        onSnooze={(until) => {
          snooze(ownTimeFor ?? [], until);
          setOwnTimeFor(undefined);
        }}
      />
      <SnoozedAndResolved held={reading && !actions.isBusy} currentId={currentId} actions={actions} />
    </section>
  );
}

/** That nobody waits is only said when that is known. */
function Nobody() {
  const { t, percent } = useWords();
  const history = useHistoryState();
  const Icon = { whole: CircleCheck, reading: Hourglass, unheard: CloudOff }[history.kind];
  return (
    <p className="flex min-h-11 items-center gap-2.5 rounded-xl border border-line border-dashed px-3.5 py-2 text-dim">
      <Icon aria-hidden size={16} className="shrink-0 text-faint" />
      {history.kind === 'reading' && history.share !== undefined
        ? t('missed.readingShare', { share: percent(history.share) })
        : t(`missed.nobody.${history.kind}`)}
    </p>
  );
}

interface SelectionBarProps {
  count: number;
  onDone(): void;
  onSnooze(until: number): void;
  onOwnTime(): void;
  onNone(): void;
}

/** What can be done with all that are selected; in the line of the title, where it moves no row. */
function SelectionBar({ count, onDone, onSnooze, onOwnTime, onNone }: SelectionBarProps) {
  const { t } = useWords();
  const lost = useLost();
  const later = useLaterItems(onSnooze, onOwnTime);
  const [isLaterOpen, setLaterOpen] = useState(false);
  return (
    <div className="absolute -top-1 right-0 flex items-center gap-1">
      <p role="status" className="mr-1 text-dim">
        {t('missed.selected', { count })}
      </p>
      <Menu
        items={later}
        open={isLaterOpen && lost === undefined}
        onOpenChange={(open) => setLaterOpen(open && lost === undefined)}
      >
        <IconButton size="sm" icon={Clock} label={t('missed.snooze')} keys="S" unable={lost} />
      </Menu>
      <IconButton size="sm" icon={Check} label={t('missed.done')} keys="E" unable={lost} onClick={onDone} />
      <IconButton size="sm" icon={X} label={t('missed.selectNone')} keys="Esc" onClick={onNone} />
    </div>
  );
}
