import { useQuery } from '@tanstack/react-query';
import { Keyboard } from 'lucide-react';
import { type Addressed, formatRoute, type SettingsSection, settingsSections } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useView } from '../../stores/view-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Unable } from '../../ui/unable.ts';
import { useWords } from '../../words/words.ts';
import { AboutSection } from '../about/about-section.tsx';
import { AccountPage } from '../accounts/account-page.tsx';
import { AccountsSection } from '../accounts/accounts-section.tsx';
import { DiagnosticsSection } from '../diagnostics/diagnostics-section.tsx';
import { DataSection } from './data-section.tsx';
import { LookSection } from './look-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { ProgramSection } from './program-section.tsx';
import { RecordingsSection } from './recordings-section.tsx';
import { RelaySection } from './relay-section.tsx';

const sections = {
  accounts: AccountsSection,
  notifications: NotificationsSection,
  'calls-in': RelaySection,
  recordings: RecordingsSection,
  program: ProgramSection,
  look: LookSection,
  data: DataSection,
  diagnostics: DiagnosticsSection,
  about: AboutSection,
} satisfies Record<SettingsSection, () => React.ReactNode>;

/** The row of sections is longer than a narrow window. */
function bringIntoSight(link: HTMLElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

export function SettingsScreen({ section = 'accounts', accountId }: Addressed['settings']) {
  const { api } = useSession();
  const { t } = useWords();
  const lost = useLost();
  const host = useQuery(api.host.info.queryOptions());
  const offered = settingsSections.filter((one) => one !== 'program' || host.data?.features.tray === true);
  const Section = sections[section];
  return (
    <div className="flex h-full flex-col">
      <header className="column flex items-center gap-2 py-3">
        <h1 className="flex h-8 items-center font-semibold text-xl tracking-tight">{t('settings.title')}</h1>
        <IconButton
          icon={Keyboard}
          label={t('app.shortcuts.open')}
          keys="?"
          onClick={() => useView.setState({ shortcutsOpen: true })}
        />
      </header>
      <div className="grid min-h-0 w-full max-w-[980px] flex-1 grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[216px_minmax(0,1fr)] md:grid-rows-1">
        <nav
          aria-label={t('settings.sections.label')}
          className="scroll-quiet flex gap-1 overflow-x-auto px-3 pb-3 md:flex-col md:pr-2 md:pl-[18px]"
        >
          {offered.map((one) => (
            <a
              key={one}
              href={formatRoute({ screen: 'settings', section: one })}
              aria-current={one === section ? 'page' : undefined}
              ref={one === section ? bringIntoSight : undefined}
              draggable={false}
              className={classNames(
                'flex h-8 shrink-0 items-center rounded-lg px-2.5 whitespace-nowrap transition-colors duration-100',
                one === section ? 'bg-accent-bg font-semibold text-accent' : 'text-dim hover:bg-hover hover:text-text',
              )}
            >
              {t(`settings.sections.${one}`)}
            </a>
          ))}
        </nav>
        <div className="min-h-0 overflow-y-auto px-3 pb-10 md:px-5">
          <Unable.Provider value={lost}>
            {accountId === undefined ? <Section /> : <AccountPage key={accountId} accountId={accountId} />}
          </Unable.Provider>
        </div>
      </div>
    </div>
  );
}
