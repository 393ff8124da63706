import { EditAccountDialog } from '../features/accounts/edit-account-dialog.tsx';
import { CallThroughDialog } from '../features/callbacks/call-through-dialog.tsx';
import { DialDialog } from '../features/callbacks/dial-dialog.tsx';
import { OrderAgainDialog } from '../features/callbacks/order-again-dialog.tsx';
import { VaultDialog } from '../features/settings/vault-dialog.tsx';
import { Palette } from './palette.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** Those that open over any screen. */
export function Dialogs() {
  return (
    <>
      <DialDialog />
      <OrderAgainDialog />
      <CallThroughDialog />
      <VaultDialog />
      <EditAccountDialog />
      <ShortcutsDialog />
      <Palette />
    </>
  );
}
