import type { Base } from '../base.ts';
import type { CallSubject } from '../calls/call-subject.ts';
import type { Subject } from '../subject.ts';
import { createPeople } from './people.ts';
import { createPersonRows } from './person-rows.ts';

/** Who is behind a number, by what the user noted of it. */
export function createPeopleSubject({ os, clock, database, topics }: Base, { callers }: CallSubject) {
  const people = createPeople({
    database,
    callers,
    clock,
    rows: createPersonRows(database),
    onChange: (remoteKey) => topics.people.tell({ remoteKey }),
  });
  return {
    people,
    procedures: {
      people: {
        get: os.people.get.handler(({ input }) => people.get(input.key)),
        save: os.people.save.handler(({ input }) => people.save(input)),
        annotate: os.people.annotate.handler(({ input }) => people.annotate(input)),
      },
    },
    forgetAccount: people.forgetAccount,
  } satisfies Subject & Record<string, unknown>;
}
