import { type FormEvent, useState } from 'react';
import type { PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { type Schedule, type Weekday, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { workingHours } from '../../../shared/domain/schedule/schedule-edits.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { TimeField } from './time-field.tsx';

interface WorkingHoursDialogProps {
  open: boolean;
  onClose(): void;
  profile: PbxLineProfile;
  onChange(schedule: Schedule): void;
}

const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const hour = 3600;

/** One block has these hours of these days, and another the rest of the week. */
export function WorkingHoursDialog({ open, onClose, profile, onChange }: WorkingHoursDialogProps) {
  const { t } = useWords();
  const { schedule } = profile;
  const active = profile.blocks.filter(({ id }) => schedule.blocks.some((block) => block.id === id && block.isActive));
  const options = active.map(({ id, name }) => ({ value: id, label: name }));
  const [working, setWorking] = useState(active[0]?.id ?? '');
  const [other, setOther] = useState(active[1]?.id ?? active[0]?.id ?? '');
  const [days, setDays] = useState<readonly Weekday[]>(workdays);
  const [times, setTimes] = useState({ from: 9 * hour, to: 18 * hour });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange(
      workingHours(schedule, {
        working,
        other,
        days,
        from: Math.min(times.from, times.to),
        to: Math.max(times.from, times.to),
      }),
    );
    onClose();
  };
  return (
    <Dialog open={open} onClose={onClose} title={t('lines.working.title')} text={t('lines.working.text')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <SelectField
          label={t('lines.working.block')}
          value={working}
          options={options}
          onChange={(event) => setWorking(event.target.value)}
        />
        <div className="flex flex-wrap gap-3">
          <TimeField
            label={t('lines.week.from')}
            value={times.from}
            error={t('lines.week.badTime')}
            onChange={(from) => setTimes({ ...times, from })}
          />
          <TimeField
            label={t('lines.week.to')}
            value={times.to}
            error={t('lines.week.badTime')}
            onChange={(to) => setTimes({ ...times, to })}
          />
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: its name stands on it, not above */}
        <div role="group" aria-label={t('lines.week.days')} className="grid w-full grid-cols-7 gap-1 sm:flex sm:w-auto">
          {weekdays.map((day) => (
            <Chip
              key={day}
              pressed={days.includes(day)}
              className="px-0! sm:px-2!"
              onClick={() => setDays(weekdays.filter((one) => (one === day) !== days.includes(one)))}
            >
              {t(`lines.days.short.${day}`)}
            </Chip>
          ))}
        </div>
        <SelectField
          label={t('lines.working.other')}
          value={other}
          options={options}
          onChange={(event) => setOther(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('lines.working.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
