import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import type { PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { ChangeList } from './change-list.tsx';
import { describeChanges } from './change-words.ts';
import { restoreSettings } from './rebase.ts';

/** Shown at first; the others are asked for. */
const shownFirst = 3;

interface LineHistoryProps {
  accountId: string;
  line: PbxLineSettings;
  onRestore(settings: PbxLineSettings): void;
}

/** How the line was set up before, and the way back: as an edit, which is sent like any other. */
export function LineHistory({ accountId, line, onRestore }: LineHistoryProps) {
  const { api } = useSession();
  const { t, when, error } = useWords();
  const now = useNow();
  const [isWhole, setWhole] = useState(false);
  const query = useQuery(api.lines.history.queryOptions({ input: { accountId, number: line.number } }));
  const kept = query.data ?? [];
  return (
    <section>
      <h3 className="px-1 font-semibold text-lg">{t('lines.history.title')}</h3>
      <p className="mb-2 px-1 text-dim">
        {query.isError
          ? `${t('lines.history.failed')} ${error(query.error)}`
          : t(kept.length === 0 ? 'lines.history.empty' : 'lines.history.text')}
      </p>
      {kept.length > 0 && (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {kept.slice(0, isWhole ? undefined : shownFirst).map(({ id, changedAt, settings }) => {
            const restored = restoreSettings(line, settings);
            const groups = describeChanges(line, restored, t);
            return (
              <li key={id} className="px-3.5 py-3 sm:px-4">
                <div className="flex items-center gap-2.5">
                  <History aria-hidden size={16} className="shrink-0 text-dim" />
                  <time dateTime={new Date(changedAt).toISOString()} className="font-medium">
                    {when(changedAt, now)}
                  </time>
                  <Button
                    size="sm"
                    className="ml-auto"
                    disabled={groups.length === 0}
                    aria-label={`${t('lines.history.restore')}: ${when(changedAt, now)}`}
                    onClick={() => {
                      onRestore(restored);
                      showToast({ text: t('lines.history.restored') });
                    }}
                  >
                    {t('lines.history.restore')}
                  </Button>
                </div>
                <div className="mt-1.5 ml-[26px]">
                  {groups.length === 0 ? (
                    <p className="text-dim">{t('lines.history.same')}</p>
                  ) : (
                    <>
                      <p className="mb-1 text-dim text-sm">{t('lines.history.differs')}</p>
                      <ChangeList groups={groups} />
                    </>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {kept.length > shownFirst && !isWhole && (
        <Button size="sm" variant="quiet" className="mt-1.5" onClick={() => setWhole(true)}>
          {t('lines.history.all', { count: kept.length })}
        </Button>
      )}
    </section>
  );
}
