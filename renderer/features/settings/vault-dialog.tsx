import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/words.ts';
import { needsVault, VaultForm } from './vault-form.tsx';

export function VaultDialog() {
  const { t } = useWords();
  const open = useView((state) => state.vaultOpen);
  const vault = useLive((state) => state.vault);
  const close = () => useView.setState({ vaultOpen: false });
  if (vault === undefined) return null;
  const existing = vault.fileExists;
  // Another page may have opened it meanwhile.
  const isOpenable = needsVault(vault) || vault.kind === 'memory';
  return (
    <Dialog
      open={open && isOpenable}
      onClose={close}
      title={t(existing ? 'vault.unlockTitle' : 'vault.title')}
      text={t(existing ? 'vault.unlockText' : 'vault.text')}
    >
      <VaultForm vault={vault} onOpen={close} />
    </Dialog>
  );
}
