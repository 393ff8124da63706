import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import type { VaultState } from '../../../shared/contract/host.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { DataUsage } from './data-usage.tsx';
import { RetentionPanel } from './retention-panel.tsx';
import { needsVault } from './vault-form.tsx';

export function DataSection() {
  const { api } = useSession();
  const { t } = useWords();
  const host = useQuery(api.host.info.queryOptions());
  const vault = useLive((state) => state.vault);
  const directory = host.data?.dataDirectory;
  const copy = () => {
    if (directory === undefined) return;
    const copied = navigator.clipboard?.writeText(directory);
    void copied?.then(() => showToast({ text: t('app.copied', { text: directory }) })).catch(() => undefined);
  };
  return (
    <>
      <Panel title={t('settings.data.where')} text={t('settings.data.whereHint')}>
        <div className="flex min-h-12 items-center gap-3 py-2">
          <code className="min-w-0 flex-1 break-all font-mono text-sm">{directory ?? '…'}</code>
          <Button size="sm" icon={Copy} unable={null} onClick={copy}>
            {t('settings.data.copyPath')}
          </Button>
        </div>
      </Panel>
      <DataUsage />
      <RetentionPanel />
      <Panel title={t('settings.data.vault')}>{vault && <Vault vault={vault} />}</Panel>
    </>
  );
}

function Vault({ vault }: { vault: VaultState }) {
  const { t } = useWords();
  const { kind, locked } = vault;
  const closed = {
    passphrase: 'passphraseLocked',
    keychain: 'keychainLocked',
    memory: 'memory',
    none: 'none',
  } as const;
  const words = locked ? closed[kind] : kind;
  const open = needsVault(vault) || kind === 'memory';
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-3 py-2">
      <div className="min-w-0 flex-1 basis-60">
        <p>{t(`settings.data.${words}`)}</p>
        {vault.keychainProblem && (
          <p className="text-dim text-sm">{t('app.banners.keychainSaid', { detail: vault.keychainProblem })}</p>
        )}
      </div>
      {open && (
        <Button size="sm" onClick={() => useView.setState({ vaultOpen: true })}>
          {t(locked ? 'app.banners.vaultLockedAction' : 'app.banners.memoryVaultAction')}
        </Button>
      )}
    </div>
  );
}
