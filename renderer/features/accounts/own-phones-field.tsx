import { useId } from 'react';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { useWords } from '../../words/words.ts';

interface OwnPhonesFieldProps {
  phones: readonly string[];
  chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** Which of the phones that answer are one's own: what another takes was answered elsewhere. */
export function OwnPhonesField({ phones, chosen, onChange }: OwnPhonesFieldProps) {
  const { t, number } = useWords();
  const id = useId();
  const press = (phone: string) =>
    onChange(chosen.has(phone) ? new Set([...chosen].filter((one) => one !== phone)) : new Set([...chosen, phone]));
  return (
    <fieldset aria-describedby={`${id}-hint`} className="border-line border-t pt-4">
      <legend className="sr-only">{t('accounts.form.ownPhones')}</legend>
      <p aria-hidden className="font-medium">
        {t('accounts.form.ownPhones')}
      </p>
      <p id={`${id}-hint`} className="mb-1.5 text-dim text-sm">
        {t('accounts.form.ownPhonesHint')}
      </p>
      <div className="grid grid-cols-2 gap-x-4">
        {phones.map((phone) => (
          <div key={phone} className="flex min-h-8 min-w-0 items-center gap-2">
            <Checkbox id={`${id}-${phone}`} checked={chosen.has(phone)} onPress={() => press(phone)} />
            <label htmlFor={`${id}-${phone}`} className="truncate">
              {number(parseParty(phone))}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
