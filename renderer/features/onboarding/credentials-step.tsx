import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type DraftProbe, type ProviderInfo, usualTimeZone } from '../../../shared/contract/account.ts';
import type { VaultState } from '../../../shared/contract/host.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useForgettable } from '../../ui/use-forgettable.ts';
import { useWords } from '../../words/words.ts';
import { numbersOf } from '../accounts/contract-numbers.ts';
import { CredentialsFields, credentialsOf, emptyCredentials, withoutSecret } from '../accounts/credentials-fields.tsx';
import { NumbersField } from '../accounts/numbers-field.tsx';
import { placeOfProblem } from '../accounts/problem-place.ts';
import { StandField } from '../accounts/stand-field.tsx';
import { StandProblem } from '../accounts/stand-problem.tsx';
import { needsVault } from '../settings/vault-form.tsx';
import { CabinetPicture } from './cabinet-picture.tsx';
import { StepFrame } from './step-frame.tsx';
import { describeSecret, type TriedDraft } from './tried-draft.ts';

interface CredentialsStepProps {
  provider: ProviderInfo;
  /** Kept while other steps show, so that going back finds everything as it was typed; but no secret is. */
  hidden: boolean;
  onBack(): void;
  /** Only ever while the form shows. */
  onFound(draft: TriedDraft, probe: DraftProbe): void;
}

/** A file that is there is to be opened, and nobody is asked where to keep anything. */
function whereKept(vault: VaultState | undefined): VaultState['kind'] | 'locked' {
  if (vault === undefined || !needsVault(vault)) return vault?.kind ?? 'none';
  return vault.fileExists ? 'locked' : 'none';
}

/** Asks for what the provider wants, shows where it is found, and tries it. Changes nothing anywhere. */
export function CredentialsStep({ provider, hidden, onBack, onFound }: CredentialsStepProps) {
  const { client } = useSession();
  const lost = useLost();
  const vault = useLive((state) => state.vault);
  const { t, error } = useWords();
  const { credentialKinds: kinds, stands, listsByNumber, localTimes, capabilities } = provider;
  const [secret, setSecret, forget] = useForgettable(() => emptyCredentials(kinds[0] ?? 'password'), withoutSecret);
  const [numbers, setNumbers] = useState({ named: [] as readonly string[], typed: '' });
  const [label, setLabel] = useState('');
  const [baseUrl, setBaseUrl] = useState('');
  const [isMoreOpen, setMoreOpen] = useState(false);
  const credentials = credentialsOf(secret);
  const contractNumbers = numbersOf(numbers);
  const isWhole = credentials !== undefined && (!listsByNumber || contractNumbers !== undefined);

  const form = useRef<HTMLFormElement>(null);
  const focusSecret = () => form.current?.querySelector<HTMLElement>('[data-secret]')?.focus();
  const named = contractNumbers === undefined ? {} : { numbers: contractNumbers };
  const probe = useMutation({
    async mutationFn() {
      if (credentials === undefined) throw new TypeError('nothing to try');
      const described = { provider: provider.id, label, baseUrl, ...named };
      const tried = { ...described, secret: describeSecret(credentials) };
      const probing = client.accounts.probe({
        ...{ ...described, ownNumber: '', credentials },
        // What lists without a zone call noon is noon at the provider, wherever this computer stands.
        timeZone: localTimes ? usualTimeZone : Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
      // Whatever came of it: everything that was typed stays, and no secret lies in the page longer than one try.
      const found = await probing.finally(forget);
      return { tried, found };
    },
  });
  const problem: Problem | undefined = probe.isError ? problemOf(probe.error) : undefined;
  const said = probe.isError ? error(probe.error) : undefined;
  const place = problem && placeOfProblem(problem);
  const saidAt = (at: typeof place) => (place === at ? said : undefined);

  // Who left the form meanwhile is not called back to it; once they are at it again, it goes on from what was found.
  const { data: answer } = probe;
  const told = useRef(answer);
  const goOn = useEffectEvent(onFound);
  useEffect(() => {
    if (hidden || answer === undefined || answer === told.current) return;
    told.current = answer;
    goOn(answer.tried, answer.found);
  }, [hidden, answer]);

  const forgetSecret = useEffectEvent(forget);
  useEffect(() => {
    if (hidden) queueMicrotask(forgetSecret);
  }, [hidden]);
  // Elsewhere the address stands in the open.
  const isAddressWrong = place === 'stand' && stands.test === undefined;
  useEffect(() => {
    if (isAddressWrong) setMoreOpen(true);
  }, [isAddressWrong]);
  const focusFault = useEffectEvent(() => {
    const { activeElement } = document;
    // Whoever does something else by now goes on with it; a button that locks itself has lost the focus to nothing.
    if (activeElement !== document.body && !form.current?.contains(activeElement)) return;
    const fault = form.current?.querySelector<HTMLElement>('[aria-invalid=true]') ?? null;
    if (fault === null) focusSecret();
    else fault.focus();
  });
  const { error: failure } = probe;
  useEffect(() => {
    // Its section is opened first.
    if (failure !== null) requestAnimationFrame(focusFault);
  }, [failure]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !probe.isPending) probe.mutate();
  };

  return (
    <StepFrame
      at={1}
      of={capabilities.includes('webhook') ? 2 : 3}
      title={t('onboarding.credentials.title', { provider: t(`accounts.providers.${provider.id}`) })}
      text={t(`onboarding.credentials.kept.${whereKept(vault)}`)}
      onBack={onBack}
      wide
    >
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-[minmax(0,1fr)_340px]">
        <form ref={form} onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <CredentialsFields
            autoFocus
            provider={provider.id}
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
          <details
            className="group"
            open={isMoreOpen}
            onToggle={({ currentTarget }) => setMoreOpen(currentTarget.open)}
          >
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
          <Button type="submit" variant="primary" size="lg" disabled={!isWhole} busy={probe.isPending} unable={lost}>
            {t(probe.isPending ? 'onboarding.credentials.checking' : 'onboarding.credentials.check')}
          </Button>
        </form>
        <CabinetPicture provider={provider.id} kind={secret.kind} isOff={place === 'cabinet'} />
      </div>
    </StepFrame>
  );
}
