import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/words.ts';
import { needsVault, VaultForm, wordsOf } from './vault-form.tsx';

export function VaultDialog() {
  const { t } = useWords();
  const open = useView((state) => state.vaultOpen);
  const vault = useLive((state) => state.vault);
  const close = () => useView.setState({ vaultOpen: false });
  if (vault === undefined) return null;
  const { title, text } = wordsOf(vault);
  // Another page may have opened it meanwhile.
  const isOpenable = needsVault(vault) || vault.kind === 'memory';
  return (
    <Dialog open={open && isOpenable} onClose={close} title={t(title)} text={t(text)}>
      <VaultForm vault={vault} onOpen={close} />
    </Dialog>
  );
}
