import { createBoundedList } from '../bounded-list.ts';
import type { StandClock } from '../clock.ts';
import type { StandCall } from './call.ts';
import { cidOf } from './call-ids.ts';
import { eventsOf, type HookEvent, isLastEvent } from './hook-events.ts';
import { createHookOutbox, type HookOutbox, type HookPost, writePost } from './hook-posts.ts';
import type { HookState } from './traps/event-traps.ts';
import type { Traps } from './traps.ts';

/** Posts the events of calls to the registered hook URLs (SIPNET API 2.7.0, 6.9). */
export interface HookPoster {
  /** Posts what has happened to the call and was not told. Resolves when everything queued for it was tried. */
  tell(call: StandCall): Promise<void>;
  /** Posts all of it once more, as a service that was down and is up again may do. */
  tellAgain(call: StandCall): Promise<void>;
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
}

const answerTimeoutMs = 10_000;
const retryPauseMs = 200;
const keptDeliveries = 10_000;

/** What is known of a call while it goes on. */
interface Told {
  events: Set<string>;
  outbox: HookOutbox;
  queue: Promise<void>;
}

export function createHookPoster({ clock, traps, hookUrls }: HookPosterDeps): HookPoster {
  const deliveries = createBoundedList<HookDelivery>(keptDeliveries);
  const told = new Map<StandCall, Told>();
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

  async function deliver(events: readonly HookEvent[]): Promise<void> {
    const { delayEventsMs, duplicateEvents } = traps();
    if (delayEventsMs > 0) await pause(delayEventsMs);
    for (const url of new Set(events.flatMap(({ leg }) => hookUrls(leg.sipId)))) {
      const heard = events.filter(({ leg }) => hookUrls(leg.sipId).includes(url));
      await postUntilTaken(url, heard);
      if (duplicateEvents) await postUntilTaken(url, heard);
    }
  }

  async function postUntilTaken(url: string, events: readonly HookEvent[]): Promise<void> {
    const post = writePost(events, traps());
    for (let left = traps().retryFailedEvents; !closing.signal.aborted; left--) {
      const status = await send(url, post, closing.signal);
      for (const { call, leg, state } of events) {
        deliveries.push({ callId: call.uuid, cid: cidOf(call, leg, traps()), sipId: leg.sipId, state, status });
      }
      if ((status !== undefined && status < 300) || left === 0) return;
      await pause(retryPauseMs);
    }
  }

  async function tell(call: StandCall): Promise<void> {
    const known = told.get(call) ?? { events: new Set(), outbox: createHookOutbox(), queue: Promise.resolve() };
    told.set(call, known);
    const events = eventsOf(call, traps());
    for (const [index, event] of events.entries()) {
      const name = `${call.legs.indexOf(event.leg)} ${event.state}`;
      if (known.events.has(name)) continue;
      known.events.add(name);
      for (const post of known.outbox.push(event, isLastEvent(event, index, events), traps())) {
        known.queue = known.queue.then(() => deliver(post));
      }
    }
    const { queue } = known;
    await queue;
    if (call.endedAt !== undefined && known.queue === queue) told.delete(call);
  }

  return {
    deliveries: deliveries.entries,
    tell,
    async tellAgain(call) {
      told.delete(call);
      await tell(call);
    },
    async close() {
      closing.abort();
      for (const end of pauses) end();
      await Promise.all([...told.values()].map(({ queue }) => queue));
    },
  };
}

/** The HTTP status, or undefined when there was no answer: a webhook's sender has nobody to tell. */
async function send(url: string, { contentType, body }: HookPost, signal: AbortSignal): Promise<number | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      // Of bytes, fetch tells no type by itself.
      ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
      body: Buffer.from(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined;
  }
}
