import { Plus, Trash2 } from 'lucide-react';
import type { QuietHours as Hours, QuietSettings } from '../../../shared/contract/quiet.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { useSaveSettings } from '../settings/use-save-settings.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const mostHours = 10;
const usual: Hours = { days: [...weekdays], from: 22 * 60, to: 8 * 60 };

/** The hours of every week in which nothing rings. */
export function QuietHours() {
  const { t } = useWords();
  const quiet = useLive((state) => state.settings.quiet);
  const save = useSaveSettings();
  const change = (part: Partial<QuietSettings>) => save.mutate({ quiet: { ...quiet, ...part } });
  const put = (at: number, hours: Hours) => change({ hours: quiet.hours.with(at, hours) });
  return (
    <Panel>
      <Switch
        label={t('quiet.hours')}
        hint={t('quiet.hoursHint')}
        checked={quiet.on}
        onChange={(on) => change({ on, hours: on && quiet.hours.length === 0 ? [usual] : quiet.hours })}
      />
      {quiet.on &&
        quiet.hours.map((hours, at) => (
          <Stretch
            // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name but their place
            key={at}
            hours={hours}
            onChange={(next) => put(at, next)}
            onRemove={() => change({ hours: quiet.hours.toSpliced(at, 1), on: quiet.hours.length > 1 })}
          />
        ))}
      {quiet.on && quiet.hours.length < mostHours && (
        <div className="py-2.5">
          <Button size="sm" icon={Plus} onClick={() => change({ hours: [...quiet.hours, usual] })}>
            {t('quiet.add')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

interface StretchProps {
  hours: Hours;
  onChange(hours: Hours): void;
  onRemove(): void;
}

function Stretch({ hours, onChange, onRemove }: StretchProps) {
  const { t } = useWords();
  const { days, from, to } = hours;
  const toggle = (day: number) =>
    onChange({ ...hours, days: days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort() });
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2.5 py-3">
      <legend className="sr-only">{`${t('quiet.hours')}: ${formatMinute(from)}–${formatMinute(to)}`}</legend>
      <div className="flex items-center gap-2">
        <TimeBox label={t('quiet.from')} minute={from} onChange={(minute) => onChange({ ...hours, from: minute })} />
        <TimeBox label={t('quiet.to')} minute={to} onChange={(minute) => onChange({ ...hours, to: minute })} />
        {to <= from && <span className="text-dim text-sm">{t('quiet.nextDay')}</span>}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset is read out twice */}
      <div role="group" aria-label={t('quiet.days')} className="flex flex-wrap gap-1">
        {weekdays.map((day) => (
          <Chip key={day} pressed={days.includes(day)} onClick={() => toggle(day)} className="px-2!">
            {t(`quiet.weekdays.${day}`)}
          </Chip>
        ))}
      </div>
      <IconButton icon={Trash2} size="sm" label={t('quiet.remove')} className="ml-auto" onClick={onRemove} />
    </fieldset>
  );
}

/** The system's own way to enter a time; emptied, it keeps the one before. */
function TimeBox({ label, minute, onChange }: { label: string; minute: number; onChange(minute: number): void }) {
  return (
    <label className="flex items-center gap-1.5">
      <span className="text-dim">{label}</span>
      <input
        type="time"
        required
        value={formatMinute(minute)}
        onChange={({ target }) => {
          const [hour, rest] = target.value.split(':').map(Number);
          if (hour !== undefined && rest !== undefined) onChange(hour * 60 + rest);
        }}
        className="h-8 rounded-lg border border-line bg-surface px-2 tabular-nums hover:border-line-strong"
      />
    </label>
  );
}

function formatMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
