import {
  daySeconds,
  longestKeptSeconds,
  mostRecordedCalls,
  type RecordingRules,
  usuallyKeptSeconds,
  type WholeRecordingRules,
} from '../../../shared/domain/recording-rules.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import type { SettingForm } from './setting-tool.ts';

interface RecordingDraft {
  incoming: boolean;
  outgoing: boolean;
  children: boolean;
  howMany: 'all' | 'some';
  count: string;
  days: string;
}

interface RecordingFieldsProps {
  start: RecordingRules;
  draft: RecordingDraft;
  onChange(draft: RecordingDraft): void;
}

export const recordingForm: SettingForm<RecordingRules, WholeRecordingRules, RecordingDraft> = {
  draftOf,
  read: readDraft,
  Fields: RecordingFields,
};

/** Which calls are recorded, how many of them, and for how many days that is kept. */
function RecordingFields({ start, draft, onChange }: RecordingFieldsProps) {
  const { t } = useWords();
  const change = (part: Partial<RecordingDraft>) => onChange({ ...draft, ...part });
  const read = { count: readCount(draft), keptSeconds: readDays(draft.days, start) };
  const isShorter = (read.keptSeconds ?? 0) < (start.keptSeconds ?? 0);
  return (
    <div className="flex flex-col gap-3">
      <div className="divide-y divide-line rounded-xl border border-line bg-surface px-3.5">
        {(['incoming', 'outgoing', 'children'] as const).map((name) => (
          <Switch
            key={name}
            label={t(`tools.recording.${name}`)}
            hint={start[name] === undefined ? t('tools.recording.untoldHint') : undefined}
            checked={draft[name]}
            onChange={(checked) => change({ [name]: checked })}
          />
        ))}
      </div>
      <div className="flex flex-col gap-1.5">
        <p className="font-medium">{t('tools.recording.howMany')}</p>
        <Segmented
          label={t('tools.recording.howMany')}
          value={draft.howMany}
          options={(['all', 'some'] as const).map((value) => ({ value, label: t(`tools.recording.${value}`) }))}
          onChange={(howMany) => change({ howMany })}
        />
        {draft.howMany === 'some' && (
          <Field
            label={t('tools.recording.count')}
            inputMode="numeric"
            maxLength={9}
            value={draft.count}
            error={read.count === undefined && draft.count !== '' ? t('tools.recording.countFault') : undefined}
            onChange={({ target }) => change({ count: target.value })}
          />
        )}
      </div>
      <Field
        label={t('tools.recording.keptDays')}
        inputMode="numeric"
        maxLength={6}
        value={draft.days}
        hint={
          isShorter ? (
            <span className="text-accent">{t('tools.recording.shorter')}</span>
          ) : (
            t('tools.recording.keptHint')
          )
        }
        error={read.keptSeconds === undefined && draft.days !== '' ? t('tools.recording.daysFault') : undefined}
        onChange={({ target }) => change({ days: target.value })}
      />
    </div>
  );
}

function draftOf({
  incoming,
  outgoing,
  children,
  count,
  keptSeconds = usuallyKeptSeconds,
}: RecordingRules): RecordingDraft {
  return {
    incoming: incoming === true,
    outgoing: outgoing === true,
    children: children === true,
    howMany: count === undefined || count === 0 ? 'all' : 'some',
    count: count ? String(count) : '',
    days: writeDays(keptSeconds),
  };
}

function readDraft(draft: RecordingDraft, start: RecordingRules): WholeRecordingRules | undefined {
  const { incoming, outgoing, children } = draft;
  const [count, keptSeconds] = [readCount(draft), readDays(draft.days, start)];
  return count === undefined || keptSeconds === undefined
    ? undefined
    : { incoming, outgoing, children, count, keptSeconds };
}

function readCount({ howMany, count }: RecordingDraft): number | undefined {
  if (howMany === 'all') return 0;
  return /^\d{1,9}$/.test(count.trim()) && Number(count) > 0 && Number(count) <= mostRecordedCalls
    ? Number(count)
    : undefined;
}

/** What was not touched goes back to the second. */
function readDays(typed: string, { keptSeconds = usuallyKeptSeconds }: RecordingRules): number | undefined {
  if (typed === writeDays(keptSeconds) && keptSeconds > 0) return Math.min(keptSeconds, longestKeptSeconds);
  const days = Number(typed.trim().replace(',', '.'));
  const seconds = Math.round(days * daySeconds);
  return /^\d/.test(typed.trim()) && seconds > 0 && seconds <= longestKeptSeconds ? seconds : undefined;
}

function writeDays(seconds: number): string {
  return String(Math.round((seconds / daySeconds) * 100) / 100);
}
