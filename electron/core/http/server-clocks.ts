import type { Clock } from '../ports.ts';
import type { Http, HttpAnswer } from './http.ts';

/** How far this machine's clock is from those of the servers that were spoken to, by the `Date` of their answers. */
export interface ServerClocks {
  http: Http;
  /**
   * By how much this machine is ahead (below zero: behind), in ms and to about a second, by the server that agrees with it
   * best: the others may be wrong themselves. `undefined` where none of these origins answered lately.
   */
  offset(origins: readonly string[]): number | undefined;
}

/** An older answer says little of the clock of now. */
const freshMs = 10 * 60_000;
/** `Date` is cut off at the second. */
const halfSecond = 500;

export function watchServerClocks(inner: Http, clock: Clock): ServerClocks {
  const seen = new Map<string, { offset: number; at: number }>();

  function note(url: string, askedAt: number, headers: HttpAnswer['headers']): void {
    const date = Date.parse(headers.date ?? '');
    // What a cache kept has the date of another time.
    if (Number.isNaN(date) || headers.age !== undefined) return;
    const at = clock.now();
    seen.set(new URL(url).origin, { offset: Math.round((askedAt + at) / 2 - (date + halfSecond)), at });
  }

  return {
    http: {
      async request(request) {
        const askedAt = clock.now();
        const answer = await inner.request(request);
        // A long poll waits on purpose: its answer was not under way for all that time.
        if (clock.now() - askedAt < 10_000) note(request.url, askedAt, answer.headers);
        return answer;
      },
      stream: (request) => inner.stream(request),
      close: () => inner.close(),
    },
    offset(origins) {
      const offsets = origins.flatMap((origin) => {
        const known = seen.get(origin);
        return known !== undefined && Math.abs(clock.now() - known.at) < freshMs ? [known.offset] : [];
      });
      return offsets.sort((a, b) => Math.abs(a) - Math.abs(b))[0];
    },
  };
}
