import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/contract/account.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createBalances } from './balances.ts';

const account = (id: string, change: Partial<Account> = {}) =>
  ({
    id,
    label: `Shop ${id}`,
    capabilities: ['balance'],
    status: { state: 'polling', since: 0 },
    ...change,
  }) as Account;

/** What the provider has, by account; an account that is not there cannot be asked. */
function follow(amounts: Record<string, string>) {
  const clock = createManualClock();
  const asked: string[] = [];
  let changes = 0;
  const balances = createBalances({
    clock,
    logger: silentLogger,
    onChange() {
      changes += 1;
    },
    async read(id) {
      asked.push(id);
      const amount = amounts[id];
      if (amount === undefined) throw new Error('refused');
      return { amount, currency: 'RUB' };
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { balances, clock, asked, settle, changes: () => changes };
}

describe('what accounts have, for the tray', () => {
  it('is read once an account can be asked, and every half an hour from then on', async () => {
    const amounts: Record<string, string> = { a: '12.5' };
    const { balances, clock, asked, settle, changes } = follow(amounts);
    const starting = account('a', { status: { state: 'starting', since: 0 } });
    balances.hearAccounts([starting, account('b', { capabilities: ['calls'] })]);
    expect(asked).toEqual([]);
    balances.hearAccounts([account('a')]);
    balances.hearAccounts([account('a')]);
    await settle();
    expect(asked).toEqual(['a']);
    expect(balances.current()).toEqual([
      { accountId: 'a', label: 'Shop a', amount: '12.5', currency: 'RUB', isLow: false },
    ]);
    amounts.a = '7';
    clock.advance(30 * 60_000);
    await settle();
    expect(balances.current()).toMatchObject([{ amount: '7' }]);
    // The same once more is no change.
    clock.advance(30 * 60_000);
    await settle();
    expect([asked.length, changes()]).toEqual([3, 2]);
    balances.close();
    expect(clock.pending()).toBe(0);
  });

  it('stays what it was where it cannot be read, and goes with its account', async () => {
    const amounts: Record<string, string> = { a: '12.5', b: '3' };
    const { balances, clock, settle } = follow(amounts);
    balances.hearAccounts([account('a'), account('b')]);
    await settle();
    delete amounts.a;
    clock.advance(30 * 60_000);
    await settle();
    expect(balances.current().map(({ amount }) => amount)).toEqual(['12.5', '3']);
    balances.hearAccounts([account('b')]);
    expect(balances.current().map(({ accountId }) => accountId)).toEqual(['b']);
  });

  it('is low below the limit of the user', async () => {
    const { balances, settle, changes } = follow({ a: '99.99' });
    balances.hearAccounts([account('a')]);
    await settle();
    balances.hearLimits({ a: 100 });
    expect(balances.current()).toMatchObject([{ isLow: true }]);
    expect(changes()).toBe(2);
    balances.hearLimits({});
    expect(balances.current()).toMatchObject([{ isLow: false }]);
  });
});
