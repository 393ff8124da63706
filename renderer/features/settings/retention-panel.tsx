import { useState } from 'react';
import type { RetentionSettings } from '../../../shared/contract/data.ts';
import { useLive } from '../../stores/live-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../words/words.ts';
import { keepsLess, retentionChoices } from './retention.ts';
import { useSaveSettings } from './use-save-settings.ts';

const kinds = ['callDays', 'recordingDays', 'eventDays'] as const satisfies (keyof RetentionSettings)[];

/** How long each kind of data is kept. Asks before something that the user can see is deleted. */
export function RetentionPanel() {
  const { t, period } = useWords();
  const retention = useLive((state) => state.settings.retention);
  const save = useSaveSettings();
  const [asked, setAsked] = useState<{ kind: (typeof kinds)[number]; days: number }>();
  const change = (kind: (typeof kinds)[number], days: number) =>
    save.mutate(
      { retention: { ...retention, [kind]: days } },
      { onSuccess: () => setAsked((now) => (now === asked ? undefined : now)) },
    );

  const pick = (kind: (typeof kinds)[number], days: number) => {
    if (kind !== 'eventDays' && keepsLess(retention[kind], days)) setAsked({ kind, days });
    else change(kind, days);
  };

  return (
    <Panel title={t('settings.data.retention')} text={t('settings.data.retentionHint')}>
      <div className="grid gap-4 py-4 sm:grid-cols-3">
        {kinds.map((kind) => (
          <SelectField
            key={kind}
            label={t(`settings.data.kinds.${kind}`)}
            hint={t(`settings.data.kindHints.${kind}`)}
            value={String(retention[kind])}
            onChange={(event) => pick(kind, Number(event.target.value))}
            options={retentionChoices(retention[kind]).map((days) => ({
              value: String(days),
              label: days === 0 ? t('settings.data.forEver') : period(days),
            }))}
          />
        ))}
      </div>
      <ConfirmDialog
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        danger
        title={t('settings.data.shorterTitle')}
        text={
          asked &&
          asked.kind !== 'eventDays' &&
          t(`settings.data.shorter.${asked.kind}`, { period: period(asked.days) })
        }
        confirm={t('settings.data.shorterConfirm')}
        busy={save.isPending}
        onConfirm={() => asked && change(asked.kind, asked.days)}
      />
    </Panel>
  );
}
