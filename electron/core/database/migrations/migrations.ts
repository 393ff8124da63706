import { first } from './0001-first.ts';
import { recordingsInDepth } from './0002-recordings-in-depth.ts';
import { ownPhones } from './0003-own-phones.ts';
import { contractNumbers } from './0004-contract-numbers.ts';
import { lineHistory } from './0005-line-history.ts';
import { historyImport } from './0006-history-import.ts';

/** In order; the database's `user_version` is how many of them it has. Never edit one that was released. */
export const migrations: readonly string[] = [
  first,
  recordingsInDepth,
  ownPhones,
  contractNumbers,
  lineHistory,
  historyImport,
];
