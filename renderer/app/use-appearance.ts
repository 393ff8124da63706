import { useEffect } from 'react';
import { useLive } from '../stores/live-store.ts';
import { noteUnloaded } from '../stores/unloaded-store.ts';
import { browserLocale, speak } from '../words/i18n.ts';

/** Language and theme as set, else as the system has them. */
export function useAppearance() {
  const { language, theme } = useLive((state) => state.settings);

  useEffect(() => {
    speak(language === 'system' ? browserLocale() : language).catch(noteUnloaded);
  }, [language]);

  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme]);
}
