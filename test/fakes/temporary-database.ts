import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountRows, createAccountRows, type StoredAccount } from '../../electron/core/accounts/account-rows.ts';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { silentLogger } from './silent-logger.ts';

export interface TemporaryDatabase {
  database: Database;
  accounts: AccountRows;
  clock: ManualClock;
  directory: string;
  /** The account that stands in it. */
  account: StoredAccount;
  /** Answers what `work` answers, and takes back whatever it wrote. */
  undone<T>(work: () => T): T;
  remove(): void;
}

/** A real database in a folder of its own, with one SIPNET account. */
export function createTemporaryDatabase(clock = createManualClock()): TemporaryDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-database-'));
  const database = openDatabase({ directory, clock, logger: silentLogger });
  const accounts = createAccountRows(database);
  const account: StoredAccount = {
    id: 'account-1',
    provider: 'sipnet',
    label: 'Shop',
    baseUrl: 'https://sipnet.example/api.php',
    timeZone: 'Europe/Moscow',
    ownNumber: '+74950000001',
    identity: 'shop',
    sipId: '0042000001',
    credentialKind: 'password',
    ownPhones: [],
    numbers: [],
    leftOut: [],
    callsThrough: '',
    webhook: true,
    demo: false,
    createdAt: clock.now(),
    listedUntil: undefined,
    heardUntil: undefined,
  };
  accounts.save(account);
  return {
    database,
    accounts,
    clock,
    directory,
    account,
    undone(work) {
      const done: { result?: ReturnType<typeof work> } = {};
      try {
        database.transaction(() => {
          done.result = work();
          throw done;
        });
      } catch (error) {
        if (error !== done) throw error;
      }
      return done.result as ReturnType<typeof work>;
    },
    remove() {
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
