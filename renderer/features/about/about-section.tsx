import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../words/words.ts';
import { LicencesPanel } from './licences-panel.tsx';
import { UpdatesPanel } from './updates-panel.tsx';

export function AboutSection() {
  const { api } = useSession();
  const { t } = useWords();
  const host = useQuery(api.host.info.queryOptions());
  return (
    <>
      <Panel title={t('settings.sections.about')}>
        <div className="py-2.5">
          <p className="font-medium">{t('about.version', { version: host.data?.version ?? '…' })}</p>
          <p className="text-dim text-sm">{t('about.text')}</p>
        </div>
      </Panel>
      <UpdatesPanel />
      <LicencesPanel />
    </>
  );
}
