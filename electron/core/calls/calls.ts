import type { Database } from '../database/database.ts';
import { type CallJournal, type CallJournalDeps, createCallJournal } from './call-journal.ts';
import { type CallLog, createCallLog } from './call-log.ts';
import { type CallStore, createCallStore } from './call-store.ts';
import { type Callers, createCallers } from './callers.ts';
import { createCallsByCaller } from './calls-by-caller.ts';
import { createMissedRows } from './missed-rows.ts';
import { createOwnLines, type OwnLines } from './own-lines.ts';
import { repairIds } from './repair-ids.ts';
import { createWorklist, type Worklist, type WorklistDeps } from './worklist.ts';

/** All that is known of calls: who called, what became of it, who waits to be called back. */
export interface Calls {
  callers: Callers;
  lines: OwnLines;
  store: CallStore;
  log: CallLog;
  worklist: Worklist;
  journal: CallJournal;
}

export interface CallsDeps
  extends Pick<CallJournalDeps, 'clock' | 'ownPhones' | 'worklistSince' | 'onFold'>,
    Pick<WorklistDeps, 'canCallBack'> {
  database: Database;
  /** What the worklist answers is different now. */
  onMissed: () => void;
}

export function createCalls({ database, clock, canCallBack, onMissed, onFold, ...deps }: CallsDeps): Calls {
  repairIds(database);
  const byCaller = createCallsByCaller(database);
  const callers = createCallers(database, byCaller);
  const lines = createOwnLines(database);
  const store = createCallStore(database, { callers, lines, byCaller });
  const worklist = createWorklist({
    clock,
    canCallBack,
    calls: store,
    missed: createMissedRows(database),
    onChange: onMissed,
  });
  const journal = createCallJournal({
    ...deps,
    database,
    clock,
    worklist,
    calls: store,
    onFold(goneId, id) {
      worklist.fold(goneId, id);
      onFold(goneId, id);
    },
  });
  return { callers, lines, store, worklist, journal, log: createCallLog(database, lines, byCaller) };
}
