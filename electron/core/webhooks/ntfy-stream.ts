import type { Readable } from 'node:stream';
import { type Http, HttpError } from '../http/http.ts';
import type { Clock } from '../ports.ts';
import { checkAnswer, noNtfy, readEvent, readLines } from './ntfy-wire.ts';
import { SourceError } from './source.ts';

export interface NtfyStream {
  openedAt: number;
  /** The next line, however often it is asked for until it is dropped: a question that ends its wait loses none. */
  peek(): Promise<{ text: string | undefined } | 'ended'>;
  drop(): void;
  /** Whether it ended because nothing came any more. */
  wasSilent(): boolean;
  /** Epoch ms on the server's clock, and never before it. */
  serverNow(): number;
  close(): void;
}

export interface NtfyStreamDeps {
  http: Http;
  clock: Clock;
  /** Of the subscription. */
  address: string;
  headers: Readonly<Record<string, string>>;
  /** Until the server says `open`, ms. */
  openWithin: number;
  /** Between two lines, ms. */
  silence: number;
}

/** A stream that nothing comes through, though the server may be well. */
export class StreamBlockedError extends Error {}

/** Rejects with HttpError, SourceError, or StreamBlockedError. `signal` ends the opening only: the stream has its own `close`. */
export async function openNtfyStream(deps: NtfyStreamDeps, signal: AbortSignal): Promise<NtfyStream> {
  const { http, clock, address, headers, openWithin, silence } = deps;
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
      url: address,
      method: 'GET',
      headers,
      retry: 'read',
      signal: life.signal,
      timeoutMs: openWithin,
      idleMs: silence,
    });
    stream = answer.stream;
    await checkAnswer(answer.status, answer.headers, stream);
    const lines = readLines(stream)[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) throw new HttpError('broken', true);
    const opened = first.value === undefined ? undefined : readEvent(first.value);
    if (opened?.event !== 'open') throw new SourceError('garbled', noNtfy);
    return {
      ...keepOneAhead(lines),
      openedAt: clock.now(),
      // Counted from the request on: a proxy that holds `open` back must not make old calls look new.
      serverNow: () => opened.time * 1000 + (clock.now() - requestedAt),
      close: () => life.abort(),
    };
  } catch (error) {
    life.abort();
    stream?.destroy();
    throw !signal.aborted && (isLate || isTimeout(error)) ? new StreamBlockedError('held-up', { cause: error }) : error;
  } finally {
    cancel();
    signal.removeEventListener('abort', end);
  }
}

function keepOneAhead(lines: AsyncIterator<string | undefined>): Pick<NtfyStream, 'peek' | 'drop' | 'wasSilent'> {
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

function isTimeout(error: unknown): boolean {
  return error instanceof HttpError && error.kind === 'timeout';
}
