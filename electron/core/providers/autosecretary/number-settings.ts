import * as z from 'zod';
import { parseParty } from '../../../../shared/domain/phone-number.ts';
import {
  type Destination,
  isSameNumber,
  numberFlags,
  numberMails,
  numberSeconds,
  numberTexts,
  pairDestinations,
  type UniversalNumber,
} from '../../../../shared/domain/universal-numbers.ts';
import { ProblemError } from '../../problems.ts';
import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import { readFields, readRows, text, textOrEmpty } from '../fields.ts';
import type { SettingFacet } from '../setting-facet.ts';
import { locateRefusal } from './refused-field.ts';
import type { UniversalNumbers } from './universal-numbers.ts';
import type { Wire } from './wire.ts';

type NumbersFacet = SettingFacet<readonly UniversalNumber[], readonly UniversalNumber[]>;
type Received = Readonly<Record<string, unknown>>;

/** A person sets up some numbers here, and not a thousand. */
const mostNumbers = 100;
const longestReceived = 4000;

/** What the numbers are set to (Autosecretary API v1, GET and PUT un). */
export function createNumberSettings(wire: Wire, numbers: UniversalNumbers): NumbersFacet {
  /** As received in the last whole reading. Each reading fills one of its own: several may be under way, and a change with them. */
  let received: ReadonlyMap<string, Received> = new Map();

  async function readOne(phone: string, signal?: AbortSignal): Promise<{ number: UniversalNumber; raw: Received }> {
    const { value } = await wire.read('un', { phone }, signal);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw garbled();
    const raw = value as Received;
    return { number: readNumber(phone, raw), raw };
  }

  async function read(signal?: AbortSignal): Promise<readonly UniversalNumber[]> {
    const readNow = new Map<string, Received>();
    const found: UniversalNumber[] = [];
    let problem: ProviderError | undefined;
    for (const phone of (await numbers.ask(signal)).slice(0, mostNumbers)) {
      try {
        const { number, raw } = await readOne(phone, signal);
        readNow.set(phone, raw);
        found.push(number);
      } catch (error) {
        if (!isOfOneNumber(error)) throw error;
        problem = error;
        // One number that is no good must not hide the others.
        found.push({
          phone,
          flags: {},
          seconds: {},
          mails: {},
          texts: {},
          destinations: [],
          unread: error.detail ?? '',
        });
      }
    }
    if (problem !== undefined && readNow.size === 0) throw problem;
    received = readNow;
    return found;
  }

  /** What a change begins from, whoever reads while it is sent. A number that cannot be read is left out, and never sent. */
  async function basisOf(edited: readonly UniversalNumber[]): Promise<ReadonlyMap<string, Received>> {
    const basis = new Map(received);
    for (const { phone, unread } of edited) {
      if (unread !== undefined || basis.has(phone)) continue;
      try {
        basis.set(phone, (await readOne(phone)).raw);
      } catch (error) {
        if (!isOfOneNumber(error)) throw error;
      }
    }
    return basis;
  }

  return {
    read,
    async write(edited) {
      const basis = await basisOf(edited);
      let hasSent = false;
      for (const after of edited) {
        const raw = basis.get(after.phone);
        if (raw === undefined || after.unread !== undefined) continue;
        const before = readNumber(after.phone, raw);
        if (isSameNumber(before, after)) continue;
        const change = changeOf(raw, before, after);
        try {
          await wire.put('un', change);
        } catch (error) {
          const located = locateRefusal(error, after.phone, change);
          // The numbers before this one are changed already, whatever is said of it.
          throw hasSent && located instanceof ProviderError
            ? new ProviderError(located.code, { detail: located.detail, cause: error })
            : located;
        }
        hasSent = true;
      }
    },
    async clear() {
      // A number cannot be set to nothing.
      throw new ProblemError('NOT_SUPPORTED');
    },
  };
}

function isOfOneNumber(error: unknown): error is ProviderError {
  return error instanceof ProviderError && ['PROVIDER_REFUSED', 'PROVIDER_GARBLED'].includes(error.code);
}

const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
  .optional()
  .catch(undefined);
const whole = text.transform((value) => (/^-?\d{1,9}$/.test(value ?? '') ? Number(value) : undefined));

function readNumber(phone: string, raw: Received): UniversalNumber {
  const told = <Value>(names: readonly string[], read: (value: unknown) => Value | undefined) =>
    Object.fromEntries(
      names.map((name) => [name, read(raw[nameIn(raw, name)])]).filter(([, value]) => value !== undefined),
    );
  const changed = [text.parse(raw.updated_by), text.parse(raw.updated_on)].filter(Boolean).join(', ');
  return {
    phone,
    flags: told(numberFlags, (value) => flag.parse(value)),
    seconds: told(numberSeconds, (value) => whole.parse(value)),
    mails: told(numberMails, readText),
    texts: told(numberTexts, readText),
    destinations: readRows(raw.dn_list).map(readDestination),
    ...(changed === '' ? {} : { changed }),
  };
}

/** What is null is told, and not set. */
function readText(value: unknown): string | undefined {
  return value === undefined ? undefined : textOrEmpty.parse(value ?? '');
}

/** The sample of the document has `ab_ext_enabled` for what its table calls `ap_ext_enabled`: it goes back as it came. */
function nameIn(raw: Received, name: string): string {
  return name === 'ap_ext_enabled' && !(name in raw) && 'ab_ext_enabled' in raw ? 'ab_ext_enabled' : name;
}

const destination = z.object({
  phone: textOrEmpty,
  begin: textOrEmpty,
  end: textOrEmpty,
  day: whole,
  channels: whole,
  priority: whole,
  ext: textOrEmpty,
  locked: flag,
  record: flag,
});

/** Throws ProviderError: a list with something in it that cannot be read cannot be sent back either. */
function readDestination(row: unknown): Destination {
  const parsed = destination.safeParse(readFields(row));
  const received = JSON.stringify(row) ?? '';
  if (!parsed.success || parsed.data.phone === '' || received.length > longestReceived) throw garbled(parsed.error);
  const { day = 0, channels = 1, priority = 0, locked = false, record = false, ...words } = parsed.data;
  return { ...words, day, channels, priority, locked, record, received };
}

/**
 * `phone`, which is obligatory, and what differs. Merging inside `dn_list` is promised nowhere: where one destination changes, all
 * of them are sent, each as it was received a moment ago but for what was edited.
 */
function changeOf(raw: Received, before: UniversalNumber, after: UniversalNumber): Record<string, unknown> {
  const body: Record<string, unknown> = { phone: raw.phone ?? after.phone };
  const [was, is] = [before, after].map(
    ({ flags, seconds, mails, texts }) => ({ ...flags, ...seconds, ...mails, ...texts }) as Received,
  );
  for (const [name, value] of Object.entries(is ?? {}))
    if (value !== was?.[name]) body[nameIn(raw, name)] = name === 'time_zone' ? likeReceived(raw[name], value) : value;
  const hasOtherDestinations = !isSameNumber({ ...before, destinations: after.destinations }, before);
  return hasOtherDestinations ? { ...body, dn_list: writeDestinations(before.destinations, after.destinations) } : body;
}

/** A number goes back as one: in the sample `time_zone` is, and nobody says that it always is. */
function likeReceived(received: unknown, value: unknown): unknown {
  return typeof received === 'number' && /^-?\d+(?:\.\d+)?$/.test(String(value)) ? Number(value) : value;
}

function writeDestinations(before: readonly Destination[], after: readonly Destination[]): Record<string, unknown>[] {
  return pairDestinations(before, after).flatMap((pair) =>
    // One that came back out of the past is what it was then.
    pair.after === undefined ? [] : [writeDestination(pair.after, pair.before?.received || pair.after.received)],
  );
}

function writeDestination({ received: _received, ...edited }: Destination, base: string): Record<string, unknown> {
  if (base === '') {
    const { ext, ...obligatory } = { ...edited, phone: writePhone(edited.phone) };
    return ext === '' ? obligatory : { ...obligatory, ext };
  }
  const row = JSON.parse(base) as Record<string, unknown>;
  const before: Received = { ...readDestination(row) };
  const changed = Object.entries(edited).filter(([name, value]) => value !== before[name]);
  const isOtherPhone = parseParty(edited.phone).key !== parseParty(String(before.phone)).key;
  return {
    ...row,
    ...Object.fromEntries(changed),
    phone: isOtherPhone ? writePhone(edited.phone) : row.phone,
  };
}

/** As destinations stand in the samples: national, with an 8; abroad as it is dialled from Russia; short ones as they are. */
function writePhone(typed: string): string {
  const { e164 } = parseParty(typed);
  if (e164 === undefined) return typed.replace(/[^\d+]/g, '') || typed;
  return e164.startsWith('+7') ? `8${e164.slice(2)}` : `810${e164.slice(1)}`;
}
