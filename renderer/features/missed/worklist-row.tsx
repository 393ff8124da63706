import { Check, Clock, EllipsisVertical, PhoneMissed } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import { daysAgo } from '../../format/day.ts';
import { goTo } from '../../route/route.ts';
import { useLost } from '../../session/use-lost.ts';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { roomForActions, useMediaQuery } from '../../ui/media-query.ts';
import { Menu } from '../../ui/menu.tsx';
import { useNow } from '../../ui/now.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { useAccountName } from '../accounts/use-account-name.ts';
import { CallButton } from '../callbacks/call-button.tsx';
import { useCallPress } from '../callbacks/use-call-press.ts';
import { useLaterItems } from './use-later-items.ts';
import { canWait } from './use-waiting.ts';

interface WorklistRowProps {
  group: MissedGroup;
  /** It waits no more, and only keeps its place. */
  gone: boolean;
  isCurrent: boolean;
  /** Among those that the next thing is done with; `isSelecting` where any is. */
  isSelected: boolean;
  isSelecting: boolean;
  onSelect(range: boolean): void;
  onSelectNone(): void;
  /** These take it off the list, with all that are selected if it is one of them. */
  onDone(): void;
  onSnooze(until: number): void;
  onOwnTime(): void;
}

/** A caller to call back. What can be done with the row is on keys and out of the Tab order: the list is one stop. */
export function WorklistRow({ group, gone, isCurrent, isSelected, isSelecting, ...on }: WorklistRowProps) {
  const { t, who, number, waiting, whenShort, clock, spoken } = useWords();
  const now = useNow();
  const account = useAccountName(group.accountId);
  const lost = useLost();
  const isRoomy = useMediaQuery(roomForActions);
  const callPress = useCallPress(group.remote, group.accountId);
  const row = useRef<HTMLButtonElement>(null);
  const [isLaterOpen, setLaterOpen] = useState(false);
  /** Where the focus goes when the menu has closed. */
  const next = useRef<HTMLElement>(undefined);
  const { remote } = group;
  const name = who(remote);
  const waits = canWait(remote);
  const tries = group.tries > 1 ? t('missed.tries', { count: group.tries }) : undefined;
  const { triedAt } = group;
  const tried =
    triedAt !== undefined &&
    (daysAgo(triedAt, now) === 0
      ? t('missed.triedToday', { time: clock(triedAt) })
      : t('missed.tried', { when: spoken(triedAt, now) }));
  const facts = [
    tried,
    remote.name && number(remote),
    waits ? t('missed.waits', { time: waiting(group.firstAt, now) }) : t('missed.hidden'),
    group.line,
    account !== group.line && account,
    group.note && `«${group.note}»`,
  ];

  const sayLost = () => showToast({ tone: 'miss', text: t('app.lost.short') });
  const finish = (act: () => void) => {
    if (lost !== undefined) return sayLost();
    next.current = rowAfter(row.current, isSelected);
    next.current?.focus({ preventScroll: true });
    act();
  };
  const done = () => finish(on.onDone);
  const later = useLaterItems((until) => finish(() => on.onSnooze(until)), on.onOwnTime);
  const laterMenu = {
    open: isLaterOpen && lost === undefined,
    onOpenChange: (open: boolean) => setLaterOpen(open && lost === undefined),
    onClosed: () => (next.current ?? row.current)?.focus({ preventScroll: true }),
  };

  const actOf = (event: KeyboardEvent) => {
    if (event.code === 'KeyC' && group.canCallBack && callPress !== undefined) return () => callPress.press(event);
    // A key that is held would empty the list.
    if (event.code === 'KeyE') return event.repeat ? () => undefined : done;
    if (event.code === 'KeyS') return () => (lost === undefined ? setLaterOpen(true) : sayLost());
    if (event.code === 'KeyX') return () => on.onSelect(event.shiftKey);
    if (event.code === 'Escape' && isSelecting) return on.onSelectNone;
    return undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) on.onSelect(event.shiftKey);
    else goTo({ screen: 'calls', callId: group.lastCallId });
  };

  return (
    <li
      inert={gone}
      role={gone ? 'presentation' : undefined}
      className={classNames(
        'group relative grid min-h-[52px] grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-t py-1 pr-2 pl-3.5 first:border-t-0 sm:min-h-12',
        isSelected ? 'bg-accent-bg' : isCurrent ? 'bg-selected' : 'hover:bg-hover',
        gone && 'opacity-45',
      )}
    >
      <button
        ref={row}
        type="button"
        data-row
        data-selected={isSelected || undefined}
        aria-label={[name, tries, ...facts].filter(Boolean).join(', ')}
        aria-current={isCurrent || undefined}
        aria-keyshortcuts="c e s x"
        onClick={onClick}
        onKeyDown={onKeyDown}
        className="absolute inset-0 scroll-my-16 focus-visible:-outline-offset-2"
      />
      <span className="pointer-events-none relative grid size-[18px] place-items-center">
        <PhoneMissed
          aria-hidden
          size={17}
          strokeWidth={1.9}
          className={classNames(waits ? 'text-miss' : 'text-dim', isSelecting ? 'invisible' : 'group-hover:invisible')}
        />
        <Checkbox
          tabIndex={-1}
          aria-label={t('missed.select', { who: name })}
          checked={isSelected}
          onPress={on.onSelect}
          className={classNames(
            'pointer-events-auto absolute inset-px',
            !isSelecting && 'opacity-0 group-hover:opacity-100',
          )}
        />
      </span>
      <div aria-hidden className="pointer-events-none min-w-0">
        <p className="flex items-center gap-2">
          <span className={classNames('truncate font-semibold', remote.kind === 'hidden' && 'font-medium text-dim')}>
            {name}
          </span>
          {tries && (
            <Badge tone={waits ? 'miss' : 'plain'}>
              <span className="sm:hidden">×{group.tries}</span>
              <span className="max-sm:hidden">{tries}</span>
            </Badge>
          )}
        </p>
        <p className="truncate text-dim text-sm">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="relative flex items-center gap-1">
        <time
          aria-hidden
          dateTime={new Date(group.lastAt).toISOString()}
          className="pointer-events-none mr-1.5 text-dim max-sm:hidden"
        >
          {whenShort(group.lastAt, now)}
        </time>
        {isRoomy ? (
          <>
            <Menu items={later} {...laterMenu}>
              <IconButton tabIndex={-1} icon={Clock} keys="S" label={`${t('missed.snooze')}: ${name}`} unable={lost} />
            </Menu>
            <IconButton
              tabIndex={-1}
              icon={Check}
              keys="E"
              label={`${t('missed.done')}: ${name}`}
              unable={lost}
              onClick={done}
            />
          </>
        ) : (
          <Menu items={[...later, { label: t('missed.done'), icon: Check, onSelect: done }]} {...laterMenu}>
            <IconButton tabIndex={-1} icon={EllipsisVertical} label={`${t('app.more')}: ${name}`} unable={lost} />
          </Menu>
        )}
        {group.canCallBack && (
          <CallButton tabIndex={-1} remote={remote} accountId={group.accountId} label="callBack" compact />
        )}
      </div>
    </li>
  );
}

/** The row that has the focus once this one is off the list, with all that are selected if it is: the next, else the one before. */
function rowAfter(row: HTMLElement | null, withSelected: boolean): HTMLElement | undefined {
  const all = [...(row?.closest('ul')?.querySelectorAll<HTMLElement>('li:not([inert]) [data-row]') ?? [])];
  const stays = (one: HTMLElement | undefined) =>
    one !== undefined && one !== row && !(withSelected && one.dataset.selected !== undefined);
  const at = row === null ? -1 : all.indexOf(row);
  return all.slice(at + 1).find(stays) ?? all.slice(0, Math.max(0, at)).findLast(stays);
}
