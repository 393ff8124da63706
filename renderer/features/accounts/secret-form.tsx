import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Account, ProviderInfo } from '../../../shared/contract/account.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useForgettable } from '../../ui/use-forgettable.ts';
import { useWords } from '../../words/words.ts';
import { CredentialsFields, credentialsFor, credentialsOf, withoutSecret } from './credentials-fields.tsx';
import { placeOfProblem } from './problem-place.ts';
import { StandField } from './stand-field.tsx';
import { StandProblem } from './stand-problem.tsx';

interface SecretFormProps {
  account: Account;
  provider: ProviderInfo;
  onSaved(): void;
}

/** The way out of a secret that is no good any more: another one, and nothing else to look at. */
export function SecretForm({ account, provider, onSaved }: SecretFormProps) {
  const { client } = useSession();
  const { t, error } = useWords();
  const { stands, credentialKinds } = provider;
  const [secret, setSecret, forget] = useForgettable(() => credentialsFor(account), withoutSecret);
  const [baseUrl, setBaseUrl] = useState(account.baseUrl);
  const credentials = credentialsOf(secret);
  const save = useMutation({
    // No secret lies in the page longer than one try.
    mutationFn: () => client.accounts.update({ id: account.id, baseUrl, credentials }).finally(forget),
    onSuccess() {
      onSaved();
      showToast({ text: t('accounts.form.saved') });
    },
  });
  const problem = save.isError ? problemOf(save.error) : undefined;
  const place = problem && placeOfProblem(problem);
  const said = save.isError ? error(save.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (credentials !== undefined && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <CredentialsFields
        provider={provider.id}
        autoFocus
        kinds={credentialKinds}
        draft={secret}
        onChange={(draft) => {
          setSecret(draft);
          if (place === 'credentials') save.reset();
        }}
        error={place === 'credentials' ? said : undefined}
      />
      {stands.test !== undefined && (
        <StandField
          stands={stands}
          baseUrl={baseUrl}
          onChange={setBaseUrl}
          error={
            place === 'stand' && (
              <StandProblem
                stands={stands}
                problem={problem}
                said={said}
                onPick={(next) => {
                  setBaseUrl(next);
                  save.reset();
                }}
              />
            )
          }
        />
      )}
      {said && place !== 'credentials' && (place !== 'stand' || stands.test === undefined) && (
        <p role="alert" className="text-miss">
          {said}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={credentials === undefined} busy={save.isPending}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
}
