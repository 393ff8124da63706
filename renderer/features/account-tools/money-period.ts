import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';
import { kindOf, type Micros } from '../../../shared/domain/money.ts';
import { dayStart } from '../../format/day.ts';

export const periods = ['today', 'week', 'month', 'quarter'] as const;
export type PeriodName = (typeof periods)[number];

const days: Readonly<Record<PeriodName, number>> = { today: 1, week: 7, month: 31, quarter: 92 };

/** Whole days by the clock on the wall, today among them. */
export function periodOf(name: PeriodName, now: number): { from: number; to: number } {
  return { from: dayStart(now, days[name] - 1), to: dayStart(now, -1) - 1000 };
}

/** The beginnings of a period's days by the clock on the wall, oldest first, and after them its end. Epoch ms. */
export function edgesOf(name: PeriodName, now: number): number[] {
  return Array.from({ length: days[name] + 1 }, (_, at) => dayStart(now, days[name] - 1 - at));
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
