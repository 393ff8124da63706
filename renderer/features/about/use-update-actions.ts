import { useMutation } from '@tanstack/react-query';
import type { ProgramUpdate } from '../../../shared/contract/program-update.ts';
import { isLineBusy } from '../../../shared/domain/busy-line.ts';
import { useSession } from '../../session/session.tsx';
import { hearUpdate, useLive } from '../../stores/live-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

export type UpdateAction = 'check' | 'download' | 'restart';

/** What the user wants of an update; how it goes on is told by itself. */
export function useUpdateAction() {
  const { client } = useSession();
  const { error } = useWords();
  return useMutation({
    mutationFn: (action: UpdateAction) => client.host.updates[action](),
    onSuccess: (programUpdate: ProgramUpdate) => hearUpdate({ kind: 'program-update', programUpdate }),
    onError: (thrown) => showToast({ tone: 'miss', text: error(thrown) }),
  });
}

/** Whether a call is there, which updates wait for. */
export function useLineBusy(): boolean {
  return useLive((state) => isLineBusy(state.cards.length, state.callbacks));
}
