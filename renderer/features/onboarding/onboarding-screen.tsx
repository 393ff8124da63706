import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account, DraftProbe, ProviderInfo } from '../../../shared/contract/account.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useFocusOf } from '../../ui/focus.ts';
import { useWords } from '../../words/words.ts';
import { needsVault, VaultForm } from '../settings/vault-form.tsx';
import { ChooseStep } from './choose-step.tsx';
import { CredentialsStep } from './credentials-step.tsx';
import { FirstCallsStep } from './first-calls-step.tsx';
import { FoundStep } from './found-step.tsx';
import { LiveCheckStep } from './live-check-step.tsx';
import { StepFrame } from './step-frame.tsx';
import type { TriedDraft } from './tried-draft.ts';

type Step =
  | { at: 'choose' }
  | { at: 'credentials'; provider: ProviderInfo }
  | { at: 'found'; provider: ProviderInfo; draft: TriedDraft; probe: DraftProbe }
  | { at: 'first-calls'; accountId: string }
  | { at: 'live-check'; accountId: string };

/** From nothing to the first calls: provider, credentials, what was found. Every step can be gone back from. */
export function OnboardingScreen() {
  const { client } = useSession();
  const { t, error, locale } = useWords();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  useFocusOf(step.at);
  const vault = useLive((state) => state.vault);
  const first = useLive((state) => state.accounts.length === 0);
  const leave = first ? undefined : () => goTo({ screen: 'settings', section: 'accounts' });

  // A procedure, though it is named like a hook.
  const { useMemoryVault: keepInMemory } = client.host;

  const demo = useMutation({
    async mutationFn() {
      // What the demo stand is signed in with is no secret, so it may be forgotten with the program.
      if (vault?.kind === 'none') await keepInMemory();
      await client.host.startDemo({ language: locale });
    },
    onSuccess: () => goTo({ screen: 'calls' }),
  });

  /** Where calls are only ever listed, all there is to see is in the list: it is read before one's eyes. */
  const showCalls = (account: Account, isNewWay: boolean) => {
    if (isNewWay) setStep({ at: 'live-check', accountId: account.id });
    else if (account.capabilities.includes('webhook')) goTo({ screen: 'calls' });
    else setStep({ at: 'first-calls', accountId: account.id });
  };

  if (step.at === 'choose') {
    return (
      <StepFrame title={t('onboarding.welcome')} text={t('onboarding.welcomeText')} onBack={leave} brand>
        <ChooseStep
          onChoose={(provider) => {
            // The first account is there before its last step is: the screen must not go with the first.
            goTo({ screen: 'connect' }, { replace: true });
            setStep({ at: 'credentials', provider });
          }}
          onDemo={() => demo.mutate()}
          demoBusy={demo.isPending}
          demoError={demo.isError ? error(demo.error) : undefined}
        />
      </StepFrame>
    );
  }
  if (step.at === 'live-check') return <LiveCheckStep accountId={step.accountId} />;
  if (step.at === 'first-calls') return <FirstCallsStep accountId={step.accountId} />;
  const back = () => setStep({ at: 'choose' });
  const { provider } = step;
  if (vault && needsVault(vault)) {
    return (
      <StepFrame
        at={1}
        title={t(vault.fileExists ? 'vault.unlockTitle' : 'vault.title')}
        text={t(vault.fileExists ? 'vault.unlockText' : 'vault.text')}
        onBack={back}
      >
        <VaultForm vault={vault} onOpen={() => undefined} />
      </StepFrame>
    );
  }
  return (
    <>
      {/* Kept while the next step shows, so that going back finds everything as it was typed. */}
      <div hidden={step.at !== 'credentials'} className="h-full">
        <CredentialsStep
          provider={provider}
          onBack={back}
          onFound={(draft, probe) => setStep({ at: 'found', provider, draft, probe })}
        />
      </div>
      {step.at === 'found' && (
        <FoundStep
          draft={step.draft}
          probe={step.probe}
          onBack={() => setStep({ at: 'credentials', provider })}
          onConnected={showCalls}
        />
      )}
    </>
  );
}
