import { Field } from '../../../ui/field.tsx';
import { useWords } from '../../../words/words.ts';

interface AddressFieldProps {
  value: string;
  onChange(value: string): void;
  /** Said at the field. */
  error?: string | undefined;
  /** What is wrong with it is said elsewhere. */
  isWrong?: boolean;
}

/** The address of a provider as somebody was told it. */
export function AddressField({ value, onChange, error, isWrong = error !== undefined }: AddressFieldProps) {
  const { t } = useWords();
  return (
    <Field
      label={t('accounts.form.baseUrl')}
      hint={t('accounts.form.baseUrlHint')}
      type="url"
      spellCheck={false}
      maxLength={500}
      placeholder="https://"
      aria-invalid={isWrong || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  );
}
