import { listField } from '../list-field.ts';
import type { Operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { attemptsRow, callsRow, pbxRow } from '../rows.ts';
import { recordsOfPeriod, selectRecords } from './call-selection.ts';

/** SIPNET API 2.7.0, 6.2. */
export const calls: Operation = (request) => {
  const { service, traps } = request;
  return listField(
    'calls',
    selectRecords(request, 'calls').map((record) => callsRow(record, service, traps)),
    traps,
  );
};

/** SIPNET API 2.7.0, 6.4. */
export const attempts: Operation = (request) => {
  const { service, traps } = request;
  return listField(
    'attempts',
    selectRecords(request, 'attempts').map((record) => attemptsRow(record, service, traps)),
    traps,
  );
};

/** SIPNET API 2.7.0, 6.6. Every call of the PBX; `showchild` does not exist here. */
export const pbxcalls: Operation = (request) => {
  const { subject, traps } = request;
  if (traps.pbxCalls === 'refused') throw new Refusal('not-allowed');
  const rows = recordsOfPeriod(request, 'pbxcalls', () => subject.main).map((record) => pbxRow(record, traps));
  return listField('calls', rows, traps);
};
