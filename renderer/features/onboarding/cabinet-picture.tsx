import { ArrowLeft, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Credentials, ProviderId } from '../../../shared/contract/account.ts';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';
import { accessPlace } from '../accounts/connect/access-place.ts';

interface CabinetPictureProps {
  provider: ProviderId;
  kind: Credentials['kind'];
  /** The service is switched off there: the picture shows where it is switched on. */
  isOff?: boolean;
}

const captions = {
  password: 'onboarding.credentials.whereLogin',
  apikey: 'onboarding.credentials.whereKey',
  token: 'onboarding.token.where',
  none: 'onboarding.credentials.whereAsked',
} as const;

/**
 * Where the key, the login or the token is found at the provider, drawn and not photographed: it takes the language, the
 * theme and the width of the window, and does not grow old with every colour that the provider changes.
 */
export function CabinetPicture({ provider, kind, isOff = false }: CabinetPictureProps) {
  const { t } = useWords();
  if (accessPlace[provider] === 'request')
    return (
      <p className="h-fit rounded-[10px] border border-line bg-sunk px-4 py-3 text-dim">
        {t('onboarding.credentials.whereAsked')}
      </p>
    );
  return (
    <figure>
      <div aria-hidden className="overflow-hidden rounded-[10px] border border-line bg-surface text-xs select-none">
        <div className="flex items-center gap-1.5 border-line border-b bg-sunk px-2.5 py-1.5">
          <i className="size-2 rounded-full bg-line-strong" />
          <i className="size-2 rounded-full bg-line-strong" />
          <i className="size-2 rounded-full bg-line-strong" />
          <span className="ml-2 flex-1 truncate rounded bg-surface px-2 text-faint">
            {t(`accounts.providers.${provider}`)} · {t('onboarding.picture.site')}
          </span>
        </div>
        {kind === 'token' ? <TokenPlace isOff={isOff} /> : <PbxPlace byKey={kind === 'apikey'} />}
      </div>
      <figcaption className="mt-2 text-dim text-sm">{t(isOff ? 'onboarding.token.off' : captions[kind])}</figcaption>
    </figure>
  );
}

/** Integration API of SunSim and AlloIncognito, "Устройство в Личном Кабинете". */
function TokenPlace({ isOff }: { isOff: boolean }) {
  const { t } = useWords();
  return (
    <div className="flex flex-col gap-2.5 p-3">
      <div className="flex items-center gap-2.5 border-line border-b pb-2 text-dim">
        <i className="h-2 w-10 rounded bg-line" />
        <span className="flex min-w-0 items-center gap-0.5 font-semibold text-accent">
          <span className="truncate">{t('onboarding.picture.virtualPbx')}</span>
          <ChevronDown size={11} strokeWidth={2.5} className="shrink-0" />
        </span>
        <span className="truncate rounded bg-accent-bg px-1.5 py-0.5 font-semibold text-accent">
          {t('onboarding.picture.integrationApi')}
        </span>
      </div>
      <Place isMarked={isOff}>
        <span className="min-w-0 flex-1 truncate">{t('onboarding.picture.apiOn')}</span>
        <span className="relative h-3.5 w-6 shrink-0 rounded-full bg-accent-solid">
          <i className="absolute top-0.5 right-0.5 size-2.5 rounded-full bg-on-accent" />
        </span>
      </Place>
      <div className="flex flex-wrap gap-1.5">
        <span className="rounded border border-line px-1.5 py-0.5">{t('onboarding.picture.getToken')}</span>
        <span className="rounded border border-line px-1.5 py-0.5 text-faint">
          {t('onboarding.picture.removeToken')}
        </span>
      </div>
      <Place isMarked={!isOff} label="Authorization token">
        <span className="min-w-0 flex-1 break-all font-mono">
          eyJhbGciOiJSUzI1NiIsInR5cCI6IkpX…jjZAgjIX_GYUQUZErZx6L
        </span>
      </Place>
    </div>
  );
}

function PbxPlace({ byKey }: { byKey: boolean }) {
  const { t } = useWords();
  return (
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
            <Place isMarked label={t('onboarding.picture.key')}>
              <span className="min-w-0 flex-1 truncate rounded border border-line px-1.5 py-0.5 font-mono">
                8f3c…e21b
              </span>
              <span className="rounded border border-line px-1.5 py-0.5">{t('onboarding.picture.copy')}</span>
            </Place>
            <i className="h-2 w-36 rounded bg-sunk" />
            <i className="h-2 w-28 rounded bg-sunk" />
          </>
        ) : (
          <>
            <Place isMarked label={t('onboarding.picture.sipId')}>
              <span className="font-mono">0042656976</span>
            </Place>
            <i className="h-2 w-24 rounded bg-line" />
            <i className="h-2 w-36 rounded bg-sunk" />
            <i className="h-2 w-28 rounded bg-sunk" />
          </>
        )}
      </div>
    </div>
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

interface PlaceProps {
  isMarked: boolean;
  label?: string;
  children: ReactNode;
}

function Place({ isMarked, label, children }: PlaceProps) {
  return (
    <div
      className={classNames(
        'rounded-lg border-2 px-2 py-1.5',
        isMarked ? 'border-accent-solid bg-accent-bg' : 'border-line',
      )}
    >
      {label && (
        <p className={classNames('mb-1 flex items-center gap-1 font-semibold', isMarked && 'text-accent')}>
          {label}
          {isMarked && <ArrowLeft size={12} strokeWidth={2.5} className="ml-auto" />}
        </p>
      )}
      <div className="flex items-center gap-1.5">
        {children}
        {isMarked && !label && <ArrowLeft size={12} strokeWidth={2.5} className="text-accent" />}
      </div>
    </div>
  );
}
