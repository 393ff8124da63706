import type { Account } from '../../../shared/contract/account.ts';
import { isBelow } from '../../../shared/domain/money.ts';
import type { Clock, Logger } from '../../core/ports.ts';

/** What one account has, as the tray says it. */
export interface Balance {
  accountId: string;
  label: string;
  amount: string;
  currency: string;
  /** Less than the user wants there to be. */
  isLow: boolean;
}

/** What accounts have, read now and then while the program runs, whether there is a page or not. */
export interface Balances {
  hearAccounts(accounts: readonly Account[]): void;
  hearLimits(limits: Readonly<Record<string, number>>): void;
  /** In the order of the accounts; those whose balance is not known are left out. */
  current(): readonly Balance[];
  close(): void;
}

/** As often as the page reads them. */
const readAnewAfter = 30 * 60_000;

export function createBalances(deps: {
  read(accountId: string): Promise<{ amount?: string | undefined; currency: string }>;
  clock: Clock;
  logger: Logger;
  onChange(): void;
}): Balances {
  const { read, clock, logger, onChange } = deps;
  let accounts: readonly Account[] = [];
  let limits: Readonly<Record<string, number>> = {};
  const known = new Map<string, { amount: string; currency: string }>();
  const asked = new Set<string>();
  let told = '[]';

  function current(): Balance[] {
    return accounts.flatMap(({ id, label }) => {
      const balance = known.get(id);
      if (balance === undefined) return [];
      return [{ accountId: id, label, ...balance, isLow: isBelow(balance.amount, limits[id]) }];
    });
  }

  function tell(): void {
    const now = JSON.stringify(current());
    if (now === told) return;
    told = now;
    onChange();
  }

  async function readOne(id: string): Promise<void> {
    try {
      const { amount, currency } = await read(id);
      if (amount === undefined) known.delete(id);
      else known.set(id, { amount, currency });
      tell();
    } catch (error) {
      // What it was stays: an hour old it is still worth more than nothing.
      logger.info('desktop.balance-unread', { error });
    }
  }

  function readAll(): void {
    for (const { id } of accounts) void readOne(id);
    cancel = clock.after(readAnewAfter, readAll);
  }
  let cancel = clock.after(readAnewAfter, readAll);

  return {
    hearAccounts(all) {
      accounts = all.filter(({ capabilities }) => capabilities.includes('balance'));
      const ids = new Set(accounts.map(({ id }) => id));
      for (const id of [...known.keys(), ...asked]) {
        if (ids.has(id)) continue;
        known.delete(id);
        asked.delete(id);
      }
      for (const { id, status } of accounts) {
        // An account that cannot ask yet is asked once it can.
        if (asked.has(id) || (status.state !== 'live' && status.state !== 'polling')) continue;
        asked.add(id);
        void readOne(id);
      }
      tell();
    },
    hearLimits(now) {
      limits = now;
      tell();
    },
    current,
    close: () => cancel(),
  };
}
