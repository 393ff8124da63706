import type { Party } from '../contract/call.ts';
import { readAddress } from './number-address.ts';
import { type NumberFormat, numberFormats } from './number-formats.ts';

/** What has to be dialled by hand once a number has answered; undefined where nothing was written behind it. */
export function extensionOf({ kind, raw }: Pick<Party, 'kind' | 'raw'>): string | undefined {
  // Asked of every row that is drawn: most hold digits only.
  return kind !== 'number' || /^\+?\d+$/.test(raw) ? undefined : readAddress(raw).extension;
}

const written = new Map<string, string>();
/** The callers that a screen shows again and again, and many more. */
const mostWritten = 5000;

/**
 * How people of the number's country write it: `+7 916 100-02-32`, `+7 495 123-45-67 доб. 123`. Anything but a number is
 * shown as received.
 */
export function formatParty(party: Pick<Party, 'kind' | 'e164' | 'raw'>): string {
  if (party.e164 === undefined) return readAddress(party.raw).user;
  const extension = extensionOf(party);
  if (extension === undefined) return formatNumber(party.e164);
  return `${formatNumber(party.e164)} ${party.e164.startsWith('+7') ? 'доб.' : 'ext.'} ${extension}`;
}

function formatNumber(e164: string): string {
  const known = written.get(e164);
  if (known !== undefined) return known;
  const text = formatInternational(e164).replace(/^(\+7 \d{3} \d{3}) (\d{2}) (\d{2})$/, '$1-$2-$3');
  if (written.size >= mostWritten) written.clear();
  written.set(e164, text);
  return text;
}

/** As libphonenumber-js does it, of which the page would have to load ten times as much before it can show a call. */
function formatInternational(e164: string): string {
  const code = [2, 3, 4].map((end) => e164.slice(1, end)).find((digits) => Object.hasOwn(numberFormats, digits));
  if (code === undefined) return e164;
  const national = e164.slice(1 + code.length);
  for (const format of numberFormats[code] ?? []) {
    const groups = groupsOf(national, format);
    if (groups !== undefined) return `+${code} ${groups.join(' ')}`;
  }
  return `+${code} ${national}`;
}

function groupsOf(national: string, [groups, beginning = '']: NumberFormat): string[] | undefined {
  if (!new RegExp(`^(?:${beginning})`).test(national)) return undefined;
  const lengths = groups.split(' ').map((length) => `(\\d{${length}})`);
  return new RegExp(`^${lengths.join('')}$`).exec(national)?.slice(1);
}
