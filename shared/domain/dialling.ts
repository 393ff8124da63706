import type { Party } from '../contract/call.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { parseParty } from './phone-number.ts';

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

export type Dialable = { ok: true; party: Party } | { ok: false; code: Extract<ProblemCode, `NUMBER_${string}`> };

/** Whether a callback may be ordered to this number, written in any form. */
export function checkDialable(text: string): Dialable {
  const party = parseParty(text);
  const digits = party.raw.replace(/\D/g, '');
  const spelled = /[a-zа-я]/i.test(party.raw.replace(/^(?:sips?|tel|callto):/i, ''));
  if (party.kind === 'hidden') return { ok: false, code: 'NUMBER_HIDDEN' };
  if (!spelled && (emergencyNumbers.has(digits) || emergencyNumbers.has(digits.replace(/^[78]/, '')))) {
    return { ok: false, code: 'NUMBER_EMERGENCY' };
  }
  if (party.kind === 'extension') return { ok: false, code: 'NUMBER_SERVICE' };
  if (party.kind === 'other') return { ok: false, code: 'NUMBER_UNREADABLE' };
  return { ok: true, party };
}
