import { readDialled } from './dialling.ts';
import { readAddress } from './number-address.ts';
import { parseParty, withoutSeparators } from './phone-number.ts';

/**
 * What a link, an argument or a text from outside asks for. `number` is for the dial box: digits with a plus at most, an
 * extension behind a `#`, and where there are several, all of them with commas between: the box asks which. Whatever else
 * stood around them is gone. Nothing is ordered before the user says so.
 */
export type DeepLink = { kind: 'dial'; number: string } | { kind: 'rejected'; why: 'no-link' | 'no-number' };

/** The schemes that the installers register. */
export const linkSchemes = ['tel', 'callto', 'sip'] as const;

/** What another program is asked to dial by (RFC 3966). Throws TypeError for what is no number in E.164. */
export function telLink(number: string): string {
  if (!/^\+\d{3,15}$/.test(number)) throw new TypeError('not a number in E.164');
  return `tel:${number}`;
}

const longestLink = 2048;
/** ITU-T E.164 has fifteen digits at most; prefixes of operators come before them. */
const plainNumber = /^\+?\d{3,20}$/;

const noNumber: DeepLink = { kind: 'rejected', why: 'no-number' };

/** Reads `tel:` (RFC 3966), `callto:` and `sip:` addresses. Of the latter only those whose user is a number. */
export function parseDeepLink(text: string): DeepLink {
  if (!/^(?:tel|callto|sips?):/i.test(text.trim()) || text.length > longestLink) {
    return { kind: 'rejected', why: 'no-link' };
  }
  return readNumber(text);
}

/** The numbers in a text that somebody selected, copied or dragged: a link, a number, or a sentence with some. */
export function findNumber(text: string): DeepLink {
  if (text.length > longestLink) return noNumber;
  const whole = readNumber(text);
  if (whole.kind === 'dial') return whole;
  const dialled = readDialled(text);
  if (dialled.kind === 'number') return dial(dialled.party.e164 ?? dialled.party.raw, dialled.extension);
  return dialled.kind === 'choice' ? dial(dialled.parties.map(({ e164 }) => e164).join(', ')) : noNumber;
}

/** A text that is one number, in any form, short ones too: what is wrong with it the dial box says. */
function readNumber(text: string): DeepLink {
  const { user, extension } = readAddress(text.trim());
  const compact = withoutSeparators(user);
  if (!plainNumber.test(compact)) return noNumber;
  return extension === undefined || parseParty(compact).kind === 'number' ? dial(compact, extension) : noNumber;
}

function dial(number: string, extension?: string): DeepLink {
  return { kind: 'dial', number: extension === undefined ? number : `${number}#${extension}` };
}
