/**
 * Sums of money are added up in millionths, as whole numbers: no provider's price has more places, and no sum loses a kopeck to
 * the fractions of binary numbers.
 */
export type Micros = number;

const unit = 1_000_000;

/** `-1.8`, `1 843,50`, `+12`; undefined for what is no sum. */
export function readAmount(received: string | undefined): Micros | undefined {
  const plain =
    received
      ?.replace(/[\s\u00a0\u202f]/g, '')
      .replace(',', '.')
      .replace('\u2212', '-') ?? '';
  if (!/^[+-]?\d{1,9}(\.\d{1,12})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * unit) || 0;
}

/** As a decimal number, at least two places. */
export function writeAmount(amount: Micros): string {
  const [whole = '', places = ''] = (amount / unit).toFixed(6).split('.');
  return `${whole}.${places.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** Whether a balance as it was received is less than a limit in its currency. What is no sum, or has no limit, is not. */
export function isBelow(amount: string | undefined, limit: number | undefined): boolean {
  const micros = readAmount(amount);
  return micros !== undefined && limit !== undefined && micros < limit * unit;
}

/** What one movement of money was: `unknown` where no sum could be read. */
export type MoneyKind = 'in' | 'out' | 'unknown';

export function kindOf(amount: Micros | undefined): MoneyKind {
  if (amount === undefined) return 'unknown';
  return amount < 0 ? 'out' : 'in';
}
