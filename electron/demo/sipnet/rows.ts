import type { Fields } from './answer.ts';
import { causeTexts, lastedSeconds, listedLeg, type StandCall, talkSeconds } from './call.ts';
import { formatGmt } from './dates.ts';
import type { Traps } from './traps.ts';

/**
 * Rows of the lists. The document names no row field; those of `calls` and `attempts` are what clients of the real
 * service read, those of `pbxcalls` are its `uuid` (seed: SIPNET 6.9) and our guess by the webhook's names.
 */
export function callsRow(call: StandCall, recordingUrl: string | undefined, now: number, traps: Traps): Fields {
  return {
    CID: listedLeg(call).cid,
    ...direction(call, traps),
    ...sides(call),
    Duration: talkSeconds(call, now),
    URL: recordingUrl,
  };
}

export function attemptsRow(call: StandCall): Fields {
  return {
    ...sides(call),
    ISDNCode: call.cause,
    ISDNDescr: causeTexts[call.cause] ?? 'Interworking, unspecified',
  };
}

export function pbxRow(call: StandCall, now: number, { pbxDuration }: Traps): Fields {
  const incoming = call.direction === 'in';
  return {
    uuid: call.uuid,
    created: formatGmt(call.startedAt),
    caller_id: incoming ? call.remote : call.line,
    callee_id: incoming ? call.line : call.remote,
    direction: call.direction,
    sip_id: call.answeredLeg?.sipId,
    duration: pbxDuration === 'talk' ? talkSeconds(call, now) : lastedSeconds(call, now),
  };
}

function sides(call: StandCall): Fields {
  const incoming = call.direction === 'in';
  return {
    Account: listedLeg(call).sipId,
    GMT: formatGmt(call.startedAt),
    Phone: incoming ? call.line : call.remote,
    CLI: incoming ? call.remote : call.line,
  };
}

function direction(call: StandCall, { directionColumn }: Traps): Fields {
  if (directionColumn === 'absent') return {};
  if (directionColumn === 'in-out') return { Direction: call.direction };
  return { Direction: billingDestination(call.direction === 'in' ? call.line : call.remote) };
}

/** What a billing system calls the place that is called. */
export function billingDestination(phone: string): string {
  if (/^7(495|499)/.test(phone)) return 'Россия/Москва';
  if (/^79/.test(phone)) return 'Россия/Мобильные';
  if (/^[78]800/.test(phone)) return 'Россия/8-800';
  if (/^7/.test(phone)) return 'Россия';
  return /^\d{11,}$/.test(phone) ? 'Международное' : 'SIPNET';
}
