import { compact } from '../../../shared/domain/compact.ts';
import { backOffMs } from '../back-off.ts';
import { HttpError } from '../http/http.ts';
import type { Clock, Logger } from '../ports.ts';
import type { HookBatch, HookSink, HookSource, Poller, PollerStatus } from './source.ts';

export interface PollerDeps {
  source: HookSource;
  sink: HookSink;
  clock: Clock;
  logger: Logger;
  /** Called whenever `status()` changes: after every answer and every failure. */
  onStatus: (status: PollerStatus) => void;
  /** In [0, 1), for jitter. */
  random?: () => number;
}

/** No source waits this long by itself: the connection is dead and nobody told us (sleep, a lost route). */
const watchdogMs = 40_000;
const pauses = { firstMs: 1000, longestMs: 30_000 };
/** A source that answers "nothing" faster than this, twice in a row, does not wait; it is asked more slowly. */
const hastyMs = 1000;

/**
 * Asks a source again and again and hands what comes to the sink, which commits events and cursor together. The cursor is
 * read from the sink before every question: whatever was not committed is asked for again, so nothing is skipped and a
 * sink that fails gets the same batch later.
 */
export function createPoller({ source, sink, clock, logger, onStatus, random = Math.random }: PollerDeps): Poller {
  let current: PollerStatus = { state: 'starting', since: clock.now() };
  /** Ends the question or the pause that is under way. */
  let turn = new AbortController();
  let failures = 0;
  let hastyAnswers = 0;
  let closed = false;
  let running: Promise<void> | undefined;

  function report(next: Omit<PollerStatus, 'since' | 'lastHeardAt'>): void {
    const { state, since, lastHeardAt } = current;
    const heardAt = next.state === 'listening' ? clock.now() : lastHeardAt;
    current = {
      ...next,
      since: next.state === state ? since : clock.now(),
      ...compact({ lastHeardAt: heardAt }),
    };
    try {
      onStatus(current);
    } catch (error) {
      // Whoever watches must not stop the loop.
      logger.error('poller-status-failed', { source: source.id, error });
    }
  }

  /** One question, given up by the watchdog, `wake` or `close` even when the source does not heed its signal. */
  async function ask(cursor: string | undefined): Promise<HookBatch> {
    const late = new AbortController();
    const cancelWatchdog = clock.after(watchdogMs, () => late.abort(new HttpError('timeout', true)));
    const signal = AbortSignal.any([turn.signal, late.signal]);
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const end = () => reject(signal.reason);
    signal.addEventListener('abort', end);
    try {
      return await Promise.race([source.read(cursor, signal), ended]);
    } finally {
      cancelWatchdog();
      signal.removeEventListener('abort', end);
    }
  }

  /** Asks once and answers how long to pause before the next question, in ms. */
  async function takeTurn(): Promise<number> {
    const askedAt = clock.now();
    const cursor = sink.cursor();
    const batch = await ask(cursor);
    // It lay there while this machine slept, and the ages of its events are those of that time: asked again, they are true.
    if (clock.now() - askedAt > watchdogMs) return 0;
    const isNews = batch.events.length > 0 || batch.gap || batch.next !== cursor;
    if (isNews) await sink.accept(batch);
    failures = 0;
    // A cursor that stands still would bring the same events for ever.
    const isHasty = batch.next === cursor && clock.now() - askedAt < hastyMs;
    hastyAnswers = isHasty ? hastyAnswers + 1 : 0;
    report({ state: 'listening' });
    return hastyAnswers > 1 ? hastyMs : 0;
  }

  function noteFailure(reason: unknown): number {
    const error = reason instanceof Error ? reason : new Error('The source failed.', { cause: reason });
    failures += 1;
    const pause = backOffMs(failures, pauses, random);
    logger.warn('poller-failed', { source: source.id, failures, error });
    report({ state: 'failing', error, nextTryAt: clock.now() + pause });
    return pause;
  }

  async function run(): Promise<void> {
    report({ state: 'starting' });
    while (!closed) {
      turn = new AbortController();
      let pause: number;
      try {
        pause = await takeTurn();
      } catch (error) {
        pause = turn.signal.aborted ? 0 : noteFailure(error);
      }
      await rest(pause, turn.signal);
    }
  }

  /** A pause of 0 still lets timers and sockets run, whatever the source answers. */
  function rest(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || ms === 0) {
        setImmediate(resolve);
        return;
      }
      const cancel = clock.after(ms, resolve);
      signal.addEventListener(
        'abort',
        () => {
          cancel();
          resolve();
        },
        { once: true },
      );
    });
  }

  return {
    start() {
      if (!closed) running ??= run();
    },
    status: () => current,
    wake() {
      if (closed) return;
      failures = 0;
      turn.abort();
      source.reset?.();
    },
    async close() {
      if (closed) return running;
      closed = true;
      turn.abort();
      await running;
      // Between two questions a source may hold a connection.
      source.reset?.();
      report({ state: 'stopped' });
    },
  };
}
