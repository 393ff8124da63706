import { listField } from '../answer.ts';
import { Refusal } from '../refusal.ts';
import { attemptsRow, callsRow, pbxRow } from '../rows.ts';
import type { Operation } from '../service.ts';
import { callsOfPeriod, selectCalls } from './call-selection.ts';

/** Seed: SIPNET 6.2. */
export const calls: Operation = (request) => {
  const { service, traps, now } = request;
  const rows = selectCalls(request)
    .filter((call) => call.answeredAt !== undefined || traps.missedIn !== 'attempts')
    .map((call) => callsRow(call, service.recordingUrl(call), now, traps));
  return listField('calls', rows, traps);
};

/** Seed: SIPNET 6.4. */
export const attempts: Operation = (request) => {
  const { traps } = request;
  const rows = selectCalls(request)
    .filter((call) => call.answeredAt === undefined && traps.missedIn !== 'calls')
    .map((call) => attemptsRow(call));
  return listField('attempts', rows, traps);
};

/** Seed: SIPNET 6.6. Every call of the PBX; `showchild` does not exist here. */
export const pbxcalls: Operation = (request) => {
  const { subject, traps, now } = request;
  if (traps.pbxCalls === 'refused') throw new Refusal('not-allowed');
  const rows = subject.main ? callsOfPeriod(request).map((call) => pbxRow(call, now, traps)) : [];
  return listField('calls', rows, traps);
};
