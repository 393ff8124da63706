import type { Party } from '../contract/call.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { destinationOf } from './destination.ts';
import { readAddress } from './number-address.ts';
import { numbersIn } from './numbers-in-text.ts';
import { extensionOf } from './party-format.ts';
import { parseParty, readingsOf, withoutSeparators } from './phone-number.ts';

/**
 * Emergency numbers of Russia, the EU and common foreign habits. A two-leg callback to one would ring the user first and
 * carry no location: it must be dialled on a phone.
 */
const emergencyNumbers = new Set([
  '01',
  '02',
  '03',
  '04',
  '101',
  '102',
  '103',
  '104',
  '110',
  '111',
  '112',
  '911',
  '999',
]);

/** What a text asks to be called, whoever typed, pasted or linked it. */
export type Dialled =
  /** `extension` is for the user to dial once it has answered. */
  | { kind: 'number'; party: Party; extension: string | undefined }
  /**
   * Nothing is called before the user says which. `several`: there are more numbers than one, or one that can be read in two
   * ways. `short`: ten digits that begin with 8 are a number only if that 8 is no prefix, and else one digit is missing.
   * `rest`: more digits stand beside it than a number has.
   */
  | { kind: 'choice'; why: 'several' | 'short' | 'rest'; parties: readonly Party[] }
  | { kind: 'refused'; code: Extract<ProblemCode, `NUMBER_${string}`> };

/** The one rule of what can be called: the dial box shows what it says, and core orders nothing else. */
export function readDialled(text: string): Dialled {
  const typed = text.trim();
  if (typed === '') return refused('NUMBER_MISSING');
  // Of a longer text a party would be its beginning.
  if (typed.length > longestNumber) return amongWords(typed);
  const compact = withoutSeparators(readAddress(typed).user);
  if (isEmergency(compact)) return refused('NUMBER_EMERGENCY');
  const party = parseParty(typed);
  switch (party.kind) {
    case 'number':
      return asNumber(party, compact);
    case 'sip':
      return destinationOf(party) !== undefined
        ? { kind: 'number', party, extension: undefined }
        : refused('NUMBER_UNREADABLE');
    case 'extension':
      return refused('NUMBER_SERVICE');
    case 'hidden':
      return refused(/\p{L}/u.test(typed) ? 'NUMBER_HIDDEN' : 'NUMBER_UNREADABLE');
    default:
      return amongWords(typed);
  }
}

/**
 * The same for core. What a page has settled with its user, or took from a call, comes as E.164: it is taken at its word, and
 * nobody can be asked any more.
 */
export function readDestination(to: string): Party | Extract<ProblemCode, `NUMBER_${string}`> {
  const party = parseParty(to);
  if (party.e164 === to) return party;
  const dialled = readDialled(to);
  if (dialled.kind === 'number') return dialled.party;
  return dialled.kind === 'choice' ? 'NUMBER_AMBIGUOUS' : dialled.code;
}

/** What is wrong with a text as the phone that a callback rings first. Empty leaves it to the provider. */
export function ownNumberFault(text: string, sipIds: boolean): 'NUMBER_UNREADABLE' | 'NUMBER_AMBIGUOUS' | undefined {
  if (text.trim() === '') return undefined;
  const found = readDestination(text.trim());
  if (typeof found === 'string') return found === 'NUMBER_AMBIGUOUS' ? found : 'NUMBER_UNREADABLE';
  return found.kind === 'sip' && !sipIds ? 'NUMBER_UNREADABLE' : undefined;
}

const longestNumber = 100;

function asNumber(party: Party, compact: string): Dialled {
  if (/^8\d{9}$/.test(compact)) return { kind: 'choice', why: 'short', parties: [party] };
  // A Russian 8 behind a plus, where it may be the code of a country as well.
  const readings = compact.startsWith('+8') ? readingsOf(compact) : [];
  if (readings.length > 1) return { kind: 'choice', why: 'several', parties: readings.map(parseParty) };
  return { kind: 'number', party, extension: extensionOf(party) };
}

/** "Мария, 8 (916) 100-02-32, после обеда" */
function amongWords(text: string): Dialled {
  const found = numbersIn(text);
  const parties = found.map(({ written }) => parseParty(written));
  const [only] = found;
  if (only === undefined) return refused('NUMBER_UNREADABLE');
  if (found.length > 1) return { kind: 'choice', why: 'several', parties };
  if (only.isPart) return { kind: 'choice', why: 'rest', parties };
  return readDialled(only.written);
}

function isEmergency(compact: string): boolean {
  const digits = compact.replace(/^\+/, '');
  return emergencyNumbers.has(digits) || emergencyNumbers.has(digits.replace(/^[78]/, ''));
}

function refused(code: Extract<Dialled, { kind: 'refused' }>['code']): Dialled {
  return { kind: 'refused', code };
}
