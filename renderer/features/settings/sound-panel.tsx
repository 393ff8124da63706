import { useQuery } from '@tanstack/react-query';
import { Volume2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { ChipSelect } from '../../ui/chip-select.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { listSpeakers, startRing } from '../live/ring-sound.ts';
import { useSaveSettings } from './use-save-settings.ts';

/** Whether a call is heard, and where. */
export function SoundPanel() {
  const { t } = useWords();
  const { sound, soundDevice } = useLive((state) => state.settings);
  const save = useSaveSettings();
  // A loudspeaker is plugged in at any time: asked anew whenever this is opened.
  const speakers = useQuery({ queryKey: ['speakers'], queryFn: listSpeakers, networkMode: 'always', gcTime: 0 });
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  const known = speakers.data ?? [];
  const isKnown = soundDevice.label === '' || known.some(({ label }) => label === soundDevice.label);
  const options = [
    { value: '', label: t('sound.system') },
    ...known.map(({ label }) => ({ value: label, label })),
    ...(isKnown ? [] : [{ value: soundDevice.label, label: t('sound.gone', { label: soundDevice.label }) }]),
  ];
  return (
    <Panel>
      <Switch
        label={t('settings.notifications.sound')}
        hint={t('settings.notifications.soundHint')}
        checked={sound}
        onChange={(next) => save.mutate({ sound: next })}
      />
      {sound && (
        <div className="flex flex-wrap items-center justify-between gap-3 py-2.5">
          <div className="min-w-0 flex-1 basis-52">
            <p>{t('sound.device')}</p>
            {speakers.isSuccess && known.length === 0 && <p className="text-dim text-sm">{t('sound.unnamed')}</p>}
          </div>
          {options.length > 1 && (
            <ChipSelect
              label={t('sound.device')}
              options={options}
              value={soundDevice.label}
              onValueChange={(label) =>
                save.mutate({ soundDevice: { id: known.find((one) => one.label === label)?.id ?? '', label } })
              }
            />
          )}
          <Button
            size="sm"
            icon={Volume2}
            unable={null}
            onClick={() => {
              stop.current();
              stop.current = startRing(soundDevice, { once: true });
            }}
          >
            {t('sound.listen')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
