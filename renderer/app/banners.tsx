import { useQuery } from '@tanstack/react-query';
import { CloudOff, Database, HardDrive, KeyRound, Moon, PhoneOff, Sparkles, TriangleAlert, Unplug } from 'lucide-react';
import { useState } from 'react';
import type { StartupWarning } from '../../shared/contract/host.ts';
import { LowBalances } from '../features/account-tools/low-balance.tsx';
import { useAskKeychain } from '../features/settings/use-ask-keychain.ts';
import { ReloadButton } from '../parts/part.tsx';
import { goTo } from '../route/route.ts';
import { useSession } from '../session/session.tsx';
import { useLost } from '../session/use-lost.ts';
import { useConnection } from '../stores/connection-store.ts';
import { useLive } from '../stores/live-store.ts';
import { useUnloaded } from '../stores/unloaded-store.ts';
import { useView } from '../stores/view-store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useFocusAfter } from '../ui/focus.ts';
import { useWords } from '../words/words.ts';
import { QuietBanners } from './parts.ts';

/** What concerns the whole program, worst first. */
export function Banners() {
  return (
    <div className="shrink-0">
      <Lost />
      <Unloaded />
      <Vault />
      <StartupWarnings />
      <AccountTroubles />
      <LowBalances />
      <Demo />
      <Digest />
      <QuietBanners />
    </div>
  );
}

function Lost() {
  const { t, clock } = useWords();
  const { retryNow } = useSession();
  const { phase, since } = useConnection();
  if (phase !== 'lost') return null;
  return (
    <Banner
      icon={CloudOff}
      tone="miss"
      title={t('app.lost.title', { since: clock(since) })}
      action={
        <Button size="sm" onClick={retryNow}>
          {t('app.retryNow')}
        </Button>
      }
    >
      {t('app.lost.startAgain')} {t('app.lost.text')}
    </Banner>
  );
}

/** Nothing but another page helps: a browser does not load again what it could not load once. */
function Unloaded() {
  const { t } = useWords();
  const unloaded = useUnloaded((state) => state.unloaded);
  if (!unloaded) return null;
  return (
    <Banner icon={Unplug} tone="miss" title={t('app.unloaded.title')} action={<ReloadButton size="sm" />}>
      {t('app.unloaded.text')}
    </Banner>
  );
}

function Vault() {
  const { t } = useWords();
  const accounts = useLive((state) => state.accounts);
  const vault = useLive((state) => state.vault);
  const locked = vault?.locked === true;
  const real = accounts.some((account) => !account.demo);
  if (vault === undefined || !real || !(locked || vault.kind === 'memory')) return null;
  if (vault.kind === 'keychain') return <LockedKeychain />;
  return (
    <Banner
      icon={KeyRound}
      tone="accent"
      action={
        <Button size="sm" onClick={() => useView.setState({ vaultOpen: true })}>
          {t(locked ? 'app.banners.vaultLockedAction' : 'app.banners.memoryVaultAction')}
        </Button>
      }
    >
      {t(locked ? 'app.banners.vaultLocked' : 'app.banners.memoryVault')}
    </Banner>
  );
}

/** It is for the system to ask for its password, and there is nothing to choose. */
function LockedKeychain() {
  const { t } = useWords();
  const lost = useLost();
  const { ask, isAsking, said } = useAskKeychain();
  useFocusAfter();
  return (
    <Banner
      icon={KeyRound}
      tone="accent"
      action={
        <Button size="sm" busy={isAsking} unable={lost} onClick={ask}>
          {t('app.banners.vaultLockedAction')}
        </Button>
      }
    >
      {said ?? t('app.banners.keychainLocked')}
    </Banner>
  );
}

const warningIcons = { 'database-set-aside': Database, 'callbacks-unknown': PhoneOff, 'disk-full': HardDrive };

function StartupWarnings() {
  const { api } = useSession();
  const { t } = useWords();
  const host = useQuery(api.host.info.queryOptions());
  const [dismissed, setDismissed] = useState<readonly StartupWarning['kind'][]>([]);
  const warnings = host.data?.startupWarnings.filter(({ kind }) => !dismissed.includes(kind)) ?? [];
  return warnings.map((warning) => (
    <Banner
      key={warning.kind}
      icon={warningIcons[warning.kind]}
      tone="accent"
      onDismiss={() => setDismissed([...dismissed, warning.kind])}
    >
      {warning.kind === 'database-set-aside' && t('app.banners.databaseSetAside', { path: warning.path })}
      {warning.kind === 'callbacks-unknown' && t('app.banners.callbacksUnknown', { count: warning.count })}
      {warning.kind === 'disk-full' && t('app.banners.diskFull')}
    </Banner>
  ));
}

/** An account that fails is named with what to do; one that only waits for the vault has its banner already. */
function AccountTroubles() {
  const { t, problem } = useWords();
  const accounts = useLive((state) => state.accounts);
  return accounts.map(({ id, label, status }) => {
    const troubled = status.state === 'failing' || status.state === 'needs-attention';
    if (!troubled || status.problem === undefined || status.problem.code === 'VAULT_LOCKED') return null;
    return (
      <Banner
        key={id}
        icon={TriangleAlert}
        tone={status.state === 'failing' ? 'plain' : 'accent'}
        title={`${label}:`}
        action={
          <Button size="sm" onClick={() => goTo({ screen: 'settings', section: 'accounts', accountId: id })}>
            {t('app.banners.openAccount')}
          </Button>
        }
      >
        {problem(status.problem)}
      </Banner>
    );
  });
}

/** Says what is made up for as long as nothing else is there. */
function Demo() {
  const { t } = useWords();
  const accounts = useLive((state) => state.accounts);
  const [dismissed, setDismissed] = useState(false);
  if (dismissed || accounts.length === 0 || !accounts.every((account) => account.demo)) return null;
  return (
    <Banner
      icon={Sparkles}
      onDismiss={() => setDismissed(true)}
      action={
        <Button size="sm" onClick={() => goTo({ screen: 'connect' })}>
          {t('app.banners.demoAction')}
        </Button>
      }
    >
      {t('app.banners.demo')}
    </Banner>
  );
}

function Digest() {
  const { client } = useSession();
  const { t } = useWords();
  const digest = useLive((state) => state.digest);
  if (digest === undefined) return null;
  const dismiss = () => {
    useLive.setState({ digest: undefined });
    // Only tidiness: at worst it is told once more.
    void client.live.dismissDigest().catch(() => undefined);
  };
  return (
    <Banner icon={Moon} title={`${t('app.banners.digestTitle')}:`} onDismiss={dismiss}>
      {[
        t('app.banners.digestCalls', { count: digest.calls }),
        digest.toCallBack > 0 && t('app.banners.digestToCallBack', { count: digest.toCallBack }),
      ]
        .filter(Boolean)
        .join(', ')}
    </Banner>
  );
}
