import { useState } from 'react';
import { Field, SelectField } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { dayWords, useMeanings } from './meanings.ts';
import { capitalized } from './numbers-words.ts';

interface DayFieldProps {
  day: number;
  error: string | undefined;
  onChange(day: number): void;
}

const another = 'another';

/** On which days: chosen by their names once the user said what some values mean, else typed as the provider counts. */
export function DayField({ day, error, onChange }: DayFieldProps) {
  const { t } = useWords();
  const meanings = useMeanings();
  const [isTyped, setTyped] = useState(false);
  const label = t('tools.numbers.labels.day');
  const known = Object.keys(meanings.days).map(Number);
  if (known.length === 0 || isTyped || Number.isNaN(day))
    return (
      <Field
        label={label}
        type="number"
        // What was chosen in has given way to it.
        autoFocus={isTyped}
        hint={t('tools.numbers.asItIs')}
        value={Number.isNaN(day) ? '' : day}
        error={error}
        onChange={({ target }) => {
          setTyped(true);
          onChange(target.valueAsNumber);
        }}
      />
    );
  const offered = [...new Set([...known, day])].sort((a, b) => a - b);
  return (
    <SelectField
      label={label}
      value={String(day)}
      error={error}
      options={[
        ...offered.map((one) => ({ value: String(one), label: capitalized(dayWords(one, meanings, t)) })),
        { value: another, label: t('tools.numbers.anotherDay') },
      ]}
      onChange={({ target }) => (target.value === another ? setTyped(true) : onChange(Number(target.value)))}
    />
  );
}
