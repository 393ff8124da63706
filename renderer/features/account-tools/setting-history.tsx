import { History } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import type { SettingTool } from './setting-tool.ts';

interface SettingHistoryProps<Received> {
  tool: Pick<SettingTool<Received, Received, unknown>, 'history' | 'changes' | 'sentences'>;
  now: Received;
  onRestore(setting: Received): void;
}

/** What this program replaced, and the way back: as an edit, which is looked at and sent like any other. */
export function SettingHistory<Received>(props: SettingHistoryProps<Received>) {
  const { tool, now: current, onRestore } = props;
  const { t, when } = useWords();
  const now = useNow();
  const kept = tool.history.data ?? [];
  if (kept.length === 0) return null;
  return (
    <details className="py-2.5">
      <summary className="w-fit rounded pr-1 text-dim">{t('tools.history', { count: kept.length })}</summary>
      <ul className="mt-2 flex flex-col gap-3">
        {kept.map(({ id, changedAt, setting }) => {
          const isSame = tool.changes(current, setting).length === 0;
          return (
            <li key={id} className="flex flex-wrap items-start gap-x-2.5 gap-y-1">
              <History aria-hidden size={16} className="mt-0.5 shrink-0 text-dim" />
              <div className="min-w-0 flex-1 basis-52">
                <p className="text-dim text-sm">{t('tools.until', { when: when(changedAt, now) })}</p>
                <p className="whitespace-pre-line break-words">{tool.sentences(setting).join('\n')}</p>
              </div>
              {isSame ? (
                <span className="text-dim text-sm">{t('lines.history.same')}</span>
              ) : (
                <Button
                  size="sm"
                  aria-label={`${t('lines.history.restore')}: ${when(changedAt, now)}`}
                  onClick={() => onRestore(setting)}
                >
                  {t('lines.history.restore')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
