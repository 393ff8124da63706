import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive } from '../stores/live-store.ts';
import { changeLocale } from './i18n/i18n.ts';
import { useSession } from './session.tsx';

/** Language and theme as set, else as the system has them. */
export function useLook() {
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
