import { useQuery } from '@tanstack/react-query';
import { AlarmClock, Undo2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { MissedGroup, Resolution, ResolvedGroup } from '../../../shared/contract/call.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { useHeld } from '../../ui/held-rows.ts';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import { CallButton } from '../callbacks/call-button.tsx';
import { OffListRow } from './off-list-row.tsx';
import { undoable } from './undoable.ts';
import type { useWorklistActions } from './use-worklist.ts';

const resolutionWords = {
  'called-back': 'calledBack',
  'caller-got-through': 'gotThrough',
  'by-hand': 'byHand',
} as const satisfies Record<Resolution, string>;

const shownResolved = 20;

interface SnoozedAndResolvedProps {
  /** Nothing in sight may move: what is new waits. */
  held: boolean;
  currentId: number | undefined;
  actions: ReturnType<typeof useWorklistActions>;
}

/** Who is off the list and why, on demand: put off until later, or settled. Each can be put back. */
export function SnoozedAndResolved({ held, currentId, actions }: SnoozedAndResolvedProps) {
  const { api } = useSession();
  const { t } = useWords();
  const [open, setOpen] = useState<'snoozed' | 'resolved'>();
  const id = useId();
  const all = useQuery(api.missed.list.queryOptions({ input: { snoozed: true } }));
  const waiting = useQuery(api.missed.list.queryOptions({ input: { snoozed: false } }));
  const resolved = useQuery(api.missed.resolved.queryOptions({ input: { limit: shownResolved } }));
  const listed = new Set(waiting.data?.map((group) => group.key));
  const aside = waiting.data ? (all.data?.filter((group) => !listed.has(group.key)) ?? []) : [];
  const { snoozed, settled } = useHeld({ snoozed: aside, settled: resolved.data ?? [] }, held && resolved.isSuccess);
  if (snoozed.length + settled.length === 0) return null;

  const toggle = (kind: 'snoozed' | 'resolved', label: string): ReactNode => (
    <Button
      size="sm"
      variant="quiet"
      aria-expanded={open === kind}
      aria-controls={open === kind ? id : undefined}
      onClick={() => setOpen(open === kind ? undefined : kind)}
    >
      {label}
    </Button>
  );

  return (
    <div className="mt-1">
      <div className="flex gap-1">
        {snoozed.length > 0 && toggle('snoozed', t('missed.snoozedCount', { count: snoozed.length }))}
        {settled.length > 0 && toggle('resolved', t('missed.resolvedLately'))}
      </div>
      {open === 'snoozed' && snoozed.length > 0 && (
        <List id={id} label={t('missed.snoozedList')}>
          {snoozed.map((group) => (
            <Snoozed key={group.key} group={group} isCurrent={group.lastCallId === currentId} actions={actions} />
          ))}
        </List>
      )}
      {open === 'resolved' && settled.length > 0 && (
        <List id={id} label={t('missed.resolvedLately')}>
          {undoable(settled).map(({ group, canUndo }) => (
            <Resolved
              key={`${group.key} ${group.resolvedAt}`}
              group={group}
              isCurrent={group.lastCallId === currentId}
              onUndo={canUndo ? () => actions.restore(group) : undefined}
            />
          ))}
        </List>
      )}
    </div>
  );
}

function List({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <ul id={id} aria-label={label} className="mt-1 overflow-hidden rounded-xl border border-line bg-surface">
      {children}
    </ul>
  );
}

interface SnoozedProps {
  group: MissedGroup;
  isCurrent: boolean;
  actions: SnoozedAndResolvedProps['actions'];
}

function Snoozed({ group, isCurrent, actions }: SnoozedProps) {
  const { t, who, when } = useWords();
  const now = useNow();
  const lost = useLost();
  const why = t('missed.until', { when: when(group.snoozedUntil ?? now, now) });
  return (
    <OffListRow group={group} why={why} isCurrent={isCurrent}>
      <Button
        size="sm"
        icon={AlarmClock}
        unable={lost}
        aria-label={`${t('missed.wake')}: ${who(group.remote)}`}
        onClick={() => actions.wake(group)}
      >
        {t('missed.wake')}
      </Button>
      <CallButton remote={group.remote} accountId={group.accountId} label="callBack" size="sm" compact />
    </OffListRow>
  );
}

interface ResolvedProps {
  group: ResolvedGroup;
  isCurrent: boolean;
  onUndo: (() => void) | undefined;
}

function Resolved({ group, isCurrent, onUndo }: ResolvedProps) {
  const { t, who, when } = useWords();
  const now = useNow();
  const lost = useLost();
  const why = t(`missed.resolutions.${resolutionWords[group.resolution]}`, { when: when(group.resolvedAt, now) });
  return (
    <OffListRow group={group} why={why} isCurrent={isCurrent}>
      {onUndo && (
        <Button
          size="sm"
          icon={Undo2}
          unable={lost}
          aria-label={`${t('missed.restore')}: ${who(group.remote)}`}
          onClick={onUndo}
        >
          {t('missed.restore')}
        </Button>
      )}
    </OffListRow>
  );
}
