import { useEffect } from 'react';
import { useNumberDrop } from '../features/callbacks/use-number-drop.ts';
import { PageNotices } from '../features/live/page-notices.tsx';
import { loadPartsAhead } from '../parts/part.tsx';
import { goTo, type Route, useRoute } from '../route/route.ts';
import { useConnection } from '../stores/connection-store.ts';
import { useLive } from '../stores/live-store.ts';
import { openDial } from '../stores/view-store.ts';
import { DocumentTitle } from './document-title.ts';
import { Dialogs, HintLayer, Ring } from './parts.ts';
import { Screen } from './screens.tsx';
import { Shell } from './shell.tsx';
import { useShortcuts } from './shortcuts.ts';
import { useAppearance } from './use-appearance.ts';

export function App() {
  useAppearance();
  useShortcuts();
  const route = useRoute();
  useDialRoute(route);
  useNumberDrop();
  usePartsAhead();
  const unconnected = useLive((state) => state.ready && state.accounts.length === 0);
  const onboarding = route.screen === 'connect' || (unconnected && route.screen !== 'settings');
  return (
    <Shell route={route} bare={unconnected && onboarding}>
      <DocumentTitle />
      <Screen route={onboarding ? { screen: 'connect' } : route} />
      <PageNotices />
      <Ring />
      <Dialogs />
      <HintLayer />
    </Shell>
  );
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

/** What is not on the screen yet is loaded while the program is there to give it: the page goes on without it. */
function usePartsAhead() {
  const connected = useConnection((state) => state.phase === 'open');
  useEffect(() => {
    if (!connected) return;
    const ended = new AbortController();
    void loadPartsAhead(ended.signal);
    return () => ended.abort();
  }, [connected]);
}
