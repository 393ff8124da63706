import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { AccountDraft, ProbeResult } from '../../../shared/contract/account.ts';
import { problemOf, useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { CredentialsFields, credentialsOf, emptyCredentials, withoutSecret } from '../accounts/credentials-fields.tsx';
import { CabinetPicture } from './cabinet-picture.tsx';
import { StepFrame } from './step-frame.tsx';

interface CredentialsStepProps {
  onBack(): void;
  onFound(draft: AccountDraft, probe: ProbeResult): void;
}

/** Asks for the credentials, shows where they are, and tries them. Changes nothing anywhere. */
export function CredentialsStep({ onBack, onFound }: CredentialsStepProps) {
  const { client } = useSession();
  const { t, error } = useWords();
  const [secret, setSecret] = useState(emptyCredentials);
  const [label, setLabel] = useState('');
  const [baseUrl, setBaseUrl] = useState('');
  const credentials = credentialsOf(secret);

  const form = useRef<HTMLFormElement>(null);
  const probe = useMutation({
    mutationFn: (draft: AccountDraft) => client.accounts.probe(draft),
    onSuccess: (result, draft) => onFound(draft, result),
    // Whatever failed: everything that was typed stays, and no secret lies in the page longer than one try.
    onError() {
      setSecret(withoutSecret);
      // The button that was pressed is locked now: the focus goes where something has to be typed.
      const { current } = form;
      if (current?.contains(document.activeElement) && document.activeElement?.matches('button')) {
        current.querySelector<HTMLElement>('[data-secret]')?.focus();
      }
    },
  });
  const code = probe.isError ? problemOf(probe.error)?.code : undefined;
  const said = probe.isError ? error(probe.error) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (credentials === undefined || probe.isPending) return;
    probe.mutate({
      provider: 'sipnet',
      label,
      baseUrl,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ownNumber: '',
      credentials,
    });
  };

  return (
    <StepFrame
      at={1}
      title={t('onboarding.credentials.title', { provider: t('accounts.providers.sipnet') })}
      text={t('onboarding.credentials.text')}
      onBack={onBack}
      wide
    >
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-[minmax(0,1fr)_340px]">
        <form ref={form} onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <CredentialsFields
            autoFocus
            draft={secret}
            onChange={(draft) => {
              setSecret(draft);
              if (code === 'BAD_CREDENTIALS') probe.reset();
            }}
            error={code === 'BAD_CREDENTIALS' ? said : undefined}
          />
          <details className="group" open={code === 'WRONG_ADDRESS' || undefined}>
            <summary className="w-fit rounded px-1 text-dim hover:text-text">{t('accounts.form.advanced')}</summary>
            <div className="mt-3 flex flex-col gap-4">
              <Field
                label={t('onboarding.credentials.label')}
                hint={t('accounts.form.labelHint')}
                maxLength={80}
                value={label}
                onChange={(event) => setLabel(event.target.value)}
              />
              <Field
                label={t('accounts.form.baseUrl')}
                hint={t('accounts.form.baseUrlHint')}
                type="url"
                spellCheck={false}
                maxLength={500}
                placeholder="https://"
                value={baseUrl}
                onChange={(event) => setBaseUrl(event.target.value)}
                error={code === 'WRONG_ADDRESS' ? said : undefined}
              />
            </div>
          </details>
          {said && code !== 'BAD_CREDENTIALS' && code !== 'WRONG_ADDRESS' && (
            <p role="alert" className="rounded-lg border border-miss-line bg-miss-bg px-3 py-2 text-miss">
              {said}
            </p>
          )}
          <Button type="submit" variant="primary" size="lg" disabled={credentials === undefined} busy={probe.isPending}>
            {t(probe.isPending ? 'onboarding.credentials.checking' : 'onboarding.credentials.check')}
          </Button>
        </form>
        <CabinetPicture kind={secret.kind} />
      </div>
    </StepFrame>
  );
}
