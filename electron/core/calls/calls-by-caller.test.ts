import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow, readAll } from '../../../test/fixtures/call-model.ts';
import { openDatabase } from '../database/database.ts';
import type { CallListRow } from '../providers/call-list-row.ts';

const accountId = 'account-1';
const begin = Date.UTC(2026, 10, 2, 22);
let temporary: TemporaryDatabase;

beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

/** Of ten callers in turn, over the end of a day. */
function row(index: number): CallListRow {
  return listRow({
    startedAt: begin + index * 120_000,
    ids: [{ kind: 'leg', value: `leg ${index}` }],
    remote: `7916100020${index % 10}`,
    outcome: 'missed',
  });
}
const rows = Array.from({ length: 100 }, (_, index) => row(index));
const keyOf = (index: number) => `+${row(index).remote}`;

function open() {
  const { database } = temporary;
  const model = createCallModel(temporary);
  const ofCaller = (index: number) => ({
    byKey: readAll(model.log, { kind: 'all', remoteKey: keyOf(index) }).length,
    byNumber: readAll(model.log, { kind: 'all', search: row(index).remote }).length,
    before: model.store.before({ id: Number.MAX_SAFE_INTEGER, remote: { key: keyOf(index), kind: 'number', raw: '' } })
      .count,
  });
  return {
    ...model,
    ofCaller,
    /** As an import does. */
    bring: (some: readonly CallListRow[]) =>
      database.lazyTransaction(() => model.journal.applyListRows(accountId, some)),
    found: () => Array.from({ length: 10 }, (_, index) => ofCaller(index)),
    filed: () => Number(database.sql.prepare('SELECT count(*) AS count FROM calls_of_callers').get()?.count),
    days: () => Number(database.sql.prepare('SELECT count(*) AS count FROM days_to_file').get()?.count),
  };
}
const all = (calls: number) => Array.from({ length: 10 }, () => ({ byKey: calls, byNumber: calls, before: calls }));

describe('calls of an import', () => {
  it('are found by their callers at any moment, and filed once it is over', async () => {
    const { bring, found, filed, days, ofCaller } = open();
    temporary.database.lazyTransaction(() => {
      bring(rows.slice(0, 50));
      expect(found()).toEqual(all(5));
    });
    expect([found(), filed(), days()]).toEqual([all(5), 0, 1]);
    bring(rows.slice(50));
    expect([found(), filed()]).toEqual([all(10), 0]);
    const settled = temporary.database.settle('over');
    expect(found()).toEqual(all(10));
    await settled;
    expect([found(), filed(), days()]).toEqual([all(10), 100, 0]);
    bring([
      listRow({ startedAt: begin - 1000 * 3600_000, remote: row(3).remote, ids: [{ kind: 'leg', value: 'early' }] }),
    ]);
    expect(ofCaller(3)).toEqual({ byKey: 11, byNumber: 11, before: 11 });
  });

  it('are found beside those that were heard meanwhile', async () => {
    const { bring, journal, ofCaller, filed } = open();
    bring(rows);
    const later = listRow({
      startedAt: begin + 30 * 24 * 3600_000,
      remote: row(3).remote,
      ids: [{ kind: 'leg', value: 'later' }],
    });
    journal.applyListRows(accountId, [later]);
    expect([ofCaller(3), filed()]).toEqual([{ byKey: 11, byNumber: 11, before: 11 }, 1]);
    await temporary.database.settle('over');
    expect([ofCaller(3), filed()]).toEqual([{ byKey: 11, byNumber: 11, before: 11 }, 101]);
  });

  it('are found by the next start when the program ends before they are filed', async () => {
    open().bring(rows);
    temporary.database.close();
    temporary.database = openDatabase({ ...temporary, logger: silentLogger });
    const { found, days } = open();
    expect([found(), days()]).toEqual([all(10), 2]);
    await temporary.database.settle('over');
    expect([found(), days()]).toEqual([all(10), 0]);
  });

  it('are not there when their transaction was taken back, and those before it are', async () => {
    const { bring, found, filed } = open();
    bring(rows.slice(0, 50));
    const fail = () =>
      temporary.database.lazyTransaction(() => {
        bring(rows.slice(50));
        throw new Error('the disk is full');
      });
    expect(fail).toThrow('the disk is full');
    expect(found()).toEqual(all(5));
    bring(rows.slice(50));
    await temporary.database.settle('over');
    expect([found(), filed()]).toEqual([all(10), 100]);
  });

  it.each(['before', 'after'] as const)('are gone with what removes them %s they are filed', async (when) => {
    const { bring, found, filed, callers } = open();
    bring(rows);
    if (when === 'after') await temporary.database.settle('over');
    temporary.database.sql.exec(
      "DELETE FROM calls WHERE caller_id IN (SELECT id FROM callers WHERE raw <> '79161000203')",
    );
    callers.sweep();
    if (when === 'before') await temporary.database.settle('over');
    const none = { byKey: 0, byNumber: 0, before: 0 };
    expect(found()).toEqual(all(0).map((_, index) => (index === 3 ? { byKey: 10, byNumber: 10, before: 10 } : none)));
    expect(filed()).toBe(10);
    expect(temporary.database.sql.prepare('SELECT raw FROM callers').all()).toEqual([{ raw: '79161000203' }]);
  });

  it.each(['before', 'after'] as const)('go over to whom a better list names %s they are filed', async (when) => {
    const { bring, ofCaller, filed } = open();
    bring(rows);
    if (when === 'after') await temporary.database.settle('over');
    const better = { ...row(3), list: 'pbxcalls', rank: 0, remote: row(4).remote };
    bring([better]);
    const expected = [
      { byKey: 9, byNumber: 9, before: 9 },
      { byKey: 11, byNumber: 11, before: 11 },
    ];
    expect([ofCaller(3), ofCaller(4)]).toEqual(expected);
    await temporary.database.settle('over');
    expect([ofCaller(3), ofCaller(4), filed()]).toEqual([...expected, 100]);
  });
});
