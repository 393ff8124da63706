import { Cable } from 'lucide-react';
import { Popover } from 'radix-ui';
import { formatRoute } from '../../app/route.ts';
import { useWords } from '../../app/words.ts';
import { useConnection } from '../../stores/connection-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { railBeside, useMediaQuery } from '../../ui/media-query.ts';
import { AccountStatus } from './account-status.tsx';
import { dots, worstState } from './connection-summary.ts';

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
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${t('accounts.connection')}: ${said}`}
        className={classNames(className, troubled ? 'font-medium text-miss' : 'text-dim')}
      >
        <span className="relative">
          <Cable aria-hidden size={20} strokeWidth={1.75} />
          <span
            aria-hidden
            className={classNames('absolute -top-0.5 -right-1.5 size-2.5 rounded-full ring-2 ring-bg', dots[state])}
          />
        </span>
        <span className="max-w-full text-balance text-center leading-tight">{said}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side={beside ? 'right' : 'top'}
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={t('accounts.connection')}
          className="z-50 max-h-[70vh] w-[360px] max-w-[calc(100vw-16px)] animate-fade overflow-y-auto rounded-xl border border-line bg-raised p-4 shadow-float outline-none"
        >
          {lost && <p className="mb-3">{t('app.lost.startAgain')}</p>}
          <ul className="flex flex-col gap-3">
            {accounts.map((account) => (
              <li key={account.id}>
                <h2 className="truncate font-semibold">{account.label}</h2>
                <AccountStatus account={account} />
              </li>
            ))}
          </ul>
          <Popover.Close asChild>
            <a
              href={formatRoute({ screen: 'settings', section: 'accounts' })}
              className="mt-3 inline-block rounded font-medium text-accent underline underline-offset-3"
            >
              {t('accounts.title')}
            </a>
          </Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
