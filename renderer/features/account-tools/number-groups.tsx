import type {
  NumberFlag,
  NumberMail,
  NumberSeconds,
  UniversalNumber,
} from '../../../shared/domain/universal-numbers.ts';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { useMeanings } from './meanings.ts';
import { capitalized, zoneWords } from './numbers-words.ts';

interface Group {
  name: 'general' | 'greeting' | 'queue' | 'recording' | 'shortNumbers';
  flags: readonly NumberFlag[];
  seconds: readonly NumberSeconds[];
  mails: readonly NumberMail[];
}

/** As a person thinks of what a number does, from the caller's first second on. */
const groups: readonly Group[] = [
  { name: 'general', flags: ['enabled'], seconds: [], mails: [] },
  {
    name: 'greeting',
    flags: ['need_begin_ivr', 'need_advert', 'menu_allowed', 'say_tone', 'say_ani'],
    seconds: [],
    mails: [],
  },
  { name: 'queue', flags: ['ext_queue'], seconds: ['max_queue_time', 'make_call_time'], mails: [] },
  { name: 'recording', flags: ['need_record'], seconds: [], mails: ['voice_email', 'conf_email', 'fax_email'] },
  { name: 'shortNumbers', flags: ['op_ext_enabled', 'ap_ext_enabled'], seconds: [], mails: [] },
];

interface NumberGroupsProps {
  one: UniversalNumber;
  saidAt(field: string): string | undefined;
  onChange(part: Partial<UniversalNumber>): void;
}

/** All of a number but its destinations. What the provider did not tell of it is not offered. */
export function NumberGroups({ one, saidAt, onChange }: NumberGroupsProps) {
  const { t } = useWords();
  return groups.map(({ name: group, ...names }) => {
    const flags = names.flags.filter((name) => one.flags[name] !== undefined);
    const seconds = names.seconds.filter((name) => one.seconds[name] !== undefined);
    const mails = names.mails.filter((name) => one.mails[name] !== undefined);
    const hasTexts = group === 'general' && Object.keys(one.texts).length > 0;
    if (flags.length + seconds.length + mails.length === 0 && !hasTexts) return null;
    return (
      <fieldset key={group} className="flex flex-col gap-3">
        <legend className="mb-1.5 font-semibold">{t(`tools.numbers.groups.${group}`)}</legend>
        {flags.length > 0 && (
          <div className="divide-y divide-line rounded-xl border border-line bg-surface px-3.5">
            {flags.map((name) => (
              <Switch
                key={name}
                label={capitalized(t(`tools.numbers.flags.${name}`))}
                hint={saidAt(name) && <span className="text-miss">{saidAt(name)}</span>}
                checked={one.flags[name] === true}
                onChange={(checked) => onChange({ flags: { ...one.flags, [name]: checked } })}
              />
            ))}
          </div>
        )}
        {hasTexts && <TextFields one={one} saidAt={saidAt} onChange={onChange} />}
        {seconds.map((name) => (
          <Field
            key={name}
            label={capitalized(`${t(`tools.numbers.seconds.${name}`)}, ${t('tools.numbers.inSeconds')}`)}
            type="number"
            min={0}
            value={Number.isNaN(one.seconds[name]) ? '' : one.seconds[name]}
            error={saidAt(name)}
            onChange={({ target }) => onChange({ seconds: { ...one.seconds, [name]: target.valueAsNumber } })}
          />
        ))}
        {mails.map((name) => (
          <Field
            key={name}
            label={t(`tools.numbers.mails.${name}`)}
            type="email"
            maxLength={200}
            value={one.mails[name]}
            error={saidAt(name)}
            onChange={({ target }) => onChange({ mails: { ...one.mails, [name]: target.value.trim() } })}
          />
        ))}
      </fieldset>
    );
  });
}

function TextFields({ one: { texts }, saidAt, onChange }: NumberGroupsProps) {
  const { t, locale } = useWords();
  const { timeZones } = useMeanings();
  const { description, time_zone: timeZone } = texts;
  return (
    <>
      {description !== undefined && (
        <Field
          label={t('tools.numbers.texts.description')}
          maxLength={200}
          value={description}
          error={saidAt('description')}
          onChange={({ target }) => onChange({ texts: { ...texts, description: target.value } })}
        />
      )}
      {timeZone !== undefined && (
        <Field
          label={t('tools.numbers.texts.time_zone')}
          maxLength={20}
          hint={zoneWords(timeZones[timeZone], locale) ?? t('tools.numbers.asItIs')}
          value={timeZone}
          error={saidAt('time_zone')}
          onChange={({ target }) => onChange({ texts: { ...texts, time_zone: target.value.trim() } })}
        />
      )}
    </>
  );
}
