import { listedLeg, type StandCall } from '../call.ts';
import { type CallList, type CallRecord, recordsOf } from '../call-records.ts';
import type { OperationRequest } from '../operation.ts';
import type { Payment } from '../payment.ts';

/** The rows of the period that the subject may see here, newest first, as running clients found them. */
export function selectRecords(request: OperationRequest, list: 'calls' | 'attempts'): CallRecord[] {
  const showChild = asksForChildren(request);
  return recordsOfPeriod(request, list, ({ leg }) => leg.sipId === request.subject.sipId || showChild);
}

/** A row tells no time further than this from when its call went on. */
const mostApartMs = 2_000;

/** Of calls, attempts or pbxcalls, those of the period that a subject may see. */
export function recordsOfPeriod(
  { service, parameters, traps, now }: OperationRequest,
  list: CallList,
  mayBeSeen: (record: CallRecord) => boolean,
): CallRecord[] {
  const { from, to } = parameters.period();
  const records = service.switchboard.calls
    .filter(({ startedAt, endedAt = now }) => startedAt <= to + mostApartMs && endedAt >= from - mostApartMs)
    .flatMap((call) => recordsOf(call, list, now, traps))
    .filter((record) => isChosen(record, { from, to, now }, traps.chosenBy) && mayBeSeen(record))
    .toReversed()
    .toSorted((one, other) => other.at - one.at);
  const held = traps.rowLimit > 0 ? records.slice(0, traps.rowLimit) : records;
  const told = traps.repeatedRows ? held.flatMap((record) => [record, record]) : held;
  if (traps.rowOrder === 'oldest-first') return told.toReversed();
  return traps.rowOrder === 'shuffled' ? service.random.shuffle(told) : told;
}

/** Whole calls that are over, whatever rows they have: what is billed. */
export function selectCalls(request: OperationRequest): StandCall[] {
  const { service, parameters, subject, traps, now } = request;
  const { from, to } = parameters.period();
  const showChild = asksForChildren(request);
  return service.switchboard.calls
    .filter((call) => {
      const over = call.endedAt !== undefined && call.endedAt + traps.listLagMs <= now;
      const isSeen = listedLeg(call).sipId === subject.sipId || showChild;
      return over && !call.unlisted && isSeen && isWithin(call.startedAt, from, to);
    })
    .toReversed()
    .toSorted((one, other) => other.startedAt - one.startedAt);
}

export function selectPayments(request: OperationRequest): Payment[] {
  const { service, parameters, subject } = request;
  const { from, to } = parameters.period();
  const showChild = asksForChildren(request);
  return service.payments.filter(
    ({ at, sipId = service.account.sipId }) => isWithin(at, from, to) && (sipId === subject.sipId || showChild),
  );
}

function asksForChildren({ parameters, subject }: OperationRequest): boolean {
  return parameters.oneOf('showchild', ['0', '1'], '0') === '1' && subject.main;
}

function isChosen(
  { at, endedAt }: CallRecord,
  { from, to, now }: { from: number; to: number; now: number },
  by: 'beginning' | 'end',
): boolean {
  if (by === 'beginning') return isWithin(at, from, to);
  return endedAt !== undefined && endedAt <= now && isWithin(endedAt, from, to);
}

/** Both ends inclusive, to the second. */
function isWithin(instant: number, from: number, to: number): boolean {
  const second = Math.floor(instant / 1000) * 1000;
  return second >= from && second <= to;
}
