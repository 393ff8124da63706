import { type Fields, keepRaw, readFields, seconds, text } from '../fields.ts';
import type { CallbackProgress, CalleeProgress } from '../provider.ts';
import { readTime } from '../times.ts';

/**
 * Where the id of an order may stand: the result of `gencall` is not documented, only that `calls2` takes an `id` from it
 * (SIPNET API 2.7.0, 6.5, 6.15). Without any of these the order counts as placed and is not followed.
 */
const orderIdFields = ['id', 'gencallid', 'callbackid', 'orderid', 'callid', 'cid', 'uuid', 'calls2id'];
/** Objects that such an id may be wrapped in. */
const wrappers = ['gencall', 'call', 'calls', 'result', 'data'];

export function readOrderId(fields: Fields): string | undefined {
  const own = orderIdFields.map((name) => text.parse(fields[name])).find((id) => id !== undefined);
  if (own !== undefined) return own;
  for (const name of wrappers) {
    const wrapped = fields[name];
    const inner = readFields(Array.isArray(wrapped) && wrapped.length === 1 ? wrapped[0] : wrapped);
    const id = orderIdFields.map((field) => text.parse(inner?.[field])).find((value) => value !== undefined);
    if (id !== undefined) return id;
  }
  return undefined;
}

/**
 * What the `calls2` rows of an order tell of single people. Only a row that carries the order's id and names one number does, by
 * its state in words or by two durations: whose a lone one is, nobody says.
 */
export function readCallees(rows: readonly unknown[], orderId: string): CalleeProgress[] {
  return rows.flatMap((row) => {
    const fields = readFields(row) ?? {};
    const isNamed = orderIdFields.some((name) => text.parse(fields[name]) === orderId);
    const remote = calleeFields.map((name) => text.parse(fields[name])).find((value) => value !== undefined);
    if (!isNamed || remote === undefined || remote.includes(',')) return [];
    const { state, wasConnected } = readProgress(row);
    return [{ remote, state: wasConnected ? 'answered' : state === 'failed' ? 'not-answered' : 'unknown' }];
  });
}

/** Under the names of running clients for calls, and the usual ones. */
const calleeFields = ['dstphone', 'dst', 'phone', 'calleeid', 'phone2', 'callee'];

/** How far the time of a row may lie from that of the order, when nothing else ties them: their clocks are not ours. */
const nearMs = 10 * 60_000;

/**
 * The row of an order among those of `calls2`. The service may not look at `id`, and a row may not carry it; then only a
 * single row near the order's time is taken for it, and else none.
 */
export function findOrderRow(rows: readonly unknown[], orderId: string, orderedAt: number): unknown {
  const candidates = rows.map((row) => ({ row, fields: readFields(row) }));
  const named = candidates.filter(({ fields }) => orderIdFields.some((name) => text.parse(fields?.[name]) === orderId));
  if (named.length > 0) return named[0]?.row;
  const [only] = candidates;
  // A row with an `id` of its own that is not ours is another order.
  if (candidates.length !== 1 || only?.fields === undefined || text.parse(only.fields.id) !== undefined)
    return undefined;
  const at = readTime(only.fields.gmt);
  return at === undefined || Math.abs(at - orderedAt) <= nearMs ? only.row : undefined;
}

/**
 * The progress of an order by its `calls2` row. What the row holds is not documented, so this is the one place that reads
 * it: by a state in words where there is one, else by the durations of its two legs. `wasConnected` takes a missed call
 * off the list and so wants proof of both legs: a lone duration may be that of the own phone alone.
 */
export function readProgress(row: unknown): CallbackProgress {
  const fields = readFields(row) ?? {};
  const raw = keepRaw(row);
  const own = durationOf(fields, ownLegDurations);
  const remote = durationOf(fields, remoteLegDurations);
  const bothTalked = own !== undefined && own > 0 && remote !== undefined && remote > 0;
  const word = stateFields.map((name) => stateOfWord(text.parse(fields[name]))).find((state) => state !== undefined);
  if (word !== undefined) return { state: word, wasConnected: word === 'connected' || bothTalked, raw };
  const only = seconds.parse(fields.duration);
  if (bothTalked || (only !== undefined && only > 0)) return { state: 'ended', wasConnected: bothTalked, raw };
  return { state: own !== undefined && own > 0 ? 'ringing-remote' : 'ordered', wasConnected: false, raw };
}

const stateFields = ['state', 'status', 'callstate', 'result'];
const ownLegDurations = ['duration1', 'srcduration', 'durationsrc', 'durationa', 'leg1duration'];
const remoteLegDurations = ['duration2', 'dstduration', 'durationdst', 'durationb', 'leg2duration'];

function durationOf(fields: Fields, names: readonly string[]): number | undefined {
  return names.map((name) => seconds.parse(fields[name])).find((value) => value !== undefined);
}

/** Tried in this order: "not connected" is no connection. */
const stateWords: readonly [RegExp, CallbackProgress['state']][] = [
  [/fail|error|cancel|busy|reject|no.?answer|unavailable|not.?connected|refused/, 'failed'],
  [/^(bye|ended?|finished|completed?|hang.?up|closed|done)$/, 'ended'],
  [/^(connected|answered|talking|bridged|active)$/, 'connected'],
  [/(ring|dial|call|invite|alert).*(dst|dest|remote|second)/, 'ringing-remote'],
  [/(dst|dest|remote|second).*(ring|dial|call|invite|alert)/, 'ringing-remote'],
  [/ring|dial|calling|invite|alert/, 'ringing-own'],
  [/^(ordered|new|queued|accepted|created|start(ed)?|init)$/, 'ordered'],
];

function stateOfWord(value: string | undefined): CallbackProgress['state'] | undefined {
  const word = value?.toLowerCase();
  return word === undefined ? undefined : stateWords.find(([pattern]) => pattern.test(word))?.[1];
}
