import type { ReactNode } from 'react';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import { goTo } from '../../route/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';

interface OffListRowProps {
  group: MissedGroup;
  /** Why it is not on the list. */
  why: string;
  isCurrent: boolean;
  /** What puts it back. */
  children: ReactNode;
}

/** A caller who is not on the list at the moment. */
export function OffListRow({ group, why, isCurrent, children }: OffListRowProps) {
  const { t, who, number } = useWords();
  const { remote } = group;
  const tries = t('missed.tries', { count: group.tries });
  const facts = [why, remote.name && number(remote), tries, group.line].filter(Boolean).join(' · ');
  return (
    <li
      className={classNames(
        'relative grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-line border-t py-1 pr-2 pl-3.5 first:border-t-0',
        isCurrent ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row
        aria-label={`${who(remote)}, ${facts}`}
        aria-current={isCurrent || undefined}
        onClick={() => goTo({ screen: 'calls', callId: group.lastCallId })}
        className="absolute inset-0 scroll-my-16 focus-visible:-outline-offset-2"
      />
      <div aria-hidden className="pointer-events-none min-w-0">
        <p className="truncate font-medium">{who(remote)}</p>
        <p className="truncate text-dim text-sm">{facts}</p>
      </div>
      <div className="relative flex items-center gap-1">{children}</div>
    </li>
  );
}
