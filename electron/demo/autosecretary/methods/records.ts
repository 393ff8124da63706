import type { MethodAnswer } from '../answer.ts';
import { wallOf, zoneOf } from '../dates.ts';
import { linksOf } from '../links.ts';
import { cutPage } from '../page.ts';
import { findPeriod, linkParameters } from '../period.ts';
import { type CallRecord, listRecords, writeRecord } from '../records.ts';
import type { Method, MethodRequest } from '../service.ts';
import { phoneOf } from './phone.ts';

/** Autosecretary API v1, cdr/bytime. */
export const recordsByTime: Method = (request) => {
  const { service, address, traps, now } = request;
  const phone = phoneOf(request, address.searchParams.get('phone'));
  const offset = zoneOf(service.numbers.of(phone), traps);
  const period = findPeriod(address.searchParams, now, offset, traps);
  const records = listRecords(service.calls.of(phone), now, traps).filter(({ startedAt }) => {
    const wall = wallOf(startedAt, offset);
    return wall >= period.from && wall <= period.to;
  });
  return answerPage(request, { phone, offset, records, linked: linkParameters(period, traps) });
};

/** Autosecretary API v1, cdr/byid. */
export const recordsById: Method = (request) => {
  const { service, address, traps, now } = request;
  const phone = phoneOf(request, address.searchParams.get('phone'));
  const records = listRecords(service.calls.of(phone), now, traps);
  return answerPage(request, { phone, offset: zoneOf(service.numbers.of(phone), traps), records, linked: [] });
};

interface Found {
  phone: string;
  offset: number;
  records: readonly CallRecord[];
  /** What the link to the next page has between phone and start_id. */
  linked: readonly string[];
}

function answerPage({ address, traps, now }: MethodRequest, found: Found): MethodAnswer {
  const page = cutPage(found.records, address.searchParams, traps);
  const rows: unknown[] = page.records.map((record) => writeRecord(record, found.offset, now, traps));
  if (traps.brokenRows) rows.splice(Math.floor(rows.length / 2), 0, ...brokenRows);
  if (rows.length === 0 && traps.emptyLists !== 'array') {
    return { value: traps.emptyLists === 'null' ? null : undefined };
  }
  const limit = address.searchParams.get('limit');
  const parameters = [`phone=${found.phone}`, ...found.linked, ...(limit ? [`limit=${limit}`] : [])];
  const linked = traps.linksOf === 'both' || address.pathname.endsWith('bytime');
  const links = linked ? linksOf(page, `${address.origin}${address.pathname}`, parameters, traps) : undefined;
  return { value: rows, links };
}

/** What cannot be read stands in the middle of what can. */
const brokenRows: readonly unknown[] = [
  null,
  'SIP:ANI()',
  { an: '9430000211', duration: 4, log: '', start_time: '2026-11-20T10:00:00', talk_duration: 0, un: '4950000310' },
  { id: 7, seqid: 7, an: '9430000211', duration: 4, log: '', start_time: 'вчера', talk_duration: 0 },
];
