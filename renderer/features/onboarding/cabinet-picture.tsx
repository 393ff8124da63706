import { ArrowLeft } from 'lucide-react';
import type { Credentials } from '../../../shared/contract/account.ts';
import { useWords } from '../../app/words.ts';
import { classNames } from '../../ui/class-names.ts';

/**
 * Where the key or the login is found at the provider, drawn and not photographed: it takes the language, the theme and
 * the width of the window, and does not grow old with every colour that the provider changes.
 */
export function CabinetPicture({ kind }: { kind: Credentials['kind'] }) {
  const { t } = useWords();
  const byKey = kind === 'apikey';
  return (
    <figure>
      <div aria-hidden className="overflow-hidden rounded-[10px] border border-line bg-surface text-xs select-none">
        <div className="flex items-center gap-1.5 border-line border-b bg-sunk px-2.5 py-1.5">
          <i className="size-2 rounded-full bg-line-strong" />
          <i className="size-2 rounded-full bg-line-strong" />
          <i className="size-2 rounded-full bg-line-strong" />
          <span className="ml-2 flex-1 truncate rounded bg-surface px-2 text-faint">
            sipnet.ru · {t('onboarding.picture.site')}
          </span>
        </div>
        <div className="grid h-40 grid-cols-[132px_1fr]">
          <ul className="flex flex-col gap-0.5 border-line border-r p-2 text-dim">
            <MenuLine>{t('onboarding.picture.numbers')}</MenuLine>
            <MenuLine marked={byKey}>{t('onboarding.picture.pbx')}</MenuLine>
            {byKey && (
              <MenuLine marked inner>
                {t('onboarding.picture.integrations')}
              </MenuLine>
            )}
            {byKey && (
              <MenuLine marked inner deep>
                {t('onboarding.picture.general')}
              </MenuLine>
            )}
            <MenuLine>{t('onboarding.picture.reports')}</MenuLine>
          </ul>
          <div className="flex min-w-0 flex-col gap-2.5 p-3">
            {byKey ? (
              <>
                <i className="h-2 w-24 rounded bg-line" />
                <Marked label={t('onboarding.picture.key')}>
                  <span className="min-w-0 flex-1 truncate rounded border border-line px-1.5 py-0.5 font-mono">
                    8f3c…e21b
                  </span>
                  <span className="rounded border border-line px-1.5 py-0.5">{t('onboarding.picture.copy')}</span>
                </Marked>
                <i className="h-2 w-36 rounded bg-sunk" />
                <i className="h-2 w-28 rounded bg-sunk" />
              </>
            ) : (
              <>
                <Marked label={t('onboarding.picture.sipId')}>
                  <span className="font-mono">0042656976</span>
                </Marked>
                <i className="h-2 w-24 rounded bg-line" />
                <i className="h-2 w-36 rounded bg-sunk" />
                <i className="h-2 w-28 rounded bg-sunk" />
              </>
            )}
          </div>
        </div>
      </div>
      <figcaption className="mt-2 text-dim text-sm">
        {t(byKey ? 'onboarding.credentials.whereKey' : 'onboarding.credentials.whereLogin')}
      </figcaption>
    </figure>
  );
}

interface MenuLineProps {
  children: string;
  marked?: boolean;
  inner?: boolean;
  deep?: boolean;
}

function MenuLine({ children, marked = false, inner = false, deep = false }: MenuLineProps) {
  return (
    <li
      className={classNames(
        'truncate rounded px-1.5 py-0.5',
        marked && 'bg-accent-bg font-semibold text-accent',
        inner && 'ml-2',
        deep && 'ml-4',
      )}
    >
      {children}
    </li>
  );
}

function Marked({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="rounded-lg border-2 border-accent-solid bg-accent-bg px-2 py-1.5">
      <p className="mb-1 flex items-center gap-1 font-semibold text-accent">
        {label}
        <ArrowLeft size={12} strokeWidth={2.5} className="ml-auto" />
      </p>
      <div className="flex items-center gap-1.5">{children}</div>
    </div>
  );
}
