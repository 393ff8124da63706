import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useView } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { VaultForm } from './vault-form.tsx';

export function VaultDialog() {
  const { api } = useSession();
  const { t } = useWords();
  const open = useView((state) => state.vaultOpen);
  const vault = useQuery(api.host.vault.queryOptions());
  const close = () => useView.setState({ vaultOpen: false });
  if (vault.data === undefined) return null;
  const existing = vault.data.fileExists;
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t(existing ? 'vault.unlockTitle' : 'vault.title')}
      text={t(existing ? 'vault.unlockText' : 'vault.text')}
    >
      <VaultForm vault={vault.data} onOpen={close} />
    </Dialog>
  );
}
