import { type ReactNode, useState } from 'react';
import type { ProviderInfo } from '../../../../shared/contract/account.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { useWords } from '../../../words/words.ts';
import { AddressField } from './address-field.tsx';
import { type EnvironmentChoice, environmentOf } from './environment.ts';

interface EnvironmentFieldProps {
  environments: ProviderInfo['environments'];
  /** The address as the contract takes it: empty means the usual one. */
  baseUrl: string;
  onChange(baseUrl: string): void;
  /** Said here, with what puts it right. */
  error?: ReactNode;
}

/** Which of the provider's environments the account is at, or an address that somebody named. */
export function EnvironmentField({ environments, baseUrl, onChange, error }: EnvironmentFieldProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(environmentOf(baseUrl, environments) === 'other' ? baseUrl : '');
  const [isOther, setOther] = useState(environmentOf(baseUrl, environments) === 'other');
  // Somebody else may have put the address right meanwhile.
  const choice: EnvironmentChoice = isOther && baseUrl === typed ? 'other' : environmentOf(baseUrl, environments);
  const addresses = { production: '', test: environments.test ?? '', other: typed };
  const choose = (next: EnvironmentChoice) => {
    setOther(next === 'other');
    onChange(addresses[next]);
  };
  return (
    <div className="flex flex-col gap-2">
      <p aria-hidden className="-mb-1 font-medium">
        {t('accounts.environment.label')}
      </p>
      <Segmented
        label={t('accounts.environment.label')}
        value={choice}
        onChange={choose}
        options={[
          { value: 'production', label: t('accounts.environment.production') },
          ...(environments.test === undefined
            ? []
            : [{ value: 'test' as const, label: t('accounts.environment.test') }]),
          { value: 'other', label: t('accounts.environment.other') },
        ]}
      />
      {choice === 'other' ? (
        <AddressField
          isWrong={Boolean(error)}
          value={typed}
          onChange={(address) => {
            setTyped(address);
            onChange(address);
          }}
        />
      ) : (
        !error && <p className="text-dim text-sm">{t(`accounts.environment.hints.${choice}`)}</p>
      )}
      {error}
    </div>
  );
}
