import type { Party } from '../../../shared/contract/call.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';

/** A name may be 255 bytes on most disks; the folder it goes to wants some too. */
const longestParty = 60;

/**
 * What a saved recording is called: `2026-11-22 14-05 +7 916 100-02-32.mp3`, by this computer's clock. Made only of letters,
 * digits and a few signs that mean nothing to any file system or shell; it begins with a year, so that it is no device of
 * Windows and no hidden file.
 */
export function downloadName(call: { startedAt: number; remote: Party }, extension: string): string {
  const at = new Date(call.startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const party = formatParty(call.remote)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}+@() -]+/gu, ' ')
    .replace(/ +/g, ' ')
    .slice(0, longestParty)
    .trim();
  const name = [day, `${two(at.getHours())}-${two(at.getMinutes())}`, party].filter((part) => part !== '').join(' ');
  return `${name}.${extension}`;
}
