import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';
import type { Micros } from '../../../shared/domain/money.ts';

/** What went out day by day in one currency. Not negative. */
export interface Spending {
  currency: string;
  days: Micros[];
  total: Micros;
}

/**
 * What went out between neighbouring edges (epoch ms, ascending, each day without its end), by currency; and how many movements
 * told no time, or no sum, and stand in no day.
 */
export function spendingByDay(
  operations: readonly MoneyOperation[],
  edges: readonly number[],
): { spendings: Spending[]; left: number } {
  const spendings = new Map<string, Spending>();
  let left = 0;
  for (const { at, amount, currency } of operations) {
    const day = at === undefined ? -1 : edges.findLastIndex((edge) => edge <= at);
    if (amount === undefined || day === -1 || day >= edges.length - 1) left += 1;
    else if (amount < 0) {
      const spending = spendings.get(currency) ?? { currency, days: edges.slice(1).map(() => 0), total: 0 };
      spending.days[day] = (spending.days[day] ?? 0) - amount;
      spending.total -= amount;
      spendings.set(currency, spending);
    }
  }
  return { spendings: [...spendings.values()], left };
}
