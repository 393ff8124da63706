import * as z from 'zod';
import { compact } from '../../../../shared/domain/compact.ts';
import type { Zone } from '../../../../shared/domain/zoned-time.ts';
import { type CallListRow, keyByContent, keyById } from '../call-list-row.ts';
import { keepRaw, readFields, seconds, text, textOrEmpty } from '../fields.ts';
import { readTime } from '../times.ts';
import { answererOf, provesNoTalk, readTrace, stepsOf } from './trace.ts';

const list = 'cdr';
/** Longer than any that a person can follow. */
const longestTrace = 20_000;

/** The fields of a record (Autosecretary API v1, cdr/bytime). */
const record = z.object({
  id: text,
  seqid: text,
  an: textOrEmpty,
  un: textOrEmpty,
  talkduration: seconds,
  log: z.string().catch(''),
});

/** One record on the common model; undefined when even its time cannot be read. `asked`: the number it was asked for by. */
export function readCallRecord(value: unknown, asked: string, zone: Zone): CallListRow | undefined {
  const fields = readFields(value);
  const startedAt = readTime(fields?.starttime, (wall) => zone.instantsOf(wall)[0]);
  const parsed = record.safeParse(fields);
  if (fields === undefined || startedAt === undefined || !parsed.success) return undefined;
  const { id, seqid, an, un, talkduration, log } = parsed.data;
  const trace = readTrace(log.slice(0, longestTrace));
  // Whether it counts a message, or all since the service picked up, is not said: the trace knows better.
  const talkSeconds = talkduration !== undefined && provesNoTalk(trace) ? 0 : talkduration;
  const answeredBy = answererOf(trace);
  const line = un || asked;
  return {
    list,
    key: seqid === undefined ? keyByContent(startedAt, [list, startedAt, an, line]) : keyById(seqid, startedAt),
    rank: 0,
    // `id` is that of the call, and one call may have several records.
    ids: id === undefined ? [] : [{ kind: 'call', value: id }],
    // Only callers are listed: there is no field for a number that was called from here.
    direction: 'in',
    remote: an,
    line,
    startedAt,
    talkSeconds,
    outcome: talkSeconds === undefined ? undefined : talkSeconds > 0 ? 'ended' : 'missed',
    ...compact({ answeredBy }),
    steps: stepsOf(trace),
    // None in version 1.
    recording: undefined,
    raw: keepRaw(value),
  };
}
