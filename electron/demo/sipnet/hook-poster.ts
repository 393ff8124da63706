import { createBoundedList } from '../bounded-list.ts';
import type { StandClock } from '../clock.ts';
import { type StandCall, type StandLeg, talkSeconds } from './call.ts';
import { formatGmt } from './dates.ts';
import type { HookState, Traps } from './traps.ts';

/** Posts the events of calls to the registered hook URLs (seed: SIPNET 6.9). */
export interface HookPoster {
  /** `last` marks the call's final event. Resolves when everything queued for this call so far was tried. */
  post(call: StandCall, leg: StandLeg, state: HookState, last?: boolean): Promise<void>;
  /** What was posted, in the order of sending; status undefined when nobody answered. */
  deliveries: readonly HookDelivery[];
  close(): Promise<void>;
}

export interface HookDelivery {
  callId: string;
  cid: string;
  sipId: string;
  state: HookState;
  status: number | undefined;
}

interface HookPosterDeps {
  clock: StandClock;
  traps(): Traps;
  /** Where events of this phone go. */
  hookUrls(sipId: string): readonly string[];
  uuid(): string;
}

const answerTimeoutMs = 10_000;
const retryPauseMs = 200;
const keptDeliveries = 10_000;

export function createHookPoster({ clock, traps, hookUrls, uuid }: HookPosterDeps): HookPoster {
  const deliveries = createBoundedList<HookDelivery>(keptDeliveries);
  const queues = new Map<string, Promise<void>>();
  const heldBack = new Map<string, HookBody[]>();
  const pauses = new Set<() => void>();
  const closing = new AbortController();

  /** Ends early when the poster closes. */
  function pause(ms: number): Promise<void> {
    if (closing.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        pauses.delete(end);
        resolve();
      };
      const cancel = clock.after(ms, end);
      pauses.add(end);
    });
  }

  /** Decides what leaves now: events wait for later ones when the order is to be disturbed. */
  function reorder(event: HookBody, last: boolean): HookBody[] {
    const order = traps().eventOrder;
    if (order === 'in-order') return [event];
    const held = heldBack.get(event.call_id) ?? [];
    heldBack.set(event.call_id, held);
    if (order === 'invite-late' && event.state !== 'INVITE') return [event, ...held.splice(0)];
    held.push(event);
    return order === 'reversed' && last ? held.splice(0).reverse() : [];
  }

  async function deliver(event: HookBody): Promise<void> {
    const { delayEventsMs, duplicateEvents } = traps();
    if (delayEventsMs > 0) await pause(delayEventsMs);
    for (const url of hookUrls(event.sip_id)) {
      await postUntilTaken(url, event);
      if (duplicateEvents) await postUntilTaken(url, event);
    }
  }

  async function postUntilTaken(url: string, event: HookBody): Promise<void> {
    for (let left = traps().retryFailedEvents; !closing.signal.aborted; left--) {
      const status = await postJson(url, event, closing.signal);
      deliveries.push({ callId: event.call_id, cid: event.cid, sipId: event.sip_id, state: event.state, status });
      if ((status !== undefined && status < 300) || left === 0) return;
      await pause(retryPauseMs);
    }
  }

  function enqueue(event: HookBody): void {
    const before = queues.get(event.call_id) ?? Promise.resolve();
    queues.set(
      event.call_id,
      before.then(() => deliver(event)),
    );
  }

  return {
    deliveries: deliveries.entries,
    async post(call, leg, state, last = false) {
      if (call.unposted || traps().loseEvents.includes(state)) return;
      const event = hookBody(call, leg, state, clock.now(), traps());
      if (state === 'CONNECTED' && traps().connectedUnderNewCid) event.cid = uuid();
      for (const next of reorder(event, last)) enqueue(next);
      const queue = queues.get(call.uuid);
      await queue;
      if (last && queues.get(call.uuid) === queue) {
        queues.delete(call.uuid);
        heldBack.delete(call.uuid);
      }
    },
    async close() {
      closing.abort();
      for (const end of pauses) end();
      await Promise.all(queues.values());
    },
  };
}

interface HookBody {
  call_id: string;
  cid: string;
  callee_id: string;
  caller_id: string;
  created?: string | number;
  direction: 'in' | 'out';
  event_created?: string | number;
  sip_id: string;
  state: HookState;
  duration: number | string;
}

function hookBody(call: StandCall, leg: StandLeg, state: HookState, now: number, traps: Traps): HookBody {
  const incoming = call.direction === 'in';
  const talked = state === 'BYE' && (call.answeredLeg === undefined || call.answeredLeg === leg);
  const duration = talked ? talkSeconds(call, now) : 0;
  return {
    call_id: call.uuid,
    cid: leg.cid,
    callee_id: hookNumber(incoming ? call.line : call.remote, traps),
    caller_id: hookNumber(incoming ? call.remote : call.line, traps),
    ...dated('created', call.startedAt, traps),
    direction: call.direction,
    ...dated('event_created', now, traps),
    sip_id: leg.sipId,
    state,
    duration: traps.scalars === 'strings' ? String(duration) : duration,
  };
}

function hookNumber(number: string, { hookNumbers }: Traps): string {
  if (number === '' || hookNumbers === 'digits') return number;
  return hookNumbers === 'plus' ? `+${number}` : `sip:${number}@sipnet.ru`;
}

function dated(name: 'created' | 'event_created', instant: number, traps: Traps): Partial<HookBody> {
  switch (traps.hookDates) {
    case 'gmt':
      return { [name]: formatGmt(instant) };
    case 'moscow':
      return { [name]: formatGmt(instant + 3 * 3_600_000) };
    case 'iso':
      return { [name]: new Date(instant).toISOString() };
    case 'epoch':
      return { [name]: Math.floor(instant / 1000) };
    case 'absent':
      return {};
  }
}

/** The HTTP status, or undefined when there was no answer: a webhook's sender has nobody to tell. */
async function postJson(url: string, body: HookBody, signal: AbortSignal): Promise<number | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined;
  }
}
