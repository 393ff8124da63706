import type { Fields } from './answer.ts';
import { type StandCall, talkSeconds } from './call.ts';
import { nationalForm } from './phone-forms.ts';
import type { Traps } from './traps.ts';

/**
 * A row of getcalllist. Legible in the scans are `callDate`, `service` and `extNum`; `callRecordId` is named where
 * recordings are asked for. Everything else here is invented: a duration that any list of calls has, and with the traps
 * of `rowFields` what other lists have under other names.
 */
export function callRow(call: StandCall, callDate: string, now: number, traps: Traps): Fields {
  const seconds = talkSeconds(call, now);
  const duration = traps.durations === 'clock' ? clockOf(seconds) : seconds;
  const legible = { callDate, service: serviceOf(call), extNum: externalNumber(call.remote, traps) };
  const callRecordId = call.recording?.id;
  switch (traps.rowFields) {
    case 'no-duration':
      return shapeRow({ ...legible, callRecordId }, traps);
    case 'few':
      return shapeRow({ ...legible, duration, callRecordId }, traps);
    case 'many':
      return shapeRow(
        {
          ...legible,
          num: call.line,
          direction: call.direction === 'out' ? 1 : 2,
          duration,
          isCallRecord: callRecordId === undefined ? 0 : 1,
          callRecordId,
          isRead: call.voicemail === undefined ? undefined : Number(call.voicemail === 'read'),
        },
        traps,
      );
    case 'other-names':
      return shapeRow(
        {
          ...legible,
          intNum: call.line,
          callType: call.direction === 'out' ? 'Исходящий' : 'Входящий',
          callDuration: duration,
          callRecordId,
        },
        traps,
      );
  }
}

/** Undefined values are left out or null, names come in the case that the trap asks for. */
function shapeRow(row: Fields, traps: Traps): Fields {
  const shaped: Fields = {};
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined && traps.absentFields === 'left-out') continue;
    shaped[caseOf(name, traps)] = value ?? null;
  }
  if (traps.unknownFields) {
    shaped.tariff = { name: 'Новый', steps: [1, 2] };
    shaped.Поле = 'значение';
  }
  return shaped;
}

function caseOf(name: string, { rowCase }: Traps): string {
  if (rowCase === 'lower') return name.toLowerCase();
  return rowCase === 'capital' ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
}

function externalNumber(remote: string, { extNums, hiddenNums }: Traps): string | undefined {
  if (remote === '') return hiddenNums === 'empty' ? '' : hiddenNums === 'word' ? 'anonymous' : undefined;
  switch (extNums) {
    case 'national':
      return nationalForm(remote);
    case 'ten-digits':
      return /^7\d{10}$/.test(remote) ? remote.slice(1) : remote;
    case 'digits':
      return remote;
    case 'plus':
      return `+${remote}`;
  }
}

/** The document names two; by the area codes. */
function serviceOf({ remote, line }: StandCall): string {
  if (!/^7\d{10}$/.test(remote)) return /^\d{7,}$/.test(remote) ? 'международный' : 'местный';
  return remote.slice(1, 4) === line.slice(0, 3) ? 'местный' : 'междугородний';
}

function clockOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
