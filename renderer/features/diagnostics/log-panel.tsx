import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { LongText } from '../../ui/long-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** Where the log lies, how large it is, and its newest lines. */
export function LogPanel() {
  const { api } = useSession();
  const { t, bytes } = useWords();
  // It grows all the time: read anew whenever this is opened.
  const log = useQuery(api.diagnostics.log.queryOptions({ gcTime: 0 }));
  if (log.data === undefined) return null;
  const { directory, files, bytes: size, lines } = log.data;
  const copy = () => {
    const copied = navigator.clipboard?.writeText(directory);
    void copied?.then(() => showToast({ text: t('app.copied', { text: directory }) })).catch(() => undefined);
  };
  return (
    <Panel title={t('diagnostics.log')} text={t('diagnostics.logHint')}>
      <div className="flex min-h-12 flex-wrap items-center gap-3 py-2">
        <div className="min-w-0 flex-1 basis-60">
          <code className="break-all font-mono text-sm">{directory}</code>
          <p className="text-dim text-sm">{t('diagnostics.logSize', { count: files, bytes: bytes(size) })}</p>
        </div>
        <Button size="sm" icon={Copy} unable={null} onClick={copy}>
          {t('settings.data.copyPath')}
        </Button>
      </div>
      <details className="py-2.5">
        <summary className="cursor-pointer">{t('diagnostics.logLines')}</summary>
        {lines.length === 0 ? (
          <p className="mt-2 text-dim">{t('diagnostics.logEmpty')}</p>
        ) : (
          <LongText label={t('diagnostics.logLines')} text={lines.toReversed().join('\n')} className="mt-2" />
        )}
      </details>
    </Panel>
  );
}
