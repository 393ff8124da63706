import { parseParty } from '../../../../shared/domain/phone-number.ts';
import { Field, SelectField } from '../../../ui/field.tsx';
import { useWords } from '../../../words/words.ts';

interface OwnNumberFieldProps {
  /** Of the contract, in E.164: where those are named, it is one of them. */
  numbers: readonly string[] | undefined;
  value: string;
  onChange(number: string): void;
  label: string;
  hint: string;
  placeholder?: string;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** The phone that a callback rings first. */
export function OwnNumberField({ numbers, onChange, placeholder, ...rest }: OwnNumberFieldProps) {
  const { number } = useWords();
  if (numbers === undefined) {
    return (
      <Field
        {...rest}
        placeholder={placeholder}
        type="tel"
        maxLength={64}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <SelectField
      {...rest}
      onChange={(event) => onChange(event.target.value)}
      options={numbers.map((one) => ({ value: one, label: number(parseParty(one)) }))}
    />
  );
}
