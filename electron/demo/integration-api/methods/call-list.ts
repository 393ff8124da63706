import { z } from 'zod';
import { type StandCall, talkSeconds } from '../call.ts';
import type { Contract } from '../contract.ts';
import { Refusal } from '../refusal.ts';
import { parseBody } from '../request-fields.ts';
import { callRow } from '../rows.ts';
import { findPeriod, type Period } from '../search-period.ts';
import type { Method, MethodRequest } from '../service.ts';
import type { Traps } from '../traps.ts';

const limit = z.int().nonnegative().nullish();

const requestSchema = z.object({
  nums: z.array(z.string()).min(1),
  periodStart: z.string(),
  periodEnd: z.string(),
  /** Empty or 0 all, 1 outgoing, 2 incoming. */
  direction: z.literal([0, 1, 2]).nullish(),
  durationFrom: limit,
  durationTo: limit,
  isCallRecord: z.literal([0, 1]).nullish(),
  /** Null no limit, 0 messages not heard, 1 messages heard. */
  isRead: z.literal([0, 1]).nullish(),
});
type ListRequest = z.infer<typeof requestSchema>;

/** Integration API, request/getcalllist. */
export const getCallList: Method = (request) => {
  const { service, traps, now } = request;
  const asked = parseBody(requestSchema, request.body);
  const lines = linesOf(asked.nums, service.contract, traps);
  const period = findPeriod(asked.periodStart, asked.periodEnd, service.wallClock.wallOf(now), traps);
  const rows = selectCalls(request, asked, lines, period).map((call) =>
    callRow(call, service.wallClock.format(call.startedAt), now, traps),
  );
  return {
    apiName: 'getCallList',
    fields: rowsetOf(traps.duplicateRows ? rows.flatMap((row) => [row, row]) : rows, traps),
  };
};

function selectCalls(
  { service, traps, now }: MethodRequest,
  asked: ListRequest,
  lines: ReadonlySet<string>,
  period: Period | undefined,
): StandCall[] {
  if (period === undefined) return [];
  const { wallClock, switchboard } = service;
  const conditions = [
    (call: StandCall) => lines.has(call.line) && !call.unlisted,
    (call: StandCall) => isFinished(call, traps, now),
    (call: StandCall) => {
      const wall = wallClock.wallOf(call.startedAt);
      return wall >= period.from && (traps.periodEnd === 'inclusive' ? wall <= period.to : wall < period.to);
    },
    (call: StandCall) => !asked.direction || asked.direction === (call.direction === 'out' ? 1 : 2),
    (call: StandCall) => traps.missedCalls === 'listed' || call.answeredAt !== undefined,
    (call: StandCall) => hasDuration(talkSeconds(call, now), asked, traps),
    (call: StandCall) => asked.isCallRecord !== 1 || call.recording !== undefined,
    (call: StandCall) => hasMessage(call, asked.isRead, traps),
  ];
  const calls = switchboard.calls.filter((call) => conditions.every((holds) => holds(call)));
  const newestFirst = traps.rowOrder === 'newest-first' ? -1 : 1;
  return calls.sort((one, other) => (one.startedAt - other.startedAt) * newestFirst);
}

function isFinished(call: StandCall, { unfinishedCalls, listLagMs }: Traps, now: number): boolean {
  if (call.endedAt === undefined) return unfinishedCalls === 'listed';
  return call.endedAt + listLagMs <= now;
}

function hasDuration(seconds: number, { durationFrom, durationTo }: ListRequest, { zeroFilters }: Traps): boolean {
  const unlimited = durationTo === undefined || durationTo === null || (durationTo === 0 && zeroFilters === 'no-limit');
  return seconds >= (durationFrom ?? 0) && (unlimited || seconds <= durationTo);
}

function hasMessage({ voicemail }: StandCall, isRead: ListRequest['isRead'], { zeroFilters }: Traps): boolean {
  if (isRead === undefined || isRead === null || (isRead === 0 && zeroFilters === 'no-limit')) return true;
  return voicemail === (isRead === 0 ? 'unread' : 'read');
}

/** The own numbers that are meant; a form that the trap does not take means none. */
function linesOf(nums: readonly string[], contract: Contract, traps: Traps): Set<string> {
  // "Several numbers may be given, separated by commas" can be read both ways.
  const texts = nums.flatMap((text) => text.split(',')).map((text) => text.trim());
  const found = texts.map((text) => {
    const line = contract.ownNumber(text);
    if (line === undefined && traps.foreignNums === 'refused') throw new Refusal('foreign-number', text);
    return takesForm(text, traps) ? line : undefined;
  });
  return new Set(found.filter((line) => line !== undefined));
}

function takesForm(text: string, { listNums }: Traps): boolean {
  return listNums === 'any' || (listNums === 'ten-digits' ? /^\d{10}$/ : /^8\d{10}$/).test(text);
}

function rowsetOf(rows: readonly unknown[], { emptyLists }: Traps) {
  if (rows.length === 0 && emptyLists === 'absent') return {};
  return { rowset: rows.length === 0 && emptyLists === 'null' ? null : rows };
}
