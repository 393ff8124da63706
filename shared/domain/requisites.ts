/** What identifies a Russian company or entrepreneur, and its account at a bank: digits only, as they are sent. */

/** Of a company ten digits, of a person twelve, the last one or two made from the others. */
export function isInn(inn: string): boolean {
  if (/^(\d)\1*$/.test(inn)) return false;
  if (/^\d{10}$/.test(inn)) return innDigit(inn, [2, 4, 10, 3, 5, 9, 4, 6, 8]) === digit(inn, 9);
  return (
    /^\d{12}$/.test(inn) &&
    innDigit(inn, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digit(inn, 10) &&
    innDigit(inn, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digit(inn, 11)
  );
}

/** Tax office, reason, number: the reason may be written in capital letters. */
export function isKpp(kpp: string): boolean {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(kpp);
}

/** Of a company thirteen digits, of an entrepreneur fifteen: what is left of the others by 11, or by 13. */
export function isOgrn(ogrn: string): boolean {
  if (/^[15]\d{12}$/.test(ogrn)) return remainder(ogrn, 11) === digit(ogrn, 12);
  return /^3\d{14}$/.test(ogrn) && remainder(ogrn, 13) === digit(ogrn, 14);
}

export function isBik(bik: string): boolean {
  return /^0\d{8}$/.test(bik);
}

/**
 * A settlement account at the bank of this BIC (Bank of Russia, 515, 08.09.1997). An office of the Bank of Russia is told by
 * where it stands, a bank by its own number; how accounts of the treasury are made up is another thing and is not tested.
 */
export function isSettlementAccount(account: string, bik: string): boolean {
  if (!/^\d{20}$/.test(account)) return false;
  return !isBank(bik) || isKeyed((isCentralBank(bik) ? officeOf(bik) : bik.slice(-3)) + account);
}

/** The account that a bank itself has at the Bank of Russia: it ends with the number of the bank. An office has none. */
export function isCorrespondentAccount(account: string, bik: string): boolean {
  if (!/^\d{20}$/.test(account)) return false;
  if (!isBank(bik)) return true;
  return (
    !isCentralBank(bik) &&
    account.startsWith('301') &&
    account.endsWith(bik.slice(-3)) &&
    isKeyed(officeOf(bik) + account)
  );
}

function isBank(bik: string): boolean {
  return bik.startsWith('04');
}

function isCentralBank(bik: string): boolean {
  return /00[0-2]$/.test(bik);
}

function officeOf(bik: string): string {
  return `0${bik.slice(4, 6)}`;
}

const keyWeights = [7, 1, 3];

function isKeyed(digits: string): boolean {
  const sum = [...digits].reduce((total, one, at) => total + ((Number(one) * (keyWeights[at % 3] ?? 0)) % 10), 0);
  return sum % 10 === 0;
}

function innDigit(inn: string, weights: readonly number[]): number {
  return (weights.reduce((sum, weight, at) => sum + weight * digit(inn, at), 0) % 11) % 10;
}

function remainder(ogrn: string, by: number): number {
  return Number(BigInt(ogrn.slice(0, -1)) % BigInt(by)) % 10;
}

function digit(text: string, at: number): number {
  return Number(text[at]);
}
