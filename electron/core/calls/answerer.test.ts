import { afterEach, beforeEach, expect, it } from 'vitest';
import { partyIn } from '../../../shared/domain/phone-number.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, readAll, storedCall } from '../../../test/fixtures/call-model.ts';
import { createPersonRows } from '../people/person-rows.ts';

let temporary: TemporaryDatabase;
beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

// As providers tell the phone that answered: inside the account, as a SIP id, as a number with and without its plus, a login.
it.each(['101', '0042656976', '+79161000232', '79161000232', 'Anna'])(
  '%s is told by the name the user gave it',
  (phone) => {
    const calls = createCallModel(temporary);
    calls.store.insert(storedCall({ state: 'answered-elsewhere', answeredBy: phone }));
    const answerer = () => readAll(calls.log).map(({ answeredBy }) => answeredBy);
    const [unnamed] = answerer();
    expect(unnamed).not.toBe('Анна');

    const people = createPersonRows(temporary.database);
    const { key } = partyIn('account-1', phone);
    people.save({ key: partyIn('account-2', phone).key, name: 'Ольга', note: '' }, 0);
    people.save({ key, name: 'Анна', note: '' }, 0);
    expect(answerer()).toEqual(['Анна']);
    people.save({ key, name: '', note: 'на складе' }, 0);
    expect(answerer()).toEqual([unnamed]);
  },
);
