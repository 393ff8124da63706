import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { hearUpdate } from '../../stores/live-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** What can be done with recordings. Progress comes by updates; only failures to ask are said here. */
export function useRecordings() {
  const { client, api } = useSession();
  const host = useQuery(api.host.info.queryOptions());
  const { t, error } = useWords();
  const fail = (thrown: unknown) => showToast({ tone: 'miss', text: error(thrown) });
  return {
    /** Undefined where the host cannot show a file in its folder. */
    reveal: host.data?.features.revealFile
      ? (callId: number) => void client.recordings.reveal({ callId }).catch(fail)
      : undefined,
    fetchRecording: (callId: number) => void client.recordings.fetch({ callId }).catch(fail),
    fetchMany: (callIds: readonly number[]) => void client.recordings.fetchMany({ callIds: [...callIds] }).catch(fail),
    cancel: (callId: number) => void client.recordings.cancel({ callId }).catch(fail),
    cancelAll: () => void client.recordings.cancelAll().catch(fail),
    keep: (callId: number, kept: boolean) =>
      void client.recordings
        .keep({ callId, kept })
        .then((recording) => {
          hearUpdate({ kind: 'recording', recording });
          showToast({ text: t(kept ? 'recordings.kept' : 'recordings.notKept') });
        })
        .catch(fail),
  };
}
