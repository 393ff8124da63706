import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';
import { kindOf, type Micros } from '../../../shared/domain/money.ts';

export const periods = ['today', 'week', 'month', 'quarter'] as const;
export type PeriodName = (typeof periods)[number];

const days: Readonly<Record<PeriodName, number>> = { today: 1, week: 7, month: 31, quarter: 92 };

/** Whole days by the clock on the wall, today among them. */
export function periodOf(name: PeriodName, now: number): { from: number; to: number } {
  const date = new Date(now);
  const day = (offset: number) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset).getTime();
  return { from: day(1 - days[name]), to: day(1) - 1000 };
}

export interface Totals {
  currency: string;
  came: Micros;
  /** Not negative. */
  went: Micros;
}

/** By currency: sums of different ones are never added up. */
export function totalsOf(operations: readonly MoneyOperation[]): Totals[] {
  const totals = new Map<string, Totals>();
  for (const { amount, currency } of operations) {
    if (amount === undefined) continue;
    const total = totals.get(currency) ?? { currency, came: 0, went: 0 };
    if (kindOf(amount) === 'in') total.came += amount;
    else total.went -= amount;
    totals.set(currency, total);
  }
  return [...totals.values()];
}
