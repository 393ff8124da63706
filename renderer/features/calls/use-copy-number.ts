import { useCallback } from 'react';
import type { Party } from '../../../shared/contract/call.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** Copies the number as it can be dialled and says what was copied. */
export function useCopyNumber(): (party: Party) => void {
  const { t, number } = useWords();
  return useCallback(
    (party) => {
      const copied = navigator.clipboard?.writeText(party.e164 ?? party.raw);
      void copied?.then(() => showToast({ text: t('app.copied', { text: number(party) }) })).catch(() => undefined);
    },
    [t, number],
  );
}
