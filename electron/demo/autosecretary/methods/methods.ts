import type { Operation } from '../journal.ts';
import type { Method } from '../service.ts';
import { changeNumber, getNumber, listNumbers } from './numbers.ts';
import { recordsById, recordsByTime } from './records.ts';

/** Each with the name by which WCF would wrap its answer. */
export const methods: Readonly<Record<Operation, { method: Method; name: string }>> = {
  'un list': { method: listNumbers, name: 'GetUnList' },
  'un get': { method: getNumber, name: 'GetUn' },
  'un put': { method: changeNumber, name: 'PutUn' },
  'cdr/bytime': { method: recordsByTime, name: 'GetCdrByTime' },
  'cdr/byid': { method: recordsById, name: 'GetCdrById' },
};
