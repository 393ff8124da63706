import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../stores/live-store.ts';

/** The tab or the window's title says how many wait for a callback. */
export function useDocumentTitle(): void {
  const { t } = useTranslation();
  const count = useLive((state) => state.missedCount);
  useEffect(() => {
    const name = t('app.name');
    document.title = count > 0 ? t('app.titleWithMissed', { count, name }) : name;
  }, [t, count]);
}
