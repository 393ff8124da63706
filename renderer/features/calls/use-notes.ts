import { useQueryClient } from '@tanstack/react-query';
import type { Call } from '../../../shared/contract/call.ts';
import type { Person } from '../../../shared/contract/person.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** Keeps what the user says of callers and of calls, and brings up to date what shows it. Failures are said and rejected. */
export function useNotes() {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();

  const keep = async <Kept>(request: Promise<Kept>): Promise<Kept> => {
    try {
      return await request;
    } catch (thrown) {
      showToast({ tone: 'miss', text: t('calls.detail.notSaved', { problem: error(thrown) }) });
      throw thrown;
    }
  };

  /** A note that was changed meanwhile, or waits for the connection, says so at its field, where the text stays. */
  const keepNote = async <Kept>(request: Promise<Kept>, noteKey: readonly unknown[]): Promise<Kept> => {
    try {
      return await request;
    } catch (thrown) {
      const code = problemOf(thrown)?.code;
      if (code === 'NOTE_CHANGED') void queries.invalidateQueries({ queryKey: noteKey });
      else if (code !== undefined) return keep(Promise.reject(thrown));
      throw thrown;
    }
  };

  const showPerson = (person: Person) => {
    queries.setQueryData(api.people.get.queryKey({ input: { key: person.key } }), person);
    // The name stands in every list that is on the screen.
    for (const lists of [api.calls.key(), api.missed.key(), api.recordings.list.key()]) {
      void queries.invalidateQueries({ queryKey: lists });
    }
  };

  return {
    async savePerson(person: Pick<Person, 'key' | 'name'>, said: string): Promise<void> {
      showPerson(await keep(client.people.save(person)));
      showToast({ text: said });
    },
    async annotatePerson(key: string, note: string, before: string): Promise<void> {
      showPerson(await keepNote(client.people.annotate({ key, note, before }), api.people.key()));
    },
    async annotate(call: Call, note: string, before: string): Promise<void> {
      const noted = await keepNote(client.calls.annotate({ id: call.id, note, before }), api.calls.get.key());
      queries.setQueryData(api.calls.get.queryKey({ input: { id: call.id } }), noted);
      void queries.invalidateQueries({ queryKey: api.calls.list.key() });
    },
  };
}
