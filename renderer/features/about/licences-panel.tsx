import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { LongText } from '../../ui/long-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../words/words.ts';

export function LicencesPanel() {
  const { api } = useSession();
  const { t, error } = useWords();
  const [open, setOpen] = useState(false);
  const licences = useQuery({
    ...api.host.licences.queryOptions(),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Panel title={t('about.licences.title')}>
      <div className="flex flex-col items-start gap-2.5 py-3">
        <p className="max-w-[620px] text-dim">{t('about.licences.text')}</p>
        <Button size="sm" busy={licences.isLoading} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'about.licences.hide' : 'about.licences.read')}
        </Button>
        {open && licences.isError && <p className="text-miss">{error(licences.error)}</p>}
        {open && licences.data && (
          <LongText label={t('about.licences.list')} text={licences.data.text} className="w-full" />
        )}
      </div>
    </Panel>
  );
}
