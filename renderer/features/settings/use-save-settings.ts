import { useMutation } from '@tanstack/react-query';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.tsx';
import { hearUpdate } from '../../stores/live-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** Saves a part of the settings; the screen follows what core answers, and a failure is said. */
export function useSaveSettings() {
  const { client } = useSession();
  const { t, error } = useWords();
  return useMutation({
    mutationFn: (part: Partial<Settings>) => client.settings.update(part),
    onSuccess: (settings) => hearUpdate({ kind: 'settings', settings }),
    onError: (thrown) => showToast({ tone: 'miss', text: t('app.notSaved', { problem: error(thrown) }) }),
  });
}
