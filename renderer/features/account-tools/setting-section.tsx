import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { SettingOutcome } from '../../../shared/contract/account-tools/setting.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { SettingDialog } from './setting-dialog.tsx';
import { SettingHistory } from './setting-history.tsx';
import type { SettingEdit, SettingTool } from './setting-tool.ts';
import { SubjectNote } from './subject.tsx';

/** A setting that the provider keeps: what it is, in sentences, the way to change it, and what it was before. */
export function SettingSection<Received, Edited extends Received, Draft>(tool: SettingTool<Received, Edited, Draft>) {
  const { t, error } = useWords();
  const { reading } = tool;
  const [edit, setEdit] = useState<SettingEdit<Received>>();
  const setting = reading.data;
  const clearing = setting === undefined ? undefined : tool.clearing(setting);
  const tell = (outcome: SettingOutcome<Received>) => {
    setEdit(undefined);
    tool.onOutcome(outcome);
    void tool.history.refetch();
    showToast({ text: t(`tools.outcome.${outcome.readBack}`), tone: outcome.readBack === 'other' ? 'miss' : 'plain' });
  };
  return (
    <Panel title={tool.title} text={tool.text}>
      <SubjectNote />
      {reading.isError ? (
        <div className="flex flex-wrap items-center justify-between gap-2 py-3">
          <p role="alert" className="min-w-0 flex-1 basis-56 text-miss">
            {error(reading.error)}
          </p>
          <Button size="sm" onClick={() => void reading.refetch()}>
            {t('app.retry')}
          </Button>
        </div>
      ) : setting === undefined ? (
        <SkeletonRows count={2} inPanel />
      ) : (
        <div className="flex flex-wrap items-start justify-between gap-3 py-3">
          <ul className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5">
            {tool.sentences(setting).map((sentence) => (
              <li key={sentence} className="break-words">
                {sentence}
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap gap-2">
            {clearing !== undefined && (
              <Button size="sm" variant="quiet" onClick={() => setEdit({ kind: 'clear', before: setting })}>
                {clearing}
              </Button>
            )}
            <Button size="sm" icon={Pencil} onClick={() => setEdit({ kind: 'form', before: setting, start: setting })}>
              {t('tools.change')}
            </Button>
          </div>
        </div>
      )}
      {setting !== undefined && (
        <SettingHistory
          tool={tool}
          now={setting}
          onRestore={(start) => setEdit({ kind: 'form', before: setting, start })}
        />
      )}
      {edit !== undefined && (
        <SettingDialog
          tool={tool}
          edit={edit}
          clearing={tool.clearing(edit.before) ?? tool.title}
          onClose={() => setEdit(undefined)}
          onOutcome={tell}
        />
      )}
    </Panel>
  );
}
