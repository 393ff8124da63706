import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordingNote } from '../../../shared/contract/recording.ts';
import { useSession } from '../../session/session.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** The notes at moments of one recording, in order of their place. Failures are said; what was typed stays. */
export function useRecordingNotes(callId: number) {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();
  const read = useQuery(api.recordings.notes.queryOptions({ input: { callId } }));
  const onSettled = () => queries.invalidateQueries({ queryKey: api.recordings.notes.key({ input: { callId } }) });
  const onError = (thrown: Error) =>
    showToast({ tone: 'miss', text: t('calls.detail.notSaved', { problem: error(thrown) }) });

  const add = useMutation({
    mutationFn: (note: Pick<RecordingNote, 'atSeconds' | 'text'>) => client.recordings.addNote({ callId, ...note }),
    onSettled,
    onError,
  });
  const edit = useMutation({
    mutationFn: (change: Pick<RecordingNote, 'id' | 'text'>) => client.recordings.editNote(change),
    onSettled,
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: RecordingNote) => client.recordings.removeNote({ id }),
    onSuccess: (_, { atSeconds, text }) =>
      showToast({
        text: t('recordings.notes.removed'),
        undo: () => add.mutate({ atSeconds, text }),
      }),
    onSettled,
    onError,
  });
  return { all: read.data ?? [], add, edit, remove };
}
