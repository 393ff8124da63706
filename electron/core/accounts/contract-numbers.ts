import { ownNumberFault } from '../../../shared/domain/dialling.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { ProblemError } from '../problems.ts';
import type { Provider } from '../providers/provider.ts';

/** What a user typed as the contract's numbers, each once in E.164. Throws ProblemError for what is no number. */
export function readContractNumbers(typed: readonly string[]): string[] {
  const numbers = typed.map((text) => {
    const { e164 } = parseParty(text);
    if (e164 === undefined) throw new ProblemError('BAD_INPUT', { field: 'numbers', detail: text });
    return e164;
  });
  return [...new Set(numbers)];
}

/** The numbers that calls are listed for: the own number is one of the contract's, too. */
export function linesOf({ numbers, ownNumber }: { numbers: readonly string[]; ownNumber: string }): string[] {
  const own = parseParty(ownNumber).e164;
  return [...new Set([...numbers, ...(own === undefined ? [] : [own])])];
}

/** Whether calls of this number are asked for. */
export function isWatched(
  { numberSource }: Pick<Provider, 'numberSource'>,
  account: { numbers: readonly string[]; ownNumber: string },
  number: string,
): boolean {
  switch (numberSource) {
    case 'none':
      return true;
    case 'typed':
      return linesOf(account).includes(number);
    case 'listed':
      return account.numbers.length === 0 || account.numbers.includes(number);
  }
}

/** Throws ProblemError where a provider that lists calls by number has none to list. */
export function requireLines({ numberSource }: Pick<Provider, 'numberSource'>, lines: readonly string[]): void {
  if (numberSource === 'typed' && lines.length === 0) throw new ProblemError('BAD_INPUT', { field: 'numbers' });
}

/** Throws ProblemError for an own phone that no callback could ring. */
export function requireOwnNumber(provider: Pick<Provider, 'sipIds'>, text: string): void {
  const fault = ownNumberFault(text, provider.sipIds === true);
  if (fault !== undefined) throw new ProblemError(fault, { field: 'ownNumber' });
}
