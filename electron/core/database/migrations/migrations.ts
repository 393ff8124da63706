import type { DatabaseSync } from 'node:sqlite';
import { first } from './0001-first.ts';
import { recordingsInDepth } from './0002-recordings-in-depth.ts';
import { ownPhones } from './0003-own-phones.ts';
import { contractNumbers } from './0004-contract-numbers.ts';
import { lineHistory } from './0005-line-history.ts';
import { historyImport } from './0006-history-import.ts';
import { demoDoubles } from './0007-demo-doubles.ts';
import { soundFormats } from './0008-sound-formats.ts';
import { callsFromRows } from './0009-calls-from-rows.ts';
import { replacedSettings } from './0010-replaced-settings.ts';
import { historyDepth } from './0011-history-depth.ts';
import { leftOutNumbers } from './0012-left-out-numbers.ts';
import { callsThrough } from './0013-calls-through.ts';
import { subAccounts } from './0014-sub-accounts.ts';
import { lineStates } from './0015-line-states.ts';
import { callsByCaller } from './0016-calls-by-caller.ts';
import { callTimes } from './0017-call-times.ts';
import { callersOfAccounts } from './0018-callers-of-accounts.ts';

/** SQL, or what makes tables anew and has to look into rows: then foreign keys are not enforced. Each is one transaction. */
export type Migration = string | ((sql: DatabaseSync) => void);

/** In order; the database's `user_version` is how many of them it has. Never edit one that was released. */
export const migrations: readonly Migration[] = [
  first,
  recordingsInDepth,
  ownPhones,
  contractNumbers,
  lineHistory,
  historyImport,
  demoDoubles,
  soundFormats,
  callsFromRows,
  replacedSettings,
  historyDepth,
  leftOutNumbers,
  callsThrough,
  subAccounts,
  lineStates,
  callsByCaller,
  callTimes,
  callersOfAccounts,
];
