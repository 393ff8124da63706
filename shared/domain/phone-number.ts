import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Party } from '../contract/call.ts';
import { isHiddenCaller } from './hidden-caller.ts';
import { readAddress } from './number-address.ts';
import { textDigest } from './text-digest.ts';

/** A SIP id of SIPNET: ten digits behind two zeros (`0042656976`). No Russian number starts with 0. */
const sipIdPattern = /^00\d{8}$/;

const longestRaw = 200;
/** Beyond it a key is made of the text's beginning and its digest, so that texts which differ at their end stay apart. */
const longestKey = 120;

/**
 * Reads the other side of a call as any of the providers writes it: national with or without 8, `810…`, `00…`, `+…`, with
 * an extension, SIP ids and URIs, extensions alone, hidden. Never fails: what cannot be read is kept as it came. Numbers
 * without a country are Russian. Whatever comes, the party fits the contract; it is frozen, since all who ask for it share it.
 * The other side of an account's call is known by `partyIn`.
 */
export function parseParty(received: string | null | undefined): Party {
  const text = received ?? '';
  const known = read.get(text);
  if (known !== undefined) return known;
  const party = Object.freeze(readParty(text));
  if (read.size === mostRead) read.clear();
  if (text.length <= longestRaw) read.set(text, party);
  return party;
}

/**
 * The same as an account tells it: the key that its calls, names and notes are kept by. A number, a SIP id and digits that may be a
 * number are the same caller whoever tells of them. An extension is somebody else in every office; a name before the @ is
 * known to its server alone, which no key holds; and a mere word is whatever an exchange was told to call somebody: their
 * keys end in the account, which has no @ in its id.
 */
export function partyIn(accountId: string, received: string | null | undefined): Party {
  const party = parseParty(received);
  return everywhere.test(party.key) ? party : { ...party, key: `${party.key}@${accountId}` };
}

const everywhere = /^(\+\d+|sip:00\d{8}|raw:\d+)?$/;

const read = new Map<string, Party>();
/** Parsing a number costs more than storing its call, callers repeat, and each call has its numbers parsed many times. */
const mostRead = 20_000;

function readParty(received: string): Party {
  // A half of a surrogate pair is not what the database would give back.
  const raw = received.trim().slice(0, longestRaw).trimEnd().toWellFormed();
  const { user, isSip } = readAddress(raw);
  if (isHiddenCaller(user)) return { key: '', kind: 'hidden', raw };
  const compact = withoutSeparators(user);
  if (sipIdPattern.test(compact)) return { key: `sip:${compact}`, kind: 'sip', raw };
  if (/^\+?\d+$/.test(compact)) return { ...identify(compact), raw };
  if (isSip && !/\s/.test(user)) return { key: keyOf('sip', user), kind: 'sip', raw };
  return { key: keyOf('raw', raw), kind: 'other', raw };
}

/** Digits without what people and programs put between them. */
export function withoutSeparators(text: string): string {
  return text.replace(/[\s().\-\u2010-\u2015\u2212~/]/g, '');
}

/** The one place that makes keys of what somebody else wrote. */
function keyOf(kind: 'sip' | 'raw', text: string): string {
  const key = `${kind}:${text.toLowerCase()}`;
  return key.length <= longestKey ? key : `${key.slice(0, longestKey).toWellFormed()}~${textDigest(key)}`;
}

function identify(compact: string): Omit<Party, 'raw'> {
  if (/^\d{1,6}$/.test(compact)) return { key: `ext:${compact}`, kind: 'extension' };
  const [e164] = readingsOf(compact);
  if (e164 !== undefined) return { key: e164, kind: 'number', e164 };
  return { key: keyOf('raw', compact.replace('+', '')), kind: 'other' };
}

/**
 * The numbers that digits, with a plus or without, may stand for in E.164, the likeliest first: as they are; behind the 00 of
 * other countries; behind a plus that was put before a Russian 8 or 810; foreign without the plus.
 */
export function readingsOf(compact: string): string[] {
  const digits = compact.replace('+', '');
  const forms = [
    compact,
    ...(/^00+[1-9]/.test(digits) ? [`+${digits.replace(/^0+/, '')}`] : []),
    ...(compact.startsWith('+8') ? [digits] : []),
    // Some lists write them so (`442079460018`): only where they make no Russian number.
    ...(digits.length >= 10 && compact === digits ? [`+${digits}`] : []),
  ];
  return [...new Set(forms.map(readInternational).filter((e164) => e164 !== undefined))];
}

function readInternational(digits: string): string | undefined {
  const number = parsePhoneNumberFromString(digits, 'RU');
  if (!number?.isValid()) return undefined;
  // The library knows Russian numbers of fourteen digits; nobody has one, and to it an extension makes one.
  return number.countryCallingCode === '7' && number.nationalNumber.length !== 10 ? undefined : number.number;
}
