import { useQueryClient } from '@tanstack/react-query';
import type { Call } from '../../../shared/contract/call.ts';
import type { Person } from '../../../shared/contract/person.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { showToast } from '../../ui/toast.tsx';

/** Keeps what the user says of callers and of calls, and brings up to date what shows it. Failures are said and rejected. */
export function useNotes() {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();

  const keep = async <Kept>(request: Promise<Kept>, said: string): Promise<Kept> => {
    try {
      const kept = await request;
      showToast({ text: said });
      return kept;
    } catch (thrown) {
      showToast({ tone: 'miss', text: t('calls.detail.notSaved', { problem: error(thrown) }) });
      throw thrown;
    }
  };

  return {
    async savePerson(person: Person, said: string): Promise<void> {
      const saved = await keep(client.people.save(person), said);
      queries.setQueryData(api.people.get.queryKey({ input: { key: person.key } }), saved);
      // The name stands in every list that is on the screen.
      for (const lists of [api.calls.key(), api.missed.key(), api.recordings.list.key()]) {
        void queries.invalidateQueries({ queryKey: lists });
      }
    },
    async annotate(call: Call, note: string): Promise<void> {
      const noted = await keep(client.calls.annotate({ id: call.id, note }), t('calls.detail.noteSaved'));
      queries.setQueryData(api.calls.get.queryKey({ input: { id: call.id } }), noted);
      void queries.invalidateQueries({ queryKey: api.calls.list.key() });
    },
  };
}
