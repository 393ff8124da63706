import { type ReactNode, useState } from 'react';
import type { ProviderInfo } from '../../../shared/contract/account.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.ts';
import { type StandChoice, standOf } from './stand.ts';

interface StandFieldProps {
  stands: ProviderInfo['stands'];
  /** The address as the contract takes it: empty means the usual one. */
  baseUrl: string;
  onChange(baseUrl: string): void;
  /** Said here, with what puts it right. */
  error?: ReactNode;
}

/** Which of the provider's stands the account is at, or an address that somebody named. */
export function StandField({ stands, baseUrl, onChange, error }: StandFieldProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(standOf(baseUrl, stands) === 'other' ? baseUrl : '');
  const [isOther, setOther] = useState(standOf(baseUrl, stands) === 'other');
  // Somebody else may have put the address right meanwhile.
  const choice: StandChoice = isOther && baseUrl === typed ? 'other' : standOf(baseUrl, stands);
  const addresses = { production: '', test: stands.test ?? '', other: typed };
  const choose = (next: StandChoice) => {
    setOther(next === 'other');
    onChange(addresses[next]);
  };
  return (
    <div className="flex flex-col gap-2">
      <p aria-hidden className="-mb-1 font-medium">
        {t('accounts.stand.label')}
      </p>
      <Segmented
        label={t('accounts.stand.label')}
        value={choice}
        onChange={choose}
        options={[
          { value: 'production', label: t('accounts.stand.production') },
          ...(stands.test === undefined ? [] : [{ value: 'test' as const, label: t('accounts.stand.test') }]),
          { value: 'other', label: t('accounts.stand.other') },
        ]}
      />
      {choice === 'other' ? (
        <Field
          label={t('accounts.form.baseUrl')}
          hint={t('accounts.form.baseUrlHint')}
          type="url"
          spellCheck={false}
          maxLength={500}
          placeholder="https://"
          aria-invalid={error ? true : undefined}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(event.target.value);
          }}
        />
      ) : (
        !error && <p className="text-dim text-sm">{t(`accounts.stand.hints.${choice}`)}</p>
      )}
      {error}
    </div>
  );
}
