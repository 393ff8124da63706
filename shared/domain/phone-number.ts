import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Party } from '../contract/call.ts';

/** What providers send instead of a number that the caller hides. */
const hiddenWords = new Set([
  '',
  'anonymous',
  'unknown',
  'unavailable',
  'private',
  'restricted',
  'hidden',
  'null',
  '-',
]);

/** A SIP id of SIPNET: ten digits behind two zeros (`0042656976`). No Russian number starts with 0. */
const sipIdPattern = /^00\d{8}$/;

const longestRaw = 200;

/**
 * Reads the other side of a call as any of the providers writes it: national with or without 8, `810…`, `+…`, SIP ids and
 * URIs, extensions, hidden. Never fails: what cannot be read is kept as it came. Numbers without a country are Russian.
 */
export function parseParty(received: string | null | undefined): Party {
  const raw = (received ?? '').trim().slice(0, longestRaw);
  const address = stripScheme(raw);
  if (hiddenWords.has(address.toLowerCase())) return { key: '', kind: 'hidden', raw };

  const compact = address.replace(/[\s().\-\u2010-\u2015\u00a0]/g, '');
  if (sipIdPattern.test(compact)) return { key: `sip:${compact}`, kind: 'sip', raw };
  if (/^\+?\d+$/.test(compact)) return parseDigits(compact, raw);
  if (/^[\w.!~*'&=+$,;?/%-]+$/.test(compact)) return { key: `sip:${compact.toLowerCase()}`, kind: 'sip', raw };
  return { key: `raw:${raw.toLowerCase()}`.slice(0, longestRaw), kind: 'other', raw };
}

/** `"Name" <sip:user@host;transport=tls>` -> `user`; `tel:+7…;phone-context=…` -> `+7…`. */
function stripScheme(raw: string): string {
  const inBrackets = /<([^<>]*)>/.exec(raw)?.[1] ?? raw;
  const withoutScheme = inBrackets.trim().replace(/^(?:sips?|tel|callto):(?:\/\/)?/i, '');
  return (withoutScheme.split(/[@;]/, 1)[0] ?? '').trim();
}

const read = new Map<string, Omit<Party, 'raw'>>();
/** Reading a number costs more than storing its call, and who calls calls again. */
const mostRead = 5000;

function parseDigits(compact: string, raw: string): Party {
  const known = read.get(compact) ?? readDigits(compact);
  if (read.size === mostRead) read.clear();
  read.set(compact, known);
  return { ...known, raw };
}

function readDigits(compact: string): Omit<Party, 'raw'> {
  const digits = compact.replace('+', '');
  if (digits.length <= 6 && !compact.startsWith('+')) return { key: `ext:${digits}`, kind: 'extension' };
  const national = parsePhoneNumberFromString(compact, 'RU');
  if (national?.isValid()) return { key: national.number, kind: 'number', e164: national.number };
  // Some lists write foreign numbers bare (`442079460018`): only when they make no Russian number.
  const international = digits.length >= 10 ? parsePhoneNumberFromString(`+${digits}`) : undefined;
  if (international?.isValid()) return { key: international.number, kind: 'number', e164: international.number };
  return { key: `raw:${digits}`, kind: 'other' };
}

const written = new Map<string, string>();
/** The callers that a screen shows again and again, and many more. */
const mostWritten = 5000;

/** How people of the number's country write it: `+7 916 100-02-32`. Anything but a number is shown as received. */
export function formatParty(party: Pick<Party, 'kind' | 'e164' | 'raw'>): string {
  if (party.e164 === undefined) return stripScheme(party.raw);
  const known = written.get(party.e164);
  if (known !== undefined) return known;
  const text =
    parsePhoneNumberFromString(party.e164)
      ?.formatInternational()
      .replace(/^(\+7 \d{3} \d{3}) (\d{2}) (\d{2})$/, '$1-$2-$3') ?? party.e164;
  if (written.size >= mostWritten) written.clear();
  written.set(party.e164, text);
  return text;
}

/**
 * What a search text looks for among stored digits: the significant digits of a number in any form, so that `8 (916) 100`,
 * `+7916100` and `916100` find the same; undefined when the text holds no digits to speak of.
 */
export function searchDigits(text: string): string | undefined {
  if (/[^\d\s()+.\-\u2010-\u2015\u00a0]/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3) return undefined;
  if (digits.startsWith('810') && digits.length > 6) return digits.slice(3);
  if (/^[78]/.test(digits) && digits.length > 3) return digits.slice(1);
  return digits;
}
