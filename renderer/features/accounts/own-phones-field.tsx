import { useId } from 'react';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { useWords } from '../../words/words.ts';

interface OwnPhonesFieldProps {
  phones: readonly string[];
  selected: ReadonlySet<string>;
  onChange(selected: ReadonlySet<string>): void;
  /** What each is called; undefined while that is read. */
  nameOf(phone: string): string | undefined;
  onName(phone: string, name: string): void;
}

/** Which of the phones that answer are one's own, and whose each is: what another takes was answered elsewhere, by name. */
export function OwnPhonesField({ phones, selected, onChange, nameOf, onName }: OwnPhonesFieldProps) {
  const { t, number } = useWords();
  const id = useId();
  const press = (phone: string) =>
    onChange(
      selected.has(phone) ? new Set([...selected].filter((one) => one !== phone)) : new Set([...selected, phone]),
    );
  return (
    <fieldset aria-describedby={`${id}-hint`} className="border-line border-t pt-4">
      <legend className="sr-only">{t('accounts.form.ownPhones')}</legend>
      <p aria-hidden className="font-medium">
        {t('accounts.form.ownPhones')}
      </p>
      <p id={`${id}-hint`} className="mb-1.5 text-dim text-sm">
        {t('accounts.form.ownPhonesHint')}
      </p>
      <div className="flex flex-col gap-1.5">
        {phones.map((phone) => {
          const written = number(parseParty(phone));
          const name = nameOf(phone);
          return (
            <div key={phone} className="grid min-h-8 grid-cols-2 items-center gap-3">
              <span className="flex min-w-0 items-center gap-2">
                <Checkbox id={`${id}-${phone}`} checked={selected.has(phone)} onPress={() => press(phone)} />
                <label htmlFor={`${id}-${phone}`} className="truncate">
                  {written}
                </label>
              </span>
              <input
                aria-label={t('accounts.form.phoneName', { phone: written })}
                placeholder={t('accounts.form.phoneNameEmpty')}
                maxLength={100}
                disabled={name === undefined}
                value={name ?? ''}
                onChange={(event) => onName(phone, event.target.value)}
                className="h-8 min-w-0 rounded-lg border border-line bg-surface px-2.5 placeholder:text-faint hover:border-line-strong focus:border-accent-solid focus-visible:outline-[3px] focus-visible:outline-accent-solid/30 focus-visible:outline-offset-0"
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
