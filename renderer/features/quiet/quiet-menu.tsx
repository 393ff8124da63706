import { BellOff, BellRing } from 'lucide-react';
import type { DoNotDisturbOverride } from '../../../shared/contract/quiet.ts';
import { tomorrowMorning } from '../../../shared/domain/tomorrow-morning.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { coreNow, hearUpdate, useLive } from '../../stores/live-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-item.ts';
import { useNow } from '../../ui/now.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** Within it a time alone is not mistaken for another day's. */
const dayMs = 24 * 3_600_000;

/** Whether the program may ring, always in sight; pressed, it keeps quiet for a while or rings again. */
export function QuietMenu({ className }: { className: string }) {
  const { client } = useSession();
  const { t, error, clock, whenShort } = useWords();
  const quiet = useLive((state) => state.quiet);
  const now = useNow();
  const lost = useLost();
  const override = (next: DoNotDisturbOverride) =>
    void client.live.doNotDisturb(next).then(
      (state) => hearUpdate({ kind: 'quiet', quiet: state }),
      (thrown) => showToast({ tone: 'miss', text: t('app.notSaved', { problem: error(thrown) }) }),
    );

  const isOn = quiet.kind !== 'off';
  const until = isOn ? quiet.until : undefined;
  const said = isOn
    ? until === undefined
      ? t('quiet.on')
      : t('quiet.onUntil', { when: until - now < dayMs ? clock(until) : whenShort(until, now) })
    : t('quiet.off');
  const items: MenuItem[] = [
    ...(isOn ? [{ label: t('quiet.ring'), icon: BellRing, onSelect: () => override({ on: false }) }] : []),
    { label: t('quiet.halfHour'), onSelect: () => override({ on: true, until: coreNow() + 30 * 60_000 }) },
    { label: t('quiet.hour'), onSelect: () => override({ on: true, until: coreNow() + 3_600_000 }) },
    { label: t('quiet.tomorrow'), onSelect: () => override({ on: true, until: tomorrowMorning(coreNow()) }) },
    { label: t('quiet.always'), onSelect: () => override({ on: true }) },
  ];
  const Icon = isOn ? BellOff : BellRing;
  return (
    <Menu items={items} inPlace unable={lost}>
      <button
        type="button"
        aria-label={`${t('quiet.label')}: ${said}`}
        title={lost}
        className={classNames(
          className,
          'aria-disabled:cursor-default aria-disabled:bg-transparent aria-disabled:opacity-45',
          isOn ? 'font-medium text-accent' : 'text-dim hover:text-text',
        )}
      >
        <Icon aria-hidden size={20} strokeWidth={1.75} />
        <span className="max-w-full text-balance text-center leading-tight">{said}</span>
      </button>
    </Menu>
  );
}
