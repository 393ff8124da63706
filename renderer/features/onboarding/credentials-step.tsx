import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import {
  type AccountDraft,
  type ProbeResult,
  type ProviderInfo,
  usualTimeZone,
} from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { problemOf, useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { numbersOf } from '../accounts/contract-numbers.ts';
import { CredentialsFields, credentialsOf, emptyCredentials, withoutSecret } from '../accounts/credentials-fields.tsx';
import { NumbersField } from '../accounts/numbers-field.tsx';
import { placeOfProblem } from '../accounts/problem-place.ts';
import { StandField } from '../accounts/stand-field.tsx';
import { StandProblem } from '../accounts/stand-problem.tsx';
import { CabinetPicture } from './cabinet-picture.tsx';
import { StepFrame } from './step-frame.tsx';

interface CredentialsStepProps {
  provider: ProviderInfo;
  onBack(): void;
  onFound(draft: AccountDraft, probe: ProbeResult): void;
}

/** Asks for what the provider wants, shows where it is found, and tries it. Changes nothing anywhere. */
export function CredentialsStep({ provider, onBack, onFound }: CredentialsStepProps) {
  const { client } = useSession();
  const { t, error } = useWords();
  const { credentialKinds: kinds, stands, listsByNumber } = provider;
  const [secret, setSecret] = useState(() => emptyCredentials(kinds[0] ?? 'password'));
  const [numbers, setNumbers] = useState({ named: [] as readonly string[], typed: '' });
  const [label, setLabel] = useState('');
  const [baseUrl, setBaseUrl] = useState('');
  const credentials = credentialsOf(secret);
  const contractNumbers = numbersOf(numbers);
  const isWhole = credentials !== undefined && (!listsByNumber || contractNumbers !== undefined);

  const form = useRef<HTMLFormElement>(null);
  const focusSecret = () => form.current?.querySelector<HTMLElement>('[data-secret]')?.focus();
  const probe = useMutation({
    mutationFn: (draft: AccountDraft) => client.accounts.probe(draft),
    onSuccess: (result, draft) => onFound(draft, result),
    // Whatever failed: everything that was typed stays, and no secret lies in the page longer than one try.
    onError() {
      setSecret(withoutSecret);
      // The button that was pressed is locked now: the focus goes where something has to be typed.
      const { activeElement } = document;
      if (form.current?.contains(activeElement) && activeElement?.matches('button')) focusSecret();
    },
  });
  const problem: Problem | undefined = probe.isError ? problemOf(probe.error) : undefined;
  const said = probe.isError ? error(probe.error) : undefined;
  const place = problem && placeOfProblem(problem);
  const saidAt = (at: typeof place) => (place === at ? said : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (credentials === undefined || !isWhole || probe.isPending) return;
    probe.mutate({
      ...{ provider: provider.id, label, baseUrl, ownNumber: '', credentials },
      ...(contractNumbers === undefined ? {} : { numbers: contractNumbers }),
      // What lists without a zone call noon is noon at the provider, wherever this computer stands.
      timeZone: listsByNumber ? usualTimeZone : Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  };

  return (
    <StepFrame
      at={1}
      of={listsByNumber ? 3 : 2}
      title={t('onboarding.credentials.title', { provider: t(`accounts.providers.${provider.id}`) })}
      text={t('onboarding.credentials.text')}
      onBack={onBack}
      wide
    >
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-[minmax(0,1fr)_340px]">
        <form ref={form} onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <CredentialsFields
            autoFocus
            kinds={kinds}
            draft={secret}
            onChange={(draft) => {
              setSecret(draft);
              if (place === 'credentials') probe.reset();
            }}
            error={saidAt('credentials')}
          />
          {listsByNumber && <NumbersField draft={numbers} onChange={setNumbers} error={saidAt('numbers')} />}
          {stands.test !== undefined && (
            <StandField
              stands={stands}
              baseUrl={baseUrl}
              onChange={(next) => {
                setBaseUrl(next);
                if (place === 'stand') probe.reset();
              }}
              error={
                place === 'stand' && (
                  <StandProblem
                    stands={stands}
                    problem={problem}
                    said={said}
                    onPick={(next) => {
                      setBaseUrl(next);
                      probe.reset();
                      focusSecret();
                    }}
                  />
                )
              }
            />
          )}
          <details className="group" open={(stands.test === undefined && place === 'stand') || undefined}>
            <summary className="w-fit rounded px-1 text-dim hover:text-text">{t('accounts.form.advanced')}</summary>
            <div className="mt-3 flex flex-col gap-4">
              <Field
                label={t('onboarding.credentials.label')}
                hint={t('accounts.form.labelHint')}
                maxLength={80}
                value={label}
                onChange={(event) => setLabel(event.target.value)}
              />
              {stands.test === undefined && (
                <Field
                  label={t('accounts.form.baseUrl')}
                  hint={t('accounts.form.baseUrlHint')}
                  type="url"
                  spellCheck={false}
                  maxLength={500}
                  placeholder="https://"
                  value={baseUrl}
                  onChange={(event) => setBaseUrl(event.target.value)}
                  error={saidAt('stand')}
                />
              )}
            </div>
          </details>
          {said && (place === undefined || place === 'cabinet') && (
            <p role="alert" className="rounded-lg border border-miss-line bg-miss-bg px-3 py-2 text-miss">
              {said}
            </p>
          )}
          <Button type="submit" variant="primary" size="lg" disabled={!isWhole} busy={probe.isPending}>
            {t(probe.isPending ? 'onboarding.credentials.checking' : 'onboarding.credentials.check')}
          </Button>
        </form>
        <CabinetPicture provider={provider.id} kind={secret.kind} isOff={place === 'cabinet'} />
      </div>
    </StepFrame>
  );
}
