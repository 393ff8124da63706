import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { DialDialog } from '../features/callbacks/dial-dialog.tsx';
import { CallsScreen } from '../features/calls/calls-screen.tsx';
import { useLive } from '../stores/live-store.ts';
import { useDocumentTitle } from './document-title.ts';
import { changeLocale } from './i18n/i18n.ts';
import { useRoute } from './route.ts';
import { useSession } from './session.tsx';
import { Shell } from './shell.tsx';
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx';

export function App() {
  useLook();
  useDocumentTitle();
  useShortcuts();
  const route = useRoute();
  return (
    <Shell route={route}>
      <CallsScreen callId={route.screen === 'calls' ? route.callId : undefined} />
      <DialDialog />
      <ShortcutsDialog />
    </Shell>
  );
}

/** Language and theme as set, else as the system has them. */
function useLook() {
  const { api } = useSession();
  const { language, theme } = useLive((state) => state.settings);
  const host = useQuery(api.host.info.queryOptions());
  const hostLocale = host.data?.locale;

  useEffect(() => {
    const wanted = language === 'system' ? hostLocale : language;
    if (wanted) void changeLocale(wanted);
  }, [language, hostLocale]);

  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme]);
}
