import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Account, DraftProbe } from '../../../shared/contract/account.ts';
import { currentRoute, goBack, goOn, goTo, useRoute } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useFocusOf } from '../../ui/focus.ts';
import { useWords } from '../../words/words.ts';
import { useProviders } from '../accounts/connect/use-provider.ts';
import { needsVault, VaultForm, wordsOf } from '../settings/vault-form.tsx';
import { ChooseStep } from './choose-step.tsx';
import { CredentialsStep } from './credentials-step.tsx';
import { FirstCallsStep } from './first-calls-step.tsx';
import { FoundStep } from './found-step.tsx';
import { LiveCheckStep } from './live-check-step.tsx';
import { StepFrame } from './step-frame.tsx';
import type { TriedDraft } from './tried-draft.ts';

interface Found {
  draft: TriedDraft;
  probe: DraftProbe;
}

interface Connected {
  accountId: string;
  isNewWay: boolean;
}

/**
 * From nothing to the first calls: provider, credentials, where they are kept if nobody knows yet, what was found. Each step is a place of the address, so that the
 * browser's own ways back and forward go through them; what was found is known to this page alone, and lost with it.
 */
export function OnboardingScreen() {
  const { client } = useSession();
  const { t, error, locale } = useWords();
  const route = useRoute();
  const providers = useProviders();
  const [wanted, step] = route.screen === 'connect' ? [route.provider, route.step] : [];
  const chosen = providers.data?.find(({ id }) => id === wanted);
  /** Whose form was open last: what was typed into it waits while another is thought of. */
  const [kept, setKept] = useState<string>();
  if (chosen !== undefined && kept !== chosen.id) setKept(chosen.id);
  const provider = chosen ?? providers.data?.find(({ id }) => id === kept);
  const [found, setFound] = useState<Found>();
  const [connected, setConnected] = useState<Connected>();
  const isFound = step === 'found' && found !== undefined && found.draft.provider === wanted;
  const isConnected = step === 'calls' && connected !== undefined;
  useFocusOf(`${wanted} ${step}`);
  const vault = useLive((state) => state.vault);
  const first = useLive((state) => state.accounts.length === 0);
  const leave = first ? undefined : () => goTo({ screen: 'settings', section: 'accounts' });

  // An address that was kept, as by a reload, may name a step of which nothing is known any more.
  const isLost = step !== undefined && !isFound && !isConnected;
  useEffect(() => {
    if (!isLost) return;
    // Back, and not that step's place made the form's: it would be in the history twice. Later, and so once in any case.
    const timer = setTimeout(() => goBack({ screen: 'connect', provider: wanted }));
    return () => clearTimeout(timer);
  }, [isLost, wanted]);

  // A procedure, though it is named like a hook.
  const { useMemoryVault: keepInMemory } = client.host;

  const demo = useMutation({
    async mutationFn() {
      // What the demo stand is signed in with is no secret, so it may be forgotten with the program.
      if (vault?.kind === 'none') await keepInMemory();
      await client.host.startDemo({ language: locale });
    },
  });
  const startDemo = () => {
    const here = currentRoute();
    demo.mutate(undefined, { onSuccess: () => goOn(here, { screen: 'calls' }) });
  };

  /** Where calls are only ever listed, all there is to see is in the list: it is read before one's eyes. */
  const showCalls = (account: Account, isNewWay: boolean) => {
    // What was found is connected: there is nothing to go back to it for.
    if (!isNewWay && account.capabilities.includes('webhook')) return goTo({ screen: 'calls' }, { replace: true });
    setConnected({ accountId: account.id, isNewWay });
    goTo({ screen: 'connect', provider: account.provider, step: 'calls' }, { replace: true });
  };

  if (isConnected) {
    return connected.isNewWay ? (
      <LiveCheckStep accountId={connected.accountId} />
    ) : (
      <FirstCallsStep accountId={connected.accountId} />
    );
  }
  const isChoosing = chosen === undefined;
  // Once it is known to be worth keeping: nobody thinks of a passphrase for a password that does not work.
  const asksVault = isFound && vault !== undefined && needsVault(vault);
  return (
    <>
      {isChoosing && (
        <StepFrame title={t('onboarding.welcome')} text={t('onboarding.welcomeText')} onBack={leave} brand>
          <ChooseStep
            onChoose={({ id }) => {
              // The first account is there before its last step is: the screen must not go with the first.
              goTo({ screen: 'connect' }, { replace: true });
              goTo({ screen: 'connect', provider: id });
            }}
            onDemo={startDemo}
            demoBusy={demo.isPending}
            demoError={demo.isError ? error(demo.error) : undefined}
          />
        </StepFrame>
      )}
      {provider !== undefined && (
        <div hidden={isChoosing || isFound} className="h-full">
          <CredentialsStep
            key={provider.id}
            provider={provider}
            hidden={isChoosing || isFound}
            onBack={() => goBack({ screen: 'connect' })}
            onFound={(draft, probe) => {
              setFound({ draft, probe });
              goTo({ screen: 'connect', provider: provider.id, step: 'found' });
            }}
          />
        </div>
      )}
      {asksVault && (
        <StepFrame
          title={t(wordsOf(vault).title)}
          text={t(wordsOf(vault).text)}
          onBack={() => goBack({ screen: 'connect', provider: wanted })}
        >
          <VaultForm vault={vault} onOpen={() => undefined} />
        </StepFrame>
      )}
      {isFound && !asksVault && (
        <FoundStep
          draft={found.draft}
          probe={found.probe}
          onBack={() => goBack({ screen: 'connect', provider: wanted })}
          onConnected={showCalls}
        />
      )}
    </>
  );
}
