import type { Account, Credentials, ProviderId } from '../../../../shared/contract/account.ts';
import { Field } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { useWords } from '../../../words/words.ts';
import { accessPlace } from './access-place.ts';
import { SecretField } from './secret-field.tsx';
import { TokenField } from './token-field.tsx';

type Kind = Credentials['kind'];

/** What stands in the fields; every kind is kept, so that switching loses nothing. */
export interface CredentialsDraft {
  kind: Kind;
  login: string;
  password: string;
  apikey: string;
  token: string;
}

export function emptyCredentials(kind: Kind): CredentialsDraft {
  return { kind, login: '', password: '', apikey: '', token: '' };
}

/** To be entered anew: who it is stays as it was. */
export function credentialsFor({ credentialKind, identity }: Account): CredentialsDraft {
  return { ...emptyCredentials(credentialKind), login: credentialKind === 'password' ? identity : '' };
}

/** The credentials as the contract wants them; undefined while something is missing. */
export function credentialsOf({ kind, login, password, apikey, token }: CredentialsDraft): Credentials | undefined {
  switch (kind) {
    case 'password':
      return login.trim() === '' || password === '' ? undefined : { kind, login: login.trim(), password };
    case 'apikey':
      return apikey.trim() === '' ? undefined : { kind, apikey: apikey.trim() };
    case 'token':
      return token.trim() === '' ? undefined : { kind, token: token.trim() };
    case 'none':
      return { kind };
  }
}

/** What of an account's credentials was changed; undefined where there is nothing to store. */
export function changedCredentials(draft: CredentialsDraft, account: Account): Credentials | undefined {
  return draft.kind === 'none' && account.credentialKind === 'none' ? undefined : credentialsOf(draft);
}

/** After a refusal everything that was typed stays but the secret itself. */
export function withoutSecret(draft: CredentialsDraft): CredentialsDraft {
  return { ...draft, password: '', apikey: '', token: '' };
}

interface CredentialsFieldsProps {
  provider: ProviderId;
  /** Those that the provider takes. */
  kinds: readonly Kind[];
  draft: CredentialsDraft;
  onChange(draft: CredentialsDraft): void;
  /** Said at the secret. */
  error?: string | undefined;
  autoFocus?: boolean;
}

export function CredentialsFields({ provider, kinds, draft, onChange, error, autoFocus }: CredentialsFieldsProps) {
  const { t } = useWords();
  const change = (part: Partial<CredentialsDraft>) => onChange({ ...draft, ...part });
  const labels: Record<Kind, string> = {
    password: t('onboarding.credentials.byPassword'),
    apikey: t('onboarding.credentials.byKey'),
    token: t('onboarding.token.label'),
    none: t('onboarding.credentials.byAddress'),
  };
  return (
    <>
      {kinds.length > 1 && (
        <Segmented
          label={t('onboarding.credentials.how')}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          options={kinds.map((value) => ({ value, label: labels[value] }))}
        />
      )}
      {draft.kind === 'password' && (
        <>
          <Field
            label={t('onboarding.credentials.login')}
            hint={t(
              accessPlace[provider] === 'request'
                ? 'onboarding.credentials.loginHintByRequest'
                : 'onboarding.credentials.loginHint',
            )}
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
      )}
      {draft.kind === 'apikey' && (
        <SecretField
          label={t('onboarding.credentials.apikey')}
          value={draft.apikey}
          maxLength={4000}
          error={error}
          onChange={(apikey) => change({ apikey })}
        />
      )}
      {draft.kind === 'token' && (
        <TokenField autoFocus={autoFocus} value={draft.token} error={error} onChange={(token) => change({ token })} />
      )}
      {draft.kind === 'none' && (
        <p className="rounded-lg bg-sunk px-3 py-2 text-dim">
          {t('onboarding.credentials.byAddressText')}
          {error && (
            <span role="alert" className="mt-1 block text-miss">
              {error}
            </span>
          )}
        </p>
      )}
    </>
  );
}
