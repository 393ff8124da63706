import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DraftProbe, ProviderInfo } from '../../../shared/contract/account.ts';
import type { VaultState } from '../../../shared/contract/host.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { AddressPart, EnvironmentPart, NumbersPart, SecretPart } from '../accounts/connect/connect-fields.tsx';
import { useConnectForm } from '../accounts/connect/connect-form.ts';
import { credentialsOf, emptyCredentials } from '../accounts/connect/credentials-fields.tsx';
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
  if (vault === undefined || vault.kind === 'keychain' || !needsVault(vault)) return vault?.kind ?? 'none';
  return vault.fileExists ? 'locked' : 'none';
}

/** Asks for what the provider wants, shows where it is found, and tries it. Changes nothing anywhere. */
export function CredentialsStep({ provider, hidden, onBack, onFound }: CredentialsStepProps) {
  const { client } = useSession();
  const lost = useLost();
  const vault = useLive((state) => state.vault);
  const { t } = useWords();
  const { credentialKinds: kinds, environments, capabilities } = provider;
  const [label, setLabel] = useState('');
  const [isMoreOpen, setMoreOpen] = useState(false);
  const { form, forget, answer } = useConnectForm({
    provider,
    start: { secret: emptyCredentials(kinds[0] ?? 'password') },
    async send({ secret, numbers, baseUrl, timeZone }) {
      const credentials = credentialsOf(secret);
      if (credentials === undefined) throw new TypeError('nothing to try');
      const described = { provider: provider.id, label, baseUrl, ...compact({ numbers }) };
      const tried = { ...described, secret: describeSecret(credentials) };
      const found = await client.accounts.probe({ ...described, timeZone, ownNumber: '', credentials });
      return { tried, found };
    },
  });
  const { place, said, failure } = form;
  const isWhole = credentialsOf(form.secret) !== undefined && form.hasNumbers;

  const fields = useRef<HTMLFormElement>(null);
  const focusSecret = () => fields.current?.querySelector<HTMLElement>('[data-secret]')?.focus();

  // Who left the form meanwhile is not called back to it; once they are at it again, it goes on from what was found.
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
  const isAddressWrong = place === 'environment' && environments.test === undefined;
  useEffect(() => {
    if (isAddressWrong) setMoreOpen(true);
  }, [isAddressWrong]);
  const focusFault = useEffectEvent(() => {
    const { activeElement } = document;
    // Whoever does something else by now goes on with it; a button that locks itself has lost the focus to nothing.
    if (activeElement !== document.body && !fields.current?.contains(activeElement)) return;
    const fault = fields.current?.querySelector<HTMLElement>('[aria-invalid=true]') ?? null;
    if (fault === null) focusSecret();
    else fault.focus();
  });
  useEffect(() => {
    // Its section is opened first.
    if (failure !== null) requestAnimationFrame(focusFault);
  }, [failure]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !form.isSending) form.send();
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
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 md:grid-cols-[minmax(0,1fr)_340px]">
        <form ref={fields} onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <SecretPart form={form} autoFocus />
          <NumbersPart form={form} />
          <EnvironmentPart form={form} onSwitched={focusSecret} />
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
              <AddressPart form={form} />
            </div>
          </details>
          {said && (place === undefined || place === 'cabinet') && (
            <p role="alert" className="rounded-lg border border-miss-line bg-miss-bg px-3 py-2 text-miss">
              {said}
            </p>
          )}
          <Button type="submit" variant="primary" size="lg" disabled={!isWhole} busy={form.isSending} unable={lost}>
            {t(form.isSending ? 'onboarding.credentials.checking' : 'onboarding.credentials.check')}
          </Button>
        </form>
        <CabinetPicture provider={provider.id} kind={form.secret.kind} isOff={place === 'cabinet'} />
      </div>
    </StepFrame>
  );
}
