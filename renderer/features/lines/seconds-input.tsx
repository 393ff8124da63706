import type { ComponentProps } from 'react';
import { useWords } from '../../words/words.ts';
import { InlineInput } from './inline-input.tsx';

interface SecondsInputProps extends Omit<ComponentProps<typeof InlineInput>, 'value' | 'onChange'> {
  value: number;
  onChange(seconds: number): void;
}

/** How long a phone rings. Emptied, it is no number of seconds (-1), and told to be wrong. */
export function SecondsInput({ value, onChange, className = '', ...rest }: SecondsInputProps) {
  const { t } = useWords();
  return (
    <span className={`flex items-center gap-1.5 ${className}`}>
      <InlineInput
        inputMode="numeric"
        maxLength={5}
        value={value < 0 ? '' : value}
        className="w-12 text-right"
        onChange={({ target }) => onChange(/^\d+$/.test(target.value) ? Number(target.value) : -1)}
        {...rest}
      />
      <span aria-hidden className="text-dim">
        {t('lines.change.seconds', { value: '' }).trim()}
      </span>
    </span>
  );
}
