import { randomUUID } from 'node:crypto';
import { testEventOf } from '../../../shared/domain/test-event.ts';
import { type Http, HttpError } from '../http/http.ts';
import type { Clock } from '../ports.ts';
import { inTime, type Verdict } from './verdict.ts';

/** Events that this program posts where the provider posts, to see whether they come back. */
export interface TestEvents {
  /** Posts one to a hook URL and waits for it. Never rejects. */
  send(hookUrl: string, signal: AbortSignal): Promise<Verdict>;
  /** One was heard on a source. */
  heard(id: string): void;
}

export interface TestEventLimits {
  /** All in ms. */
  postWithin: number;
  heardWithin: number;
  slow: number;
}

/** A source that is asked every ten seconds, behind a proxy that holds streams up, is the slowest that works. */
export const usualTestEventLimits: TestEventLimits = { postWithin: 10_000, heardWithin: 20_000, slow: 5_000 };

export function createTestEvents(deps: { http: Http; clock: Clock; limits: TestEventLimits }): TestEvents {
  const { http, clock, limits } = deps;
  const awaited = new Map<string, () => void>();

  /** What keeps the provider's posts out as well; undefined once it was taken. */
  async function post(hookUrl: string, id: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const { status } = await http.request({
        url: hookUrl,
        method: 'POST',
        body: JSON.stringify(testEventOf(id)),
        retry: 'once',
        signal,
        headers: { 'content-type': 'application/json' },
        timeoutMs: limits.postWithin,
        maxBytes: 64 * 1024,
      });
      return status >= 200 && status < 300 ? undefined : `HTTP ${status}`;
    } catch (error) {
      return error instanceof HttpError ? error.kind : 'broken';
    }
  }

  return {
    async send(hookUrl, signal) {
      const id = randomUUID();
      const came = Promise.withResolvers<boolean>();
      awaited.set(id, () => came.resolve(true));
      const stop = () => came.resolve(false);
      signal.addEventListener('abort', stop, { once: true });
      const sentAt = performance.now();
      let cancel = () => {};
      try {
        const refusal = await post(hookUrl, id, signal);
        if (refusal !== undefined) {
          const detail = `${URL.parse(hookUrl)?.host ?? ''}: ${refusal}`;
          return { status: 'failed', finding: 'not-posted', detail };
        }
        cancel = clock.after(limits.heardWithin, stop);
        return (await came.promise)
          ? inTime(performance.now() - sentAt, limits.slow)
          : { status: 'failed', finding: 'not-heard' };
      } finally {
        cancel();
        awaited.delete(id);
        signal.removeEventListener('abort', stop);
      }
    },
    heard: (id) => awaited.get(id)?.(),
  };
}
