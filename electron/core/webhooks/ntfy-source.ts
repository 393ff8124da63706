import { createHash } from 'node:crypto';
import { type Http, HttpError } from '../http/http.ts';
import type { Clock } from '../ports.ts';
import { createDeliveryBatch } from './deliveries.ts';
import { readBodies } from './ntfy-bodies.ts';
import { advanceCursor, emptyCursor, type NtfyCursor, readCursor, writeCursor } from './ntfy-cursor.ts';
import { type NtfyStream, openNtfyStream, StreamBlockedError } from './ntfy-stream.ts';
import { readerHeaders } from './ntfy-topic.ts';
import { checkAnswer, type NtfyEvent, noNtfy, readEvent, readLines } from './ntfy-wire.ts';
import { relayUrl } from './relay-keys.ts';
import { type HookBatch, type HookSource, SourceError } from './source.ts';

export interface NtfySourceDeps {
  http: Http;
  clock: Clock;
  /** Of the server, as this program reaches it. */
  url: string;
  topic: string;
  /** Of a reader, at a server with access control. */
  token?: string;
  timing?: Partial<NtfyTiming>;
}

/** All in ms. */
export interface NtfyTiming {
  /** A stream that has not said `open` by then is held up by a proxy. */
  openWithin: number;
  /** ntfy says `keepalive` every 45 s unless told otherwise; a longer silence is a dead connection. */
  silence: number;
  /** A stream that ends sooner did not live. */
  shortLife: number;
  /** A question answers "nothing" after this long. */
  wait: number;
  /** Where streams do not get through: a public server lets one address ask every 5 s, and a line may have two accounts. */
  askEvery: number;
  /** Until a stream is tried again. */
  askFor: number;
}

const defaultTiming: NtfyTiming = {
  openWithin: 10_000,
  silence: 75_000,
  shortLife: 5_000,
  wait: 25_000,
  askEvery: 10_000,
  askFor: 10 * 60_000,
};

const largestBatch = 500;
/** Ids kept of this run. */
const mostTold = 20_000;
const mostAttachments = 8;
const askedWithinMs = 15_000;
/** After so many streams in a row that never opened, lived shortly or ended in silence, something between is at fault. */
const mostShortLives = 2;
/** A cache shorter than this is none; ntfy's own is 12 h. How long a server keeps is known once it told a message. */
const surelyKeptMs = 10 * 60_000;
const keptMarginMs = 60_000;

/**
 * A topic of an ntfy server (https://docs.ntfy.sh/subscribe/api/). Each connection begins with one `poll=1` question, whose
 * end is certain and tells what is new and whether something is missing; then a stream tells the rest. Where no stream gets
 * through a proxy, the question is asked again and again.
 */
export function createNtfySource({ http, clock, url, topic, token, timing }: NtfySourceDeps): HookSource {
  const { openWithin, silence, shortLife, wait, askEvery, askFor } = { ...defaultTiming, ...timing };
  const headers = readerHeaders(token);
  let resetting = new AbortController();
  /** The stream, and the cursor up to which it told everything. */
  let open: { stream: NtfyStream; cursor: string } | undefined;
  let shortLives = 0;
  /** Streams are not tried before. */
  let askUntil = 0;
  /**
   * The last proof that everything up to this cursor was told: by the end of an answer, or by a line of the stream. When, on
   * the server's clock.
   */
  let heard: { cursor: string; at: number } | undefined;
  let keptMs: number | undefined;
  /** What was told in this run up to a cursor: a burst may be longer than what a cursor holds. */
  let told = { cursor: '', ids: new Set<string>() };

  function subscription(cursor: NtfyCursor, parameters: Record<string, string>): string {
    const address = relayUrl(url, `/${topic}/json`);
    const since = cursor.since === 0 ? 'all' : String(cursor.since);
    for (const [name, value] of Object.entries({ ...parameters, since })) address.searchParams.set(name, value);
    return address.href;
  }

  /** All that is new, or the first of it, and whether something may be missing. */
  async function ask(text: string | undefined, signal: AbortSignal): Promise<HookBatch> {
    const answer = await http.stream({
      url: subscription(cursorOf(text), { poll: '1' }),
      method: 'GET',
      headers,
      retry: 'read',
      signal,
      timeoutMs: askedWithinMs,
      idleMs: askedWithinMs,
    });
    try {
      await checkAnswer(answer.status, answer.headers, answer.stream);
      const date = Date.parse(answer.headers.date ?? '');
      const now = Number.isNaN(date) ? clock.now() : date;
      const gathering = createGathering(text, () => now);
      for await (const line of readLines(answer.stream)) {
        gathering.take(line);
        if (gathering.isFull()) break;
      }
      if (gathering.isNoNtfy()) throw new SourceError('garbled', noNtfy);
      const gap = text !== undefined && !gathering.sawNewest() && !isSurelyKept(text, now);
      const batch = await gathering.finish(signal, gap);
      // Only what was read to its end is continued by a stream.
      heard = gathering.isFull() || gathering.isCut() ? undefined : { cursor: batch.next, at: now };
      return batch;
    } finally {
      answer.stream.destroy();
    }
  }

  /** Whether no message after the cursor can have been forgotten since we heard that there was none. */
  function isSurelyKept(cursor: string, now: number): boolean {
    if (heard?.cursor !== cursor) return false;
    const silentFor = now - heard.at;
    return silentFor < (keptMs === undefined ? surelyKeptMs : keptMs - keptMarginMs);
  }

  /** What new messages make of a cursor, and the deliveries of them. */
  function createGathering(text: string | undefined, serverNow: () => number) {
    const from = cursorOf(text);
    const known = told.cursor === text && told.ids.size < mostTold ? told.ids : new Set(from.seen.map(({ id }) => id));
    const freshIds = new Set<string>();
    const newest = from.seen.at(-1)?.id;
    const fresh: NtfyEvent[] = [];
    let attachments = 0;
    let lines = 0;
    let unread = 0;
    let isNewestSeen = false;
    let isCut = false;
    return {
      take(line: string | undefined): NtfyEvent | undefined {
        if (line === '') return undefined;
        lines += 1;
        const event = line === undefined ? undefined : readEvent(line);
        if (event === undefined) unread += 1;
        if (event?.event !== 'message') return event;
        keptMs = Math.max(0, (event.expires ?? event.time) - event.time) * 1000;
        isNewestSeen ||= event.id === newest;
        if (known.has(event.id) || freshIds.has(event.id)) return event;
        freshIds.add(event.id);
        fresh.push(event);
        if (event.attachment !== undefined) attachments += 1;
        return event;
      },
      isFull: () => fresh.length >= largestBatch || attachments >= mostAttachments,
      /** Whether the lists in the messages were too long for one batch. */
      isCut: () => isCut,
      isEmpty: () => fresh.length === 0 && unread === 0,
      isNoNtfy: () => unread > 0 && unread === lines,
      sawNewest: () => isNewestSeen,
      async finish(signal: AbortSignal, gap: boolean): Promise<HookBatch> {
        const now = serverNow();
        const bodies = await readBodies({ http, clock, url, headers }, fresh, signal);
        const batch = createDeliveryBatch();
        let taken = 0;
        for (const { id, time } of fresh) {
          const body = bodies[taken];
          const ageMs = Math.max(0, now - time * 1000);
          isCut = body !== undefined && !batch.add({ sequence: id, ageMs, body });
          if (isCut) break;
          taken += 1;
        }
        const handedOn = fresh.slice(0, taken);
        const isLossy = unread > 0 || bodies.slice(0, taken).includes(undefined);
        const next = writeCursor(advanceCursor(from, handedOn));
        for (const { id } of handedOn) known.add(id);
        told = { cursor: next, ids: known };
        return { events: batch.deliveries, next, gap: gap || isLossy };
      },
    };
  }

  /** What the stream tells next; `undefined` when it ended. */
  async function listen(
    at: { stream: NtfyStream; cursor: string },
    signal: AbortSignal,
  ): Promise<HookBatch | undefined> {
    const { stream } = at;
    const gathering = createGathering(at.cursor, stream.serverNow);
    const waiting = Promise.withResolvers<'waited'>();
    const cancel = clock.after(wait, () => waiting.resolve('waited'));
    const stop = () => waiting.reject(new HttpError('aborted', true));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    // Raced below, where it is not always the one that is waited for.
    waiting.promise.catch(() => {});
    try {
      while (!gathering.isFull()) {
        const rest = gathering.isEmpty() ? waiting.promise : nextTurn();
        const line = await Promise.race([stream.peek(), rest]);
        if (line === 'waited') break;
        if (line === 'ended') {
          if (gathering.isEmpty()) return undefined;
          break;
        }
        stream.drop();
        const event = gathering.take(line.text);
        heard = { cursor: at.cursor, at: stream.serverNow() };
        // Proof of life is worth an answer.
        if (event?.event === 'keepalive') break;
      }
      const batch = await gathering.finish(signal, false);
      if (heard?.cursor === at.cursor) heard = { ...heard, cursor: batch.next };
      at.cursor = batch.next;
      if (gathering.isCut()) {
        // The stream is past what was left for the next batch.
        closeStream();
        heard = undefined;
      }
      return batch;
    } finally {
      cancel();
      signal.removeEventListener('abort', stop);
    }
  }

  function closeStream(): void {
    open?.stream.close();
    open = undefined;
  }

  function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        cancel();
        reject(new HttpError('aborted', false));
      };
      const cancel = clock.after(ms, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
  }

  function noteShortLife(): void {
    shortLives += 1;
    if (shortLives < mostShortLives) return;
    shortLives = 0;
    askUntil = clock.now() + askFor;
  }

  async function read(cursor: string | undefined, signal: AbortSignal): Promise<HookBatch> {
    // A batch that was not committed is asked for again, and the stream is past it.
    if (open !== undefined && open.cursor !== cursor) closeStream();
    if (open === undefined) {
      if (cursor === undefined || heard?.cursor !== cursor) return ask(cursor, signal);
      if (clock.now() < askUntil) {
        await pause(askEvery, signal);
        return ask(cursor, signal);
      }
      try {
        const address = subscription(cursorOf(cursor), {});
        const stream = await openNtfyStream({ http, clock, address, headers, openWithin, silence }, signal);
        open = { stream, cursor };
      } catch (error) {
        if (!(error instanceof StreamBlockedError)) throw error;
        noteShortLife();
        return ask(cursor, signal);
      }
    }
    const { stream } = open;
    const batch = await listen(open, signal);
    if (batch !== undefined) {
      if (clock.now() - stream.openedAt > silence) shortLives = 0;
      return batch;
    }
    closeStream();
    if (stream.wasSilent() || clock.now() - stream.openedAt < shortLife) noteShortLife();
    return ask(cursor, signal);
  }

  return {
    id: `ntfy:${createHash('sha256')
      .update(`${relayUrl(url, '').origin} ${topic}`)
      .digest('base64url')}`,
    async read(cursor, signal) {
      const either = AbortSignal.any([signal, resetting.signal]);
      either.addEventListener('abort', closeStream, { once: true });
      try {
        return await read(cursor, either);
      } catch (error) {
        closeStream();
        throw error;
      } finally {
        either.removeEventListener('abort', closeStream);
      }
    },
    reset() {
      closeStream();
      askUntil = 0;
      shortLives = 0;
      // After sleep nothing is sure to be kept.
      heard = undefined;
      resetting.abort();
      resetting = new AbortController();
    },
  };
}

/** After everything that is already there. */
function nextTurn(): Promise<'waited'> {
  return new Promise((resolve) => setImmediate(resolve, 'waited'));
}

/** One that cannot be read asks for everything, as none does; the newest message it knew is then missed. */
function cursorOf(text: string | undefined): NtfyCursor {
  return (text === undefined ? undefined : readCursor(text)) ?? emptyCursor;
}
