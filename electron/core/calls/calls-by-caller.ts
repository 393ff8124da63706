import type { SQLInputValue } from 'node:sqlite';
import type { Database } from '../database/database.ts';
import { createShortTransactions } from '../database/short-transactions.ts';
import { firstIdAt } from '../database/time-id.ts';
import { nextTurn } from '../next-turn.ts';

/**
 * Which calls each caller made. An import meets callers in no order, and would write another page of an index with each of its
 * calls: so it leaves them in memory, and they are filed in the order of their callers once they are many or the import is over.
 * Every call is found at any moment, here or there. Of which days some are not filed yet stands in the database: a start
 * reads those days again.
 */
export interface CallsByCaller {
  add(callerId: number, callId: number): void;
  /** For `callsOfCallers`: calls of any of these, with ids from here on and before there. */
  valuesOf(callerIds: readonly number[], from: number, before: number): SQLInputValue[];
  /** The newest call of any of these with an id below `before`. */
  newestOf(callerIds: readonly number[], before: number): number | undefined;
  /** Callers with calls that are not filed yet. */
  inMemory(): number[];
}

/** SQL after FROM that has the ids of calls as `called.id`. */
export const callsOfCallers = `(
  SELECT call_id AS id FROM calls_of_callers WHERE caller_id IN (SELECT value FROM json_each(?)) AND call_id >= ? AND call_id < ?
  UNION ALL SELECT value FROM json_each(?)) AS called`;

/** Of a million calls some dozen share a page when so many are filed together. */
const mostInMemory = 50_000;
const idsOfDay = firstIdAt(24 * 3600_000);

export function createCallsByCaller(database: Database): CallsByCaller {
  const { sql } = database;
  const insert = sql.prepare('INSERT OR IGNORE INTO calls_of_callers (caller_id, call_id) VALUES (?, ?)');
  const insertDay = sql.prepare('INSERT OR IGNORE INTO days_to_file (first_id) VALUES (?)');
  const removeDays = sql.prepare('DELETE FROM days_to_file');
  const selectNewest = sql.prepare(
    'SELECT max(call_id) AS id FROM calls_of_callers WHERE caller_id = ? AND call_id < ?',
  );
  const selectToFile = sql.prepare(
    `SELECT calls.caller_id, calls.id FROM days_to_file
     CROSS JOIN calls ON calls.id >= first_id AND calls.id < first_id + ${idsOfDay}
     WHERE NOT EXISTS (SELECT 1 FROM calls_of_callers AS filed WHERE filed.caller_id = calls.caller_id AND call_id = calls.id)`,
  );
  const toFile = new Map<number, number[]>();
  let count = 0;
  /** Those of `days_to_file`. */
  const days = new Set<number>();

  function keep(callerId: number, callId: number): void {
    const kept = toFile.get(callerId);
    if (kept === undefined) toFile.set(callerId, [callId]);
    else kept.push(callId);
    count += 1;
  }

  function drop(callerId: number, callId: number): boolean {
    const kept = toFile.get(callerId) ?? [];
    const at = kept.indexOf(callId);
    if (at < 0) return false;
    if (kept.length === 1) toFile.delete(callerId);
    else kept.splice(at, 1);
    count -= 1;
    return true;
  }

  function read(): void {
    // Before anything is forgotten: a disk that fails here leaves too much in memory, which does no harm, and not too little.
    const rows = selectToFile.all();
    toFile.clear();
    days.clear();
    count = 0;
    for (const row of rows) keep(Number(row.caller_id), Number(row.id));
  }

  read();
  database.onRollback(read);
  // Whoever removes calls knows nothing of these here.
  const anyWhole = { useBigIntArguments: true };
  sql.function('forget_call_to_file', anyWhole, (callerId, callId) => Number(drop(Number(callerId), Number(callId))));
  sql.function('move_call_to_file', anyWhole, (callerId, callId, before) => {
    const isHere = drop(Number(before), Number(callId));
    if (isHere) keep(Number(callerId), Number(callId));
    return Number(isHere);
  });
  sql.exec(`
    CREATE TEMP TRIGGER IF NOT EXISTS call_to_file_removed AFTER DELETE ON main.calls
      BEGIN SELECT forget_call_to_file(old.caller_id, old.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS call_to_file_moved AFTER UPDATE OF caller_id ON main.calls WHEN new.caller_id <> old.caller_id
      BEGIN SELECT move_call_to_file(new.caller_id, new.id, old.caller_id); END;
  `);

  const transaction = createShortTransactions(database, 'whole');
  /** As many callers as may be. */
  function filePart(callerIds: number[], isOver: () => boolean): void {
    for (let callerId = callerIds.pop(); callerId !== undefined; callerId = callerIds.pop()) {
      const calls = toFile.get(callerId) ?? [];
      for (const callId of calls) insert.run(callerId, callId);
      toFile.delete(callerId);
      count -= calls.length;
      if (isOver()) return;
    }
    if (count > 0) return;
    removeDays.run();
    days.clear();
  }

  database.onSettle(async (what) => {
    if (what === undefined && count < mostInMemory) return;
    // What another import leaves meanwhile is for that one to wait for.
    for (const callerIds = [...toFile.keys()].sort((a, b) => b - a); callerIds.length > 0; ) {
      if (!sql.isOpen) return;
      transaction((isOver) => filePart(callerIds, isOver));
      await nextTurn();
    }
  });

  return {
    add(callerId, callId) {
      if (!database.mayLeaveWork()) {
        insert.run(callerId, callId);
        return;
      }
      const day = callId - (callId % idsOfDay);
      if (!days.has(day)) {
        insertDay.run(day);
        days.add(day);
      }
      keep(callerId, callId);
    },
    valuesOf(callerIds, from, before) {
      const here = toFile.size === 0 ? [] : callerIds.flatMap((callerId) => toFile.get(callerId) ?? []);
      return [JSON.stringify(callerIds), from, before, JSON.stringify(here.filter((id) => id >= from && id < before))];
    },
    newestOf(callerIds, before) {
      let newest = 0;
      for (const callerId of callerIds) {
        newest = Math.max(newest, Number(selectNewest.get(callerId, before)?.id ?? 0));
        for (const id of toFile.get(callerId) ?? []) if (id < before && id > newest) newest = id;
      }
      return newest || undefined;
    },
    inMemory: () => [...toFile.keys()],
  };
}
