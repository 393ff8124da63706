import { Check, Clock, EllipsisVertical, PhoneMissed, Sunrise } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import { callbackAccount } from '../../../shared/domain/callback-order.ts';
import { tomorrowMorning } from '../../../shared/domain/tomorrow-morning.ts';
import { goTo } from '../../app/route.ts';
import { useWords } from '../../app/words.ts';
import { coreNow, useLive } from '../../stores/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useNow } from '../../ui/now.ts';
import { CallButton } from '../callbacks/call-button.tsx';
import { useOrder } from '../callbacks/use-order.ts';
import { inAnHour } from './snooze.ts';

interface WorklistRowProps {
  group: MissedGroup;
  /** Named only where there are several. */
  account: string | undefined;
  chosen: boolean;
  onDone(): void;
  onSnooze(until: number): void;
}

export function WorklistRow({ group, account, chosen, onDone, onSnooze }: WorklistRowProps) {
  const { t, who, number, waiting, whenShort } = useWords();
  const now = useNow();
  const order = useOrder();
  const orderAccount = useLive((state) => callbackAccount(state.accounts, group.accountId));
  const { remote } = group;
  const name = who(remote);
  const waits = t('missed.waits', { time: waiting(group.firstAt, now) });
  const tries = group.tries > 1 ? t('missed.tries', { count: group.tries }) : undefined;
  const facts = [
    remote.name && number(remote),
    group.canCallBack ? waits : t('missed.hidden'),
    group.line,
    account !== group.line && account,
    group.note && `«${group.note}»`,
  ];

  const later = [
    { label: t('missed.snoozeHour'), icon: Clock, onSelect: () => onSnooze(inAnHour(coreNow())) },
    { label: t('missed.snoozeTomorrow'), icon: Sunrise, onSelect: () => onSnooze(tomorrowMorning(coreNow())) },
  ];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'KeyC' && group.canCallBack && orderAccount) {
      event.preventDefault();
      void order({ accountId: orderAccount.id, remote });
    } else if (event.code === 'KeyE') {
      event.preventDefault();
      onDone();
    }
  };

  return (
    <li
      className={classNames(
        'group relative grid min-h-[52px] grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-t py-1 pr-2 pl-3.5 first:border-t-0 sm:min-h-12',
        chosen ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row
        aria-label={[name, tries, ...facts].filter(Boolean).join(', ')}
        aria-current={chosen || undefined}
        onClick={() => goTo({ screen: 'calls', callId: group.lastCallId })}
        onKeyDown={onKeyDown}
        className="absolute inset-0 scroll-my-16 focus-visible:-outline-offset-2"
      />
      <PhoneMissed aria-hidden size={17} strokeWidth={1.9} className="text-miss" />
      <div aria-hidden className="pointer-events-none min-w-0">
        <p className="flex items-center gap-2">
          <span className={classNames('truncate font-semibold', remote.kind === 'hidden' && 'font-medium text-dim')}>
            {name}
          </span>
          {tries && <Badge tone="miss">{tries}</Badge>}
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
        <Menu items={later}>
          <IconButton icon={Clock} label={`${t('missed.snooze')}: ${name}`} className="max-sm:hidden" />
        </Menu>
        <IconButton
          icon={Check}
          label={`${t('missed.done')}: ${name}`}
          keys="E"
          onClick={onDone}
          className="max-sm:hidden"
        />
        <Menu items={[{ label: t('missed.done'), icon: Check, onSelect: onDone }, ...later]}>
          <IconButton icon={EllipsisVertical} label={`${t('app.more')}: ${name}`} className="sm:hidden" />
        </Menu>
        {group.canCallBack && <CallButton remote={remote} accountId={group.accountId} label="callBack" compact />}
      </div>
    </li>
  );
}
