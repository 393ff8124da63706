import { text } from '../fields.ts';

/** `Y|N` of the document, and the other ways in which a service of PHP says the same; undefined for anything else. */
export function readYesNo(received: unknown): boolean | undefined {
  if (typeof received === 'boolean') return received;
  const word = text.parse(received)?.toLowerCase();
  if (word === 'y' || word === '1' || word === 'true' || word === 'yes') return true;
  return word === 'n' || word === '0' || word === 'false' || word === 'no' ? false : undefined;
}

export function writeYesNo(value: boolean): 'Y' | 'N' {
  return value ? 'Y' : 'N';
}
