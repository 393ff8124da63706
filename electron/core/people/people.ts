import type { Person } from '../../../shared/contract/person.ts';
import type { Callers } from '../calls/callers.ts';
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
  callers: Callers;
  clock: Clock;
  /** Every place that shows this number shows another name now. */
  onChange: (key: string) => void;
}

export function createPeople({ database, rows, callers, clock, onChange }: PeopleDeps): People {
  return {
    get: (key) => rows.get(key) ?? { key, name: '', note: '' },
    save(person) {
      database.transaction(() => {
        rows.save(person, clock.now());
        callers.rename(person.key);
      });
      onChange(person.key);
      return person;
    },
  };
}
