import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { largestHookBody } from '../../../shared/domain/relay-wire.ts';
import { type Http, HttpError } from '../http/http.ts';
import type { Clock } from '../ports.ts';
import { advanceCursor, emptyCursor, type NtfyCursor, readCursor, writeCursor } from './ntfy-cursor.ts';
import { readerHeaders } from './ntfy-topic.ts';
import { type NtfyEvent, readBody, readEvent, readLines, textOf } from './ntfy-wire.ts';
import { relayUrl } from './relay-keys.ts';
import { type HookBatch, type HookDelivery, type HookSource, SourceError } from './source.ts';

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

const noNtfy = 'What answers there is no ntfy server.';
const largestBatch = 500;
/** Ids kept of this run. */
const mostTold = 20_000;
const mostAttachments = 8;
const attachmentsWithinMs = 10_000;
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
  let open: OpenStream | undefined;
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
      ...{ url: subscription(cursorOf(text), { poll: '1' }), method: 'GET', headers, retry: 'read', signal },
      ...{ timeoutMs: askedWithinMs, idleMs: askedWithinMs },
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
      heard = gathering.isFull() ? undefined : { cursor: batch.next, at: now };
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
      isEmpty: () => fresh.length === 0 && unread === 0,
      isNoNtfy: () => unread > 0 && unread === lines,
      sawNewest: () => isNewestSeen,
      async finish(signal: AbortSignal, gap: boolean): Promise<HookBatch> {
        const now = serverNow();
        const bodies = await readBodies(fresh, signal);
        const events: HookDelivery[] = [];
        fresh.forEach(({ id, time }, index) => {
          const body = bodies[index];
          if (body !== undefined) events.push({ sequence: id, ageMs: Math.max(0, now - time * 1000), body });
        });
        const isLossy = unread > 0 || events.length < fresh.length;
        const next = writeCursor(advanceCursor(from, fresh));
        for (const id of freshIds) known.add(id);
        told = { cursor: next, ids: known };
        return { events, next, gap: gap || isLossy };
      },
    };
  }

  async function readBodies(messages: readonly NtfyEvent[], signal: AbortSignal): Promise<unknown[]> {
    const late = new AbortController();
    const cancel = clock.after(attachmentsWithinMs, () => late.abort());
    try {
      const either = AbortSignal.any([signal, late.signal]);
      return await Promise.all(
        messages.map(async (message) => {
          const { attachment } = message;
          if (attachment === undefined || !isOwnAddress(attachment.url)) return readBody(textOf(message));
          return readAttachment(attachment.url, either);
        }),
      );
    } finally {
      cancel();
    }
  }

  function isOwnAddress(text: string): boolean {
    return URL.parse(text)?.origin === URL.parse(url)?.origin;
  }

  /**
   * A body above the server's limit for messages (4 KiB by default) comes as a file. One that cannot be had is lost: it may
   * not hold up the calls that come after it. Asked `once`, because a redirect could lead to any server.
   */
  async function readAttachment(address: string, signal: AbortSignal): Promise<unknown> {
    try {
      const { status, body } = await http.request({
        ...{ url: address, method: 'GET', headers, retry: 'once', signal },
        ...{ timeoutMs: attachmentsWithinMs, maxBytes: largestHookBody },
      });
      return status === 200 ? readBody(body) : undefined;
    } catch (error) {
      if (error instanceof HttpError) return undefined;
      throw error;
    }
  }

  /** Rejects with HeldUp when nothing comes through. */
  async function openStream(text: string, signal: AbortSignal): Promise<OpenStream> {
    const cursor = cursorOf(text);
    const life = new AbortController();
    const end = () => life.abort();
    signal.addEventListener('abort', end, { once: true });
    const requestedAt = clock.now();
    let isLate = false;
    const cancel = clock.after(openWithin, () => {
      isLate = true;
      life.abort();
    });
    let stream: Readable | undefined;
    try {
      const answer = await http.stream({
        ...{ url: subscription(cursor, {}), method: 'GET', headers, retry: 'read', signal: life.signal },
        ...{ timeoutMs: openWithin, idleMs: silence },
      });
      stream = answer.stream;
      await checkAnswer(answer.status, answer.headers, stream);
      const lines = readLines(stream)[Symbol.asyncIterator]();
      const first = await lines.next();
      if (first.done) throw new HttpError('broken', true);
      const event = first.value === undefined ? undefined : readEvent(first.value);
      if (event === undefined) throw new SourceError('garbled', noNtfy);
      return {
        cursor: text,
        openedAt: clock.now(),
        next: keepOne(lines),
        // Counted from the request on: a proxy that holds `open` back must not make old calls look new.
        serverNow: () => event.time * 1000 + (clock.now() - requestedAt),
        close: () => life.abort(),
      };
    } catch (error) {
      life.abort();
      stream?.destroy();
      throw !signal.aborted && (isLate || isTimeout(error)) ? new HeldUp('held-up', { cause: error }) : error;
    } finally {
      cancel();
      signal.removeEventListener('abort', end);
    }
  }

  /** What the stream tells next; `undefined` when it ended. */
  async function listen(stream: OpenStream, signal: AbortSignal): Promise<HookBatch | undefined> {
    const gathering = createGathering(stream.cursor, stream.serverNow);
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
        const line = await Promise.race([stream.next.peek(), rest]);
        if (line === 'waited') break;
        if (line === 'ended') {
          if (gathering.isEmpty()) return undefined;
          break;
        }
        stream.next.drop();
        const event = gathering.take(line.text);
        heard = { cursor: stream.cursor, at: stream.serverNow() };
        // Proof of life is worth an answer.
        if (event?.event === 'keepalive') break;
      }
      const batch = await gathering.finish(signal, false);
      if (heard?.cursor === stream.cursor) heard = { ...heard, cursor: batch.next };
      stream.cursor = batch.next;
      return batch;
    } finally {
      cancel();
      signal.removeEventListener('abort', stop);
    }
  }

  function closeStream(): void {
    open?.close();
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
        open = await openStream(cursor, signal);
      } catch (error) {
        if (!(error instanceof HeldUp)) throw error;
        noteShortLife();
        return ask(cursor, signal);
      }
    }
    const stream = open;
    const batch = await listen(stream, signal);
    if (batch !== undefined) {
      if (clock.now() - stream.openedAt > silence) shortLives = 0;
      return batch;
    }
    closeStream();
    if (stream.next.wasSilent() || clock.now() - stream.openedAt < shortLife) noteShortLife();
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

interface OpenStream {
  /** Everything up to here was told. */
  cursor: string;
  openedAt: number;
  next: OneAhead;
  /** Epoch ms on the server's clock, and never before it. */
  serverNow: () => number;
  close(): void;
}

/** One line ahead, so that a question that ends its wait loses none. */
interface OneAhead {
  peek(): Promise<{ text: string | undefined } | 'ended'>;
  drop(): void;
  wasSilent(): boolean;
}

function keepOne(lines: AsyncIterator<string | undefined>): OneAhead {
  let ahead: Promise<{ text: string | undefined } | 'ended'> | undefined;
  let silent = false;
  return {
    peek() {
      ahead ??= lines.next().then(
        ({ done, value }) => (done ? 'ended' : { text: value }),
        (error) => {
          silent = isTimeout(error);
          return 'ended';
        },
      );
      return ahead;
    },
    drop() {
      ahead = undefined;
    },
    wasSilent: () => silent,
  };
}

/** One that cannot be read asks for everything, as none does; the newest message it knew is then missed. */
function cursorOf(text: string | undefined): NtfyCursor {
  return (text === undefined ? undefined : readCursor(text)) ?? emptyCursor;
}

/** A stream that nothing comes through, though the server may be well. */
class HeldUp extends Error {}

function isTimeout(error: unknown): boolean {
  return error instanceof HttpError && error.kind === 'timeout';
}

/** After everything that is already there. */
function nextTurn(): Promise<'waited'> {
  return new Promise((resolve) => setImmediate(resolve, 'waited'));
}

const refusal = z.object({ error: z.string() });

/** Throws SourceError unless it is an answer with events. */
async function checkAnswer(status: number, headers: Readonly<Record<string, string>>, stream: Readable): Promise<void> {
  if (status === 200) {
    if (/json/i.test(headers['content-type'] ?? '')) return;
    throw new SourceError('garbled', noNtfy);
  }
  let told = '';
  for await (const line of readLines(stream, 4096)) {
    told = line ?? '';
    break;
  }
  throw new SourceError('refused', `ntfy answered ${status}. ${wordsOf(told)}`.trimEnd());
}

function wordsOf(text: string): string {
  try {
    return refusal.parse(JSON.parse(text)).error.slice(0, 200);
  } catch {
    return '';
  }
}
