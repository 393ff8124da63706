import { parseParty } from '../../../../shared/domain/phone-number.ts';

/** A Russian number as ten digits, the form of the contract's own numbers (Integration API: "без 8"); undefined for any other. */
export function tenDigits(number: string): string | undefined {
  return /^\+7(\d{10})$/.exec(parseParty(number).e164 ?? '')?.[1];
}

/** The contract's numbers among what a user typed, each once. */
export function contractNumbers(typed: readonly string[]): string[] {
  return [...new Set(typed.map(tenDigits).filter((number) => number !== undefined))];
}

/**
 * A number in the national format that `PhoneTo` wants (Integration API, callback/create): 8 and ten digits, or 810 and the country's
 * code abroad; undefined for what is no telephone number.
 */
export function nationalForm(number: string): string | undefined {
  const { e164 } = parseParty(number);
  if (e164 === undefined) return undefined;
  return e164.startsWith('+7') ? `8${e164.slice(2)}` : `810${e164.slice(1)}`;
}
