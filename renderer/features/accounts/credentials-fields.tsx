import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { Credentials } from '../../../shared/contract/account.ts';
import { useWords } from '../../app/words.ts';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';

/** What stands in the fields; both kinds are kept, so that switching loses nothing. */
export interface CredentialsDraft {
  kind: Credentials['kind'];
  login: string;
  password: string;
  apikey: string;
}

export const emptyCredentials: CredentialsDraft = { kind: 'password', login: '', password: '', apikey: '' };

/** The credentials as the contract wants them; undefined while something is missing. */
export function credentialsOf({ kind, login, password, apikey }: CredentialsDraft): Credentials | undefined {
  if (kind === 'apikey') return apikey.trim() === '' ? undefined : { kind, apikey: apikey.trim() };
  if (kind !== 'password') return undefined;
  return login.trim() === '' || password === '' ? undefined : { kind, login: login.trim(), password };
}

/** After a refusal everything that was typed stays but the secret itself. */
export function withoutSecret(draft: CredentialsDraft): CredentialsDraft {
  return { ...draft, password: '', apikey: '' };
}

interface CredentialsFieldsProps {
  draft: CredentialsDraft;
  onChange(draft: CredentialsDraft): void;
  /** Said at the secret. */
  error?: string | undefined;
  autoFocus?: boolean;
}

export function CredentialsFields({ draft, onChange, error, autoFocus }: CredentialsFieldsProps) {
  const { t } = useWords();
  const change = (part: Partial<CredentialsDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Segmented
        label={t('onboarding.credentials.byPassword')}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={[
          { value: 'password', label: t('onboarding.credentials.byPassword') },
          { value: 'apikey', label: t('onboarding.credentials.byKey') },
        ]}
      />
      {draft.kind === 'password' ? (
        <>
          <Field
            label={t('onboarding.credentials.login')}
            hint={t('onboarding.credentials.loginHint')}
            autoFocus={autoFocus}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            value={draft.login}
            onChange={(event) => change({ login: event.target.value })}
          />
          <SecretField
            label={t('onboarding.credentials.password')}
            value={draft.password}
            maxLength={500}
            error={error}
            onChange={(password) => change({ password })}
          />
        </>
      ) : (
        <SecretField
          label={t('onboarding.credentials.apikey')}
          value={draft.apikey}
          maxLength={4000}
          error={error}
          onChange={(apikey) => change({ apikey })}
        />
      )}
    </>
  );
}

interface SecretFieldProps {
  label: string;
  value: string;
  maxLength: number;
  error?: string | undefined;
  onChange(value: string): void;
}

function SecretField({ label, value, maxLength, error, onChange }: SecretFieldProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field
        ref={emptyWhenRemoved}
        data-secret
        label={label}
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton
        icon={shown ? EyeOff : Eye}
        size="sm"
        label={t(shown ? 'onboarding.credentials.hide' : 'onboarding.credentials.show')}
        onClick={() => setShown(!shown)}
        className="absolute! top-[26px] right-1"
      />
    </div>
  );
}

/** The page may hold a removed form for long, by the last event that was in it: not with a secret in its field. */
function emptyWhenRemoved(input: HTMLInputElement) {
  return () => {
    input.value = '';
  };
}
