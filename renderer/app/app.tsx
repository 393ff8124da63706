import { useEffect } from 'react';
import { EditAccountDialog } from '../features/accounts/edit-account-dialog.tsx';
import { CallThroughDialog } from '../features/callbacks/call-through-dialog.tsx';
import { DialDialog } from '../features/callbacks/dial-dialog.tsx';
import { OrderAgainDialog } from '../features/callbacks/order-again-dialog.tsx';
import { useNumberDrop } from '../features/callbacks/use-number-drop.ts';
import { CallsScreen } from '../features/calls/calls-screen.tsx';
import { LinesScreen } from '../features/lines/lines-screen.tsx';
import { PageNotices } from '../features/live/page-notices.tsx';
import { Ring } from '../features/live/ring.tsx';
import { OnboardingScreen } from '../features/onboarding/onboarding-screen.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { RecordingsScreen } from '../features/recordings/recordings-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { VaultDialog } from '../features/settings/vault-dialog.tsx';
import { useLive } from '../stores/live-store.ts';
import { openDial } from '../stores/view-store.ts';
import { useDocumentTitle } from './document-title.ts';
import { useLook } from './look.ts';
import { goTo, type Route, useRoute } from './route.ts';
import { Shell } from './shell.tsx';
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx';

export function App() {
  useLook();
  useDocumentTitle();
  useShortcuts();
  const route = useRoute();
  useDialRoute(route);
  useNumberDrop();
  const unconnected = useLive((state) => state.ready && state.accounts.length === 0);
  const onboarding = route.screen === 'connect' || (unconnected && route.screen !== 'settings');
  return (
    <Shell route={route} bare={unconnected && onboarding}>
      {onboarding ? <OnboardingScreen /> : <Screen route={route} />}
      <PageNotices />
      <Ring />
      <DialDialog />
      <OrderAgainDialog />
      <CallThroughDialog />
      <VaultDialog />
      <EditAccountDialog />
      <ShortcutsDialog />
      <Palette />
    </Shell>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'recordings':
      return <RecordingsScreen />;
    case 'lines':
      return <LinesScreen accountId={route.accountId} number={route.number} />;
    case 'settings':
      return <SettingsScreen section={route.section} accountId={route.accountId} />;
    default:
      return <CallsScreen callId={route.screen === 'calls' ? route.callId : undefined} />;
  }
}

/** The dial box belongs to no place: its route opens it and is gone, so that going back does not open it again. */
function useDialRoute(route: Route) {
  const dial = route.screen === 'calls' ? route.dial : undefined;
  useEffect(() => {
    if (dial === undefined) return;
    openDial(dial);
    goTo({ screen: 'calls' }, { replace: true });
  }, [dial]);
}
