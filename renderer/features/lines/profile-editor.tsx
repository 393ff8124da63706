import type { LineFault } from '../../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type { PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { BlockCard } from './block-card.tsx';
import { FactRow } from './fact-row.tsx';
import { InlineInput } from './inline-input.tsx';
import { SchedulePanel } from './schedule-panel.tsx';

interface ProfileEditorProps {
  profile: PbxLineProfile;
  faults: readonly LineFault[];
  onChange(profile: PbxLineProfile, field?: string): void;
}

/** One way of the line to go by its hours; what the provider did not tell is not there. */
export function ProfileEditor({ profile, faults, onChange }: ProfileEditorProps) {
  const { t } = useWords();
  const place = `profiles.${profile.id}`;
  const places = new Set(faults.map((fault) => fault.place.join('.')));
  const ofWeek = faults.flatMap((fault) =>
    fault.kind === 'schedule' && fault.place[1] === profile.id ? [fault.fault] : [],
  );
  const hasFacts = [profile.name, profile.isActive, profile.usesCalendar].some((fact) => fact !== undefined);
  return (
    <div className="flex flex-col gap-4">
      {hasFacts && (
        <div className="divide-y divide-line rounded-xl border border-line bg-surface px-3.5 sm:px-4">
          {profile.name !== undefined && (
            <FactRow label={t('lines.profileName')}>
              {({ id }) => (
                <InlineInput
                  id={id}
                  maxLength={200}
                  value={profile.name}
                  wrong={false}
                  className="w-full sm:w-[300px]"
                  onChange={({ target }) => onChange({ ...profile, name: target.value }, `${place}.name`)}
                />
              )}
            </FactRow>
          )}
          {profile.isActive !== undefined && (
            <Switch
              label={t('lines.profileActive')}
              checked={profile.isActive}
              onChange={(isActive) => onChange({ ...profile, isActive })}
            />
          )}
          {profile.usesCalendar !== undefined && (
            <Switch
              label={t('lines.calendar')}
              hint={t('lines.calendarHint')}
              checked={profile.usesCalendar}
              onChange={(usesCalendar) => onChange({ ...profile, usesCalendar })}
            />
          )}
          {profile.usesCalendar && profile.movedWorkday !== undefined && (
            <FactRow label={t('lines.movedWorkday')} hint={t('lines.movedWorkdayHint')}>
              {({ id, described }) => (
                <select
                  id={id}
                  aria-describedby={described}
                  value={profile.movedWorkday}
                  onChange={({ target }) => {
                    const movedWorkday = weekdays.find((day) => String(day) === target.value);
                    if (movedWorkday !== undefined) onChange({ ...profile, movedWorkday });
                  }}
                  className="h-8 rounded-lg border border-line bg-surface px-2 hover:border-line-strong"
                >
                  {weekdays.map((day) => (
                    <option key={day} value={day}>
                      {t(`lines.days.full.${day}`)}
                    </option>
                  ))}
                </select>
              )}
            </FactRow>
          )}
        </div>
      )}
      <SchedulePanel
        profile={profile}
        faults={ofWeek}
        place={`${place}.schedule`}
        onChange={(schedule) => onChange({ ...profile, schedule })}
      />
      <h3 className="-mb-1 px-1 font-semibold text-lg">{t('lines.block.title')}</h3>
      {profile.blocks.map((block) => (
        <BlockCard
          key={block.id}
          profile={profile}
          blockId={block.id}
          place={`${place}.blocks.${block.id}`}
          faults={places}
          onChange={onChange}
        />
      ))}
    </div>
  );
}
