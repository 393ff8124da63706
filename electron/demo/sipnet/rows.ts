import type { Language } from '../../../shared/words/start.ts';
import { causeTexts, type StandLeg } from './call.ts';
import { cidOf, uuidOf } from './call-ids.ts';
import { parties, type Written } from './call-parties.ts';
import type { CallRecord } from './call-records.ts';
import type { Fields } from './list-field.ts';
import type { Service } from './service.ts';
import { writeTime } from './time-forms.ts';
import type { Traps } from './traps.ts';

/**
 * Rows of the lists. The document names no row field; those of `calls` and `attempts` are what clients of the real
 * service read, those of `pbxcalls` are its `uuid` (SIPNET API 2.7.0, 6.9) and our guess by the webhook's names.
 */
export function callsRow(record: CallRecord, service: Service, traps: Traps): Fields {
  const { call, leg, seconds } = record;
  return {
    ...(traps.rowIds === 'none' ? {} : { CID: cidOf(call, leg, traps) }),
    ...(traps.rowIds === 'everywhere' ? { uuid: uuidOf(call, leg, traps) } : {}),
    ...direction(record, service, traps),
    ...sides(record, service, traps),
    Duration: writeDuration(seconds, traps),
    URL: recordingUrl(record, service, traps),
  };
}

export function attemptsRow(record: CallRecord, service: Service, traps: Traps): Fields {
  const { call, leg, cause } = record;
  const known = traps.rowIds === 'attempts-too' || traps.rowIds === 'everywhere';
  return {
    ...(known ? { CID: cidOf(call, leg, traps) } : {}),
    ...(traps.rowIds === 'everywhere' ? { uuid: uuidOf(call, leg, traps) } : {}),
    ...sides(record, service, traps),
    ISDNCode: cause,
    ISDNDescr: causeTexts[cause] ?? 'Interworking, unspecified',
  };
}

export function pbxRow({ call, leg, at, seconds, list }: CallRecord, traps: Traps): Fields {
  const { caller, callee } = parties(call, leg, list, traps);
  return {
    ...(traps.rowIds === 'none' ? {} : { uuid: uuidOf(call, leg, traps) }),
    ...(traps.rowIds === 'everywhere' ? { cid: cidOf(call, leg, traps) } : {}),
    created: writeTime(at, traps.rowDates),
    caller_id: caller,
    callee_id: callee,
    direction: call.direction,
    sip_id: leg.answeredAt === undefined && traps.pbxRows === 'per-call' ? undefined : leg.sipId,
    duration: writeDuration(seconds, traps),
  };
}

function sides({ call, leg, at, list }: CallRecord, service: Service, traps: Traps): Fields {
  const { caller, callee } = parties(call, leg, list, traps);
  return {
    ...account(leg, service, traps),
    GMT: writeTime(at, traps.rowDates),
    Phone: callee,
    CLI: caller,
  };
}

function account(leg: StandLeg, { accounts }: Service, { accountColumn }: Traps): Fields {
  switch (accountColumn) {
    case 'sip-id':
      return { Account: leg.sipId };
    case 'login':
      return { Account: accounts.bySipId(leg.sipId)?.login ?? leg.sipId };
    case 'main':
      return { Account: accounts.main.sipId };
    case 'absent':
      return {};
  }
}

function writeDuration(seconds: number, { rowDurations }: Traps): string | number {
  if (rowDurations === 'seconds') return seconds;
  if (rowDurations === 'fraction') return `${seconds}.000`;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return [Math.floor(minutes / 60), minutes % 60, rest].map((part) => String(part).padStart(2, '0')).join(':');
}

function recordingUrl({ call, leg }: CallRecord, service: Service, { urlColumn, transferRows }: Traps): Written {
  if (urlColumn === 'never') return undefined;
  const url = service.recordingUrl(call, transferRows === 'one' ? undefined : leg);
  if (url === undefined) return urlColumn === 'always' ? service.deadRecordingUrl() : undefined;
  return urlColumn === 'relative' ? url.replace(/^https?:\/\/[^/]+/, '') : url;
}

function direction({ call }: CallRecord, service: Service, { directionColumn }: Traps): Fields {
  if (directionColumn === 'absent') return {};
  if (directionColumn === 'in-out') return { Direction: call.direction };
  return { Direction: billingDestination(call.direction === 'in' ? call.line : call.remote, service.language) };
}

/** What a billing system calls the place that is called. */
export function billingDestination(phone: string, language: Language): string {
  const [russia, moscow, mobile, international] = places[language];
  if (/^7(495|499)/.test(phone)) return `${russia}/${moscow}`;
  if (/^79/.test(phone)) return `${russia}/${mobile}`;
  if (/^[78]800/.test(phone)) return `${russia}/8-800`;
  if (/^7/.test(phone)) return russia;
  return /^\d{11,}$/.test(phone) ? international : 'SIPNET';
}

const places = {
  ru: ['Россия', 'Москва', 'Мобильные', 'Международное'],
  en: ['Russia', 'Moscow', 'Mobile', 'International'],
} as const;
