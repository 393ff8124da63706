import type { Person } from '../../../shared/contract/person.ts';
import type { CallRows } from '../database/call-rows.ts';
import type { Database } from '../database/database.ts';
import type { PersonRows } from '../database/person-rows.ts';
import type { Clock } from '../ports.ts';

/** Names and notes that the user gives numbers. */
export interface People {
  get(key: string): Person;
  save(person: Person): Person;
}

export interface PeopleDeps {
  database: Database;
  rows: PersonRows;
  calls: CallRows;
  clock: Clock;
  /** Every place that shows this number shows another name now. */
  onChange: (key: string) => void;
}

export function createPeople({ database, rows, calls, clock, onChange }: PeopleDeps): People {
  return {
    get: (key) => rows.get(key) ?? { key, name: '', note: '' },
    save(person) {
      database.transaction(() => {
        rows.save(person, clock.now());
        calls.reindexCaller(person.key);
      });
      onChange(person.key);
      return person;
    },
  };
}
