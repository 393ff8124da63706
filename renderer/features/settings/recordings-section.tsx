import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordingSettings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { useWords } from '../../words/words.ts';
import { leavingBytes, megabyte, quotaChoices } from './quota.ts';
import { UsageBar } from './usage-bar.tsx';
import { useSaveSettings } from './use-save-settings.ts';

/** Which recordings come to this computer by themselves, and how much room they may take. */
export function RecordingsSection() {
  const { api } = useSession();
  const { t, bytes } = useWords();
  const stored = useLive((state) => state.settings.recordings);
  const usage = useQuery(api.recordings.usage.queryOptions());
  const save = useSaveSettings();
  const [asked, setAsked] = useState<number>();
  const change = (part: Partial<RecordingSettings>, done?: () => void) =>
    save.mutate(
      { recordings: { ...stored, ...part } },
      {
        onSuccess() {
          done?.();
          void usage.refetch();
        },
      },
    );
  const leaving = usage.data && asked !== undefined ? leavingBytes(usage.data, asked) : 0;

  const pickQuota = (quotaMegabytes: number) => {
    if (usage.data && leavingBytes(usage.data, quotaMegabytes) > 0) setAsked(quotaMegabytes);
    else change({ quotaMegabytes });
  };

  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 className="mb-1.5 px-1 font-semibold text-lg">{t('settings.recordings.title')}</h2>
        <p className="max-w-[620px] px-1 text-dim">{t('settings.recordings.text')}</p>
      </div>
      <OptionCards
        label={t('settings.recordings.keep')}
        value={stored.keep}
        onChange={(keep) => change({ keep })}
        options={[
          {
            value: 'on-demand',
            label: t('settings.recordings.onDemand'),
            hint: t('settings.recordings.onDemandHint'),
          },
          { value: 'all', label: t('settings.recordings.all'), hint: t('settings.recordings.allHint') },
        ]}
      />
      <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
        <SelectField
          label={t('settings.recordings.quota')}
          hint={t('settings.recordings.quotaHint')}
          className="max-w-[420px]"
          value={String(stored.quotaMegabytes)}
          onChange={(event) => pickQuota(Number(event.target.value))}
          options={quotaChoices(stored.quotaMegabytes).map((choice) => ({
            value: String(choice),
            label: bytes(choice * megabyte),
          }))}
        />
        {usage.data && <UsageBar usage={usage.data} />}
      </div>
      <ConfirmDialog
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('settings.recordings.smallerTitle')}
        text={t('settings.recordings.smallerText', { bytes: bytes(leaving) })}
        confirm={t('settings.recordings.smallerConfirm')}
        danger
        busy={save.isPending}
        onConfirm={() =>
          change({ quotaMegabytes: asked ?? stored.quotaMegabytes }, () =>
            setAsked((now) => (now === asked ? undefined : now)),
          )
        }
      />
    </div>
  );
}
