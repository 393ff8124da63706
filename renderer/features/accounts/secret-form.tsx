import type { FormEvent } from 'react';
import type { Account, ProviderInfo } from '../../../shared/contract/account.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { EnvironmentPart, SecretPart } from './connect/connect-fields.tsx';
import { useConnectForm } from './connect/connect-form.ts';
import { credentialsFor, credentialsOf } from './connect/credentials-fields.tsx';

interface SecretFormProps {
  account: Account;
  provider: ProviderInfo;
  onSaved(): void;
}

/** The way out of a secret that is no good any more: another one, and nothing else to look at. */
export function SecretForm({ account, provider, onSaved }: SecretFormProps) {
  const { client } = useSession();
  const { t } = useWords();
  const { form } = useConnectForm({
    provider,
    start: { secret: credentialsFor(account), baseUrl: account.baseUrl },
    send: ({ secret, baseUrl }) =>
      client.accounts.update({ id: account.id, baseUrl, credentials: credentialsOf(secret) }),
    onSent() {
      onSaved();
      showToast({ text: t('accounts.form.saved') });
    },
  });
  const { place, said } = form;
  const isWhole = credentialsOf(form.secret) !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !form.isSending) form.send();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <SecretPart form={form} autoFocus />
      <EnvironmentPart form={form} />
      {said && place !== 'credentials' && (place !== 'environment' || provider.environments.test === undefined) && (
        <p role="alert" className="text-miss">
          {said}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={!isWhole} busy={form.isSending}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
}
