import type { Person } from '../../../shared/contract/person.ts';
import type { Callers } from '../calls/callers.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { PersonRows } from './person-rows.ts';

/** Names and notes that the user gives numbers. */
export interface People {
  get(key: string): Person;
  /** Without a note it stays as it is. */
  save(person: Pick<Person, 'key' | 'name'> & { note?: string | undefined }): Person;
  /** Throws NOTE_CHANGED where the note is neither `before` nor what it shall be. */
  annotate(change: { key: string; note: string; before: string }): Person;
  /**
   * What was noted of those whom this account alone knows goes with it: connected again, it has another id, and nobody would find
   * it any more.
   */
  forgetAccount(id: string): void;
}

export interface PeopleDeps {
  database: Database;
  rows: PersonRows;
  callers: Callers;
  clock: Clock;
  /** Every place that shows this number shows another name now. */
  onChange: (key: string) => void;
}

export function createPeople({ database, rows, callers, clock, onChange }: PeopleDeps): People {
  const get = (key: string): Person => rows.get(key) ?? { key, name: '', note: '' };

  function write(person: Person): Person {
    database.transaction(() => {
      rows.save(person, clock.now());
      callers.rename(person.key);
    });
    onChange(person.key);
    return person;
  }

  return {
    get,
    save: ({ key, name, note }) => write({ key, name, note: note ?? get(key).note }),
    annotate({ key, note, before }) {
      const person = get(key);
      if (person.note !== before && person.note !== note) throw new ProblemError('NOTE_CHANGED');
      return write({ ...person, note });
    },
    forgetAccount: rows.removeOf,
  };
}
