import { parseParty } from './phone-number.ts';

/**
 * What a link, an argument or a text from outside asks for. `number` is digits with a plus at most: whatever else stood
 * around them is gone. It goes into the dial box, and nothing is ordered before the user says so.
 */
export type DeepLink = { kind: 'dial'; number: string } | { kind: 'rejected'; why: 'no-link' | 'no-number' };

/** The schemes that the installers register. */
export const linkSchemes = ['tel', 'callto', 'sip'] as const;

const longestLink = 2048;
const separators = /[\s().\-\u2010-\u2015\u00a0/]/g;
/** ITU-T E.164 has fifteen digits at most; prefixes of operators come before them. */
const plainNumber = /^\+?\d{3,20}$/;

const noNumber: DeepLink = { kind: 'rejected', why: 'no-number' };

/** Reads `tel:` (RFC 3966), `callto:` and `sip:` addresses. Of the latter only those whose user is a number. */
export function parseDeepLink(text: string): DeepLink {
  const link = /^(?:tel|callto|sips?):(?:\/\/)?(.*)$/is.exec(text.trim())?.[1];
  if (link === undefined || text.length > longestLink) return { kind: 'rejected', why: 'no-link' };
  try {
    // Decoded after it was cut: a separator that was written in percent signs belongs to the number.
    return parseNumber(decodeURIComponent(link.split(/[@;?]/, 1)[0] ?? ''));
  } catch {
    return noNumber;
  }
}

/** A number as people write it, and nothing beside it: no letters, no service codes. */
export function parseNumber(text: string): DeepLink {
  const compact = text.trim().replace(separators, '');
  return plainNumber.test(compact) ? { kind: 'dial', number: compact } : noNumber;
}

/** The number in a text that somebody selected, copied or dragged: a link, a number, or a sentence with a single one. */
export function findNumber(text: string): DeepLink {
  if (text.length > longestLink) return noNumber;
  const link = parseDeepLink(text);
  if (link.kind === 'dial') return link;
  const whole = parseNumber(text);
  if (whole.kind === 'dial') return whole;
  const found = new Set(
    [...text.matchAll(/(?<![\d+])\+?\d[\d ().\-\u2010-\u2015\u00a0]{5,24}\d(?!\d)/g)]
      .map(([written]) => parseParty(written))
      .flatMap(({ kind, e164 }) => (kind === 'number' && e164 !== undefined ? [e164] : [])),
  );
  const [number] = found;
  return found.size === 1 && number !== undefined ? { kind: 'dial', number } : noNumber;
}
