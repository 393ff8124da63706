import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../words/words.ts';

/** How much there is, and of what. */
export function DataUsage() {
  const { api } = useSession();
  const { t, bytes, count, date } = useWords();
  // Measured when it is looked at: nobody tells of every new call.
  const query = useQuery({ ...api.data.usage.queryOptions(), staleTime: 0 });
  const usage = query.data;
  if (usage === undefined) return null;
  const facts: [label: string, value: string][] = [
    [t('settings.data.calls'), count(usage.calls)],
    ...(usage.oldestCallAt === undefined
      ? []
      : [[t('settings.data.oldest'), date(usage.oldestCallAt)] satisfies [string, string]]),
    [t('settings.data.database'), bytes(usage.databaseBytes)],
    [t('settings.data.recordings'), bytes(usage.recordingBytes)],
  ];
  return (
    <Panel title={t('settings.data.usage')}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 py-3.5 sm:grid-cols-4">
        {facts.map(([label, value]) => (
          <div key={label} className="flex flex-col-reverse justify-end">
            <dt className="text-dim text-sm">{label}</dt>
            <dd className="font-semibold text-lg">{value}</dd>
          </div>
        ))}
      </dl>
      {usage.unreadableRows > 0 && (
        <p className="py-2.5 text-dim">{t('settings.data.unreadable', { count: usage.unreadableRows })}</p>
      )}
    </Panel>
  );
}
