import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordingMark } from '../../../shared/contract/recording.ts';
import { useSession } from '../../session/session.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** The notes at moments of one recording, in order of their place. Failures are said; what was typed stays. */
export function useRecordingNotes(callId: number) {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();
  const marks = useQuery(api.recordings.marks.queryOptions({ input: { callId } }));
  const onSettled = () => queries.invalidateQueries({ queryKey: api.recordings.marks.key({ input: { callId } }) });
  const onError = (thrown: Error) =>
    showToast({ tone: 'miss', text: t('calls.detail.notSaved', { problem: error(thrown) }) });

  const add = useMutation({
    mutationFn: (mark: Pick<RecordingMark, 'atSeconds' | 'text'>) => client.recordings.addMark({ callId, ...mark }),
    onSettled,
    onError,
  });
  const edit = useMutation({
    mutationFn: (change: Pick<RecordingMark, 'id' | 'text'>) => client.recordings.editMark(change),
    onSettled,
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: RecordingMark) => client.recordings.removeMark({ id }),
    onSuccess: (_, { atSeconds, text }) =>
      showToast({
        text: t('recordings.notes.removed'),
        undo: () => add.mutate({ atSeconds, text }),
      }),
    onSettled,
    onError,
  });
  return { marks: marks.data ?? [], add, edit, remove };
}
