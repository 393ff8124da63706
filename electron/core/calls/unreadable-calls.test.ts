import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow, readAll } from '../../../test/fixtures/call-model.ts';

const accountId = 'account-1';
let temporary: TemporaryDatabase;

beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

function event(callId: string, kind: CallEvent['kind']): CallEvent {
  return {
    callId,
    legId: `${callId}-leg`,
    phone: '0042000001',
    kind,
    direction: 'in',
    caller: '79161000232',
    callee: '74950000001',
    at: undefined,
    durationSeconds: undefined,
  };
}

/** As a start of the program finds it. */
function open() {
  const { journal, log } = createCallModel(temporary);
  return {
    hear: (callId: string, kind: CallEvent['kind']) =>
      journal.applyEvents(accountId, [{ event: event(callId, kind), at: temporary.clock.now() }]),
    list: (callId: string) =>
      journal.applyListRows(accountId, [
        listRow({ startedAt: temporary.clock.now(), ids: [{ kind: 'call', value: callId }], talkSeconds: 9 }),
      ]),
    calls: () => readAll(log),
    found: (search: string) => readAll(log, { kind: 'all', search }).length,
  };
}

it.each(['callers', 'own_lines'] as const)('calls go on where an id of %s is none that JavaScript holds', (table) => {
  open().hear('first', 'invite');
  const { sql } = temporary.database;
  const column = table === 'callers' ? 'caller_id' : 'line_id';
  sql.exec(`PRAGMA foreign_keys = OFF; UPDATE ${table} SET id = ${2n ** 62n + 1n};
    UPDATE calls SET ${column} = ${2n ** 62n + 1n}; PRAGMA foreign_keys = ON`);

  const model = open();
  model.hear('second', 'invite');
  expect(model.calls()).toHaveLength(2);
  expect(model.found('9161000232')).toBe(2);
  expect(sql.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
});

it.each([
  ['facts', '{}'],
  ['facts', '{"direction":"in","caller":"","callee":"","legs":{"a":null},"firstHeardAt":1,"lastHeardAt":1}'],
  ['facts', '[]'],
  ['list_rows', '[null]'],
  ['list_rows', '[{"list":"calls","steps":[1]}]'],
  ['rows_beyond', '{"count":"many"}'],
])('%s that are %s hold up neither events nor lists of their call', (column, text) => {
  const model = open();
  model.hear('first', 'invite');
  model.list('first');
  temporary.database.sql.prepare(`UPDATE calls SET ${column} = ?`).run(text);
  expect(model.calls()).toHaveLength(1);
  model.hear('first', 'connected');
  model.hear('first', 'bye');
  model.list('first');
  expect(model.calls()).toMatchObject([{ state: 'ended' }]);
});

it('a call stays as it was where all that it was settled from is gone', () => {
  const model = open();
  model.list('first');
  model.list('second');
  temporary.database.sql.exec(`UPDATE calls SET list_rows = '{'`);
  const before = model.calls();
  model.list('third');
  expect(model.calls()).toEqual(expect.arrayContaining(before));
});
