import { X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { parseParty } from '../../../../shared/domain/phone-number.ts';
import { Field } from '../../../ui/field.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useWords } from '../../../words/words.ts';
import { isSeveral, type NumbersDraft, nameTyped, readContractNumber, withoutNumber } from './contract-numbers.ts';

interface NumbersFieldProps {
  draft: NumbersDraft;
  onChange(draft: NumbersDraft): void;
  error?: string | undefined;
}

/** The numbers of a contract, in any form: typed one after the other, or pasted as a column. */
export function NumbersField({ draft, onChange, error }: NumbersFieldProps) {
  const { t, number } = useWords();
  const input = useRef<HTMLInputElement>(null);
  // What is still being typed is not yet wrong.
  const [left, setLeft] = useState(false);
  const typed = draft.typed.trim();
  const read = readContractNumber(typed);
  const isUnread = typed !== '' && read === undefined && (left || typed.replace(/\D/g, '').length > 11);

  const add = () => onChange(nameTyped(draft));
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    // The field has one line: it would join them all.
    if (!isSeveral(text)) return;
    event.preventDefault();
    setLeft(true);
    onChange(nameTyped(draft, `${draft.typed}\n${text}`));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = draft.named.at(-1);
    if ((event.key === 'Enter' || event.key === ',' || event.key === ';') && typed !== '') {
      event.preventDefault();
      setLeft(true);
      add();
    } else if (event.key === 'Backspace' && draft.typed === '' && last !== undefined) {
      onChange(withoutNumber(draft, last));
    }
  };

  return (
    <div className="flex flex-col gap-2">
      <Field
        ref={input}
        label={t('accounts.numbers.label')}
        hint={
          read === undefined
            ? t(draft.named.length === 0 ? 'accounts.numbers.hint' : 'accounts.numbers.more')
            : t('accounts.numbers.read', { number: number(parseParty(read)) })
        }
        type="tel"
        autoComplete="off"
        maxLength={2000}
        placeholder="8 495 123-45-67"
        value={draft.typed}
        error={isUnread ? t('accounts.numbers.unread') : error}
        onChange={(event) => {
          setLeft(false);
          onChange({ ...draft, typed: event.target.value });
        }}
        onBlur={() => {
          setLeft(true);
          if (typed !== '') add();
        }}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
      />
      {draft.named.length > 0 && (
        <ul aria-label={t('accounts.numbers.label')} className="flex flex-wrap gap-1.5">
          {draft.named.map((one) => {
            const written = number(parseParty(one));
            return (
              <li key={one} className="flex h-8 items-center rounded-full border border-line bg-surface pl-3">
                <span className="tabular-nums">{written}</span>
                <IconButton
                  icon={X}
                  size="sm"
                  label={t('accounts.numbers.remove', { number: written })}
                  onClick={() => {
                    onChange(withoutNumber(draft, one));
                    input.current?.focus();
                  }}
                  className="rounded-full!"
                />
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
