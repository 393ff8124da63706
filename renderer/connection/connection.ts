import { createORPCClient } from '@orpc/client';
import type { Client } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { backoffDelay } from './backoff.ts';
import type { Link, OpenTransport, Transport } from './transport.ts';

export interface ConnectionEvents {
  /** A snapshot came: what the page holds is true from here on. */
  onOpen(): void;
  /** `nextTryAt` is epoch ms. Called again for every failed try. */
  onLost(nextTryAt: number): void;
  /** In order; a snapshot is always the first after a loss. */
  onUpdate(update: Update): void;
}

export interface Connection {
  /** Calls go over whatever transport is open at that moment, and fail at once with ConnectionLost when none is. */
  client: Client;
  /** Does not wait for the next try. */
  retryNow(): void;
  close(): void;
}

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  /** Whether the request may have reached core before the connection broke. */
  readonly sent: boolean;
  constructor(sent: boolean, options?: ErrorOptions) {
    super('The connection to the program is lost', options);
    this.sent = sent;
  }
}

/** Three missed `alive` updates (every 15 s): the other side hangs or the machine slept, though nothing was closed. */
const silenceLimit = 45_000;

/** Keeps one transport to core open for as long as the page lives, and one subscription to its updates on it. */
export function createConnection(open: OpenTransport, events: ConnectionEvents): Connection {
  const ended = new AbortController();
  let transport: Transport | undefined;
  let wake = () => {};

  const pending = new Set<(reason: ConnectionLost) => void>();
  const link: Link = {
    async call(path, input, options) {
      const used = transport;
      if (used === undefined) throw new ConnectionLost(false);
      // oRPC rejects what is pending when a socket closes, but a port that was closed on this side says nothing.
      const { promise: lost, reject } = Promise.withResolvers<never>();
      pending.add(reject);
      try {
        return await Promise.race([used.link.call(path, input, options), lost]);
      } catch (error) {
        if (transport !== used && !isAnswer(error)) throw new ConnectionLost(true, { cause: error });
        throw error;
      } finally {
        pending.delete(reject);
      }
    },
  };
  const client: Client = createORPCClient(link);

  async function run() {
    for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
      try {
        transport = await open(ended.signal);
        await listen(transport, () => {
          attempt = 0;
          events.onOpen();
        });
      } catch {
        // Whatever broke, the answer is the same: wait and open again.
      } finally {
        const broken = transport;
        transport = undefined;
        broken?.close();
        for (const reject of pending) reject(new ConnectionLost(true));
      }
      if (ended.signal.aborted) return;
      const delay = backoffDelay(attempt);
      events.onLost(Date.now() + delay);
      await sleep(delay);
    }
  }

  async function listen(over: Transport, opened: () => void) {
    const watchdog = createWatchdog(() => over.close());
    const hear = async () => {
      for await (const update of await client.updates.watch()) {
        if (transport !== over) return;
        watchdog.feed();
        events.onUpdate(update);
        if (update.kind === 'snapshot') opened();
      }
    };
    try {
      await Promise.race([hear(), over.closed]);
    } finally {
      watchdog.stop();
    }
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  void run();

  return {
    client,
    retryNow: () => wake(),
    close() {
      ended.abort();
      transport?.close();
      wake();
    },
  };
}

/** An error that core itself answered, as opposed to one of the way to it. */
function isAnswer(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'defined' in error;
}

function createWatchdog(bite: () => void) {
  let timer = setTimeout(bite, silenceLimit);
  return {
    feed() {
      clearTimeout(timer);
      timer = setTimeout(bite, silenceLimit);
    },
    stop: () => clearTimeout(timer),
  };
}
