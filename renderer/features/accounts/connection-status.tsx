import { Cable } from 'lucide-react';
import { createPart } from '../../parts/part.tsx';
import { useConnection } from '../../stores/connection-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { railBeside, useMediaQuery } from '../../ui/media-query.ts';
import { Popover } from '../../ui/popover.tsx';
import { useWords } from '../../words/words.ts';
import { dots, worstState } from './connection-summary.ts';

const ConnectionDetails = createPart(async () => (await import('./connection-details.tsx')).ConnectionDetails);

/** Always in sight: whether this program hears of calls. Pressed, it says so for each account. */
export function ConnectionStatus({ className }: { className: string }) {
  const { t } = useWords();
  const beside = useMediaQuery(railBeside);
  const lost = useConnection((state) => state.phase === 'lost');
  const accounts = useLive((state) => state.accounts);
  const state = lost ? 'failing' : worstState(accounts);
  if (state === undefined) return null;
  const said = t(lost ? 'accounts.short.lost' : `accounts.short.${state}`);
  const troubled = state === 'failing' || state === 'needs-attention';
  return (
    <Popover
      label={t('accounts.connection')}
      aria-label={`${t('accounts.connection')}: ${said}`}
      className={classNames(className, troubled ? 'font-medium text-miss' : 'text-dim')}
      side={beside ? 'right' : 'top'}
      sideOffset={8}
      panelClassName="z-50 max-h-[70vh] w-[360px] max-w-[calc(100vw-16px)] animate-fade overflow-y-auto rounded-xl border border-line bg-raised p-4 shadow-float outline-none"
      panel={(close) => <ConnectionDetails onLeave={close} />}
    >
      <span className="relative">
        <Cable aria-hidden size={20} strokeWidth={1.75} />
        <span
          aria-hidden
          className={classNames('absolute -top-0.5 -right-1.5 size-2.5 rounded-full ring-2 ring-bg', dots[state])}
        />
      </span>
      <span className="max-w-full text-balance text-center leading-tight">{said}</span>
    </Popover>
  );
}
