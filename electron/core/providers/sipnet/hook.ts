import * as z from 'zod';
import type { CallEvent } from '../../../../shared/domain/call-event.ts';
import { parseJson } from '../../../../shared/domain/json.ts';
import { readFields, readRows, seconds, text, textOrEmpty } from '../fields.ts';
import { readTime } from '../times.ts';
import { type IsOwn, literalDirection } from './call-rows.ts';

/** SIPNET API 2.7.0, 6.9. */
const hookBody = z.object({
  callid: text,
  cid: text,
  calleeid: textOrEmpty,
  callerid: textOrEmpty,
  direction: textOrEmpty,
  sipid: textOrEmpty,
  state: textOrEmpty,
  duration: seconds,
});

const kinds = new Map<string, CallEvent['kind']>([
  ['INVITE', 'invite'],
  ['CONNECTED', 'connected'],
  ['BYE', 'bye'],
]);

/**
 * One posted body as an event; undefined when it names no state of the document or no call. Services that pass hooks on put
 * them into an envelope (`{"type": …, "data": {…}}`), or JSON into a field of a form: what is inside counts if the envelope is no
 * event itself and holds one only.
 */
export function readHookBody(body: unknown, isOwn: IsOwn): CallEvent | undefined {
  return readEvent(body, isOwn) ?? readEnvelope(body, isOwn, deepestEnvelope);
}

/** `{"body": {"payload": {…}}}` is the deepest that such services make. */
const deepestEnvelope = 3;
const mostFieldsOfEnvelope = 50;

function readEnvelope(body: unknown, isOwn: IsOwn, depth: number): CallEvent | undefined {
  if (typeof body !== 'object' || body === null || depth === 0) return undefined;
  const inside = Object.values(body)
    .slice(0, mostFieldsOfEnvelope)
    .map((value) => (typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value) : value))
    .map((value) => readEvent(value, isOwn) ?? readEnvelope(value, isOwn, depth - 1))
    .filter((event) => event !== undefined);
  return inside.length === 1 ? inside[0] : undefined;
}

function readEvent(body: unknown, isOwn: IsOwn): CallEvent | undefined {
  const fields = readFields(body);
  const parsed = hookBody.safeParse(fields);
  if (fields === undefined || !parsed.success) return undefined;
  const { callid, cid, calleeid, callerid, direction, sipid, state, duration } = parsed.data;
  const kind = kinds.get(state.toUpperCase());
  const callId = callid ?? cid;
  if (kind === undefined || callId === undefined) return undefined;
  return {
    callId,
    legId: cid ?? '',
    phone: sipid,
    kind,
    // Incoming by default, unless it is from an own number: a false ring is better than a silent call.
    direction: literalDirection(direction) ?? (isOwn(callerid) && !isOwn(calleeid) ? 'out' : 'in'),
    caller: callerid,
    callee: calleeid,
    // Not `created`: that is when the call began, and would put a BYE before its CONNECTED.
    at: readTime(fields.eventcreated),
    durationSeconds: duration,
    begunAt: readTime(fields.created),
  };
}

/** The URLs of `webhooks`: the document says an array of them and not of what. */
export function readHookUrls(webhooks: unknown): string[] {
  const list = typeof webhooks === 'string' ? [webhooks] : readRows(webhooks);
  const urls = list.map((item) => (typeof item === 'string' ? item : readFields(item)?.url));
  return urls.filter((url): url is string => typeof url === 'string' && url.trim() !== '' && url.length <= 2000);
}
