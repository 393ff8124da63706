import { SelectField } from '../../../ui/field.tsx';
import { useWords } from '../../../words/words.ts';
import { timeZoneOptions } from './time-zones.ts';

interface TimeZoneFieldProps {
  /** IANA zone. */
  timeZone: string;
  onChange(timeZone: string): void;
}

/** Whose time the provider's lists are in, where they name none. */
export function TimeZoneField({ timeZone, onChange }: TimeZoneFieldProps) {
  const { t, locale } = useWords();
  return (
    <SelectField
      label={t('accounts.form.timeZone')}
      hint={t('accounts.form.timeZoneHint')}
      value={timeZone}
      onChange={(event) => onChange(event.target.value)}
      options={timeZoneOptions(timeZone, locale, Date.now())}
    />
  );
}
