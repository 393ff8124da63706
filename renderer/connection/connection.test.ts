import { createRouterClient, os } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Update } from '../../shared/contract/updates.ts';
import { type Connection, ConnectionLost, createConnection } from './connection.ts';
import type { Link, Transport } from './transport.ts';

/** What a snapshot says is of no matter to the connection. */
const snapshot = { kind: 'snapshot' } as Update;

/** A core of two procedures behind a transport that a test can break. */
function createCore() {
  let answer = Promise.withResolvers<void>();
  const subscriptions: { push(update: Update): void }[] = [];
  const watch = os.handler(async function* () {
    const queue: Update[] = [snapshot];
    let wake = () => {};
    subscriptions.push({
      push(update) {
        queue.push(update);
        wake();
      },
    });
    for (;;) {
      for (const update of queue.splice(0)) yield update;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  });
  const resolve = os.handler(() => answer.promise);
  const procedures: Record<string, unknown> = {
    'updates.watch': createRouterClient({ watch }).watch,
    'missed.resolve': createRouterClient({ resolve }).resolve,
  };
  const link: Link = {
    call: (path, input) => (procedures[path.join('.')] as (input: unknown) => Promise<unknown>)(input),
  };
  const transports: { breakOff(): void; closed: boolean }[] = [];
  let refusing = false;
  return {
    subscriptions,
    transports,
    refuse(value: boolean) {
      refusing = value;
    },
    answer: () => {
      answer.resolve();
      answer = Promise.withResolvers();
    },
    async open(): Promise<Transport> {
      if (refusing) throw new Error('refused');
      const gone = Promise.withResolvers<void>();
      const kept = { breakOff: gone.resolve, closed: false };
      transports.push(kept);
      return {
        link,
        closed: gone.promise,
        close() {
          kept.closed = true;
          gone.resolve();
        },
      };
    },
  };
}

describe('createConnection', () => {
  let connection: Connection;
  const heard: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    heard.length = 0;
  });
  afterEach(() => {
    connection.close();
    vi.useRealTimers();
  });

  function connect(core: ReturnType<typeof createCore>) {
    connection = createConnection(core.open, {
      onOpen: () => heard.push('open'),
      onLost: () => heard.push('lost'),
      onUpdate: (update) => heard.push(update.kind),
    });
  }

  test('tells the snapshot before it counts as open, and then what changes', async () => {
    const core = createCore();
    connect(core);
    await vi.waitFor(() => expect(heard).toEqual(['snapshot', 'open']));
    core.subscriptions[0]?.push({ kind: 'missed', count: 2 });
    await vi.waitFor(() => expect(heard.at(-1)).toBe('missed'));
  });

  test('subscribes anew after a loss, and hears nothing more of the old subscription', async () => {
    const core = createCore();
    connect(core);
    await vi.waitFor(() => expect(heard).toContain('open'));
    core.transports[0]?.breakOff();
    await vi.advanceTimersByTimeAsync(1000);
    expect(heard).toEqual(['snapshot', 'open', 'lost', 'snapshot', 'open']);
    core.subscriptions[0]?.push({ kind: 'missed', count: 9 });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard.at(-1)).toBe('open');
  });

  test('keeps trying while the host is away, and at once when asked to', async () => {
    const core = createCore();
    core.refuse(true);
    connect(core);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard.length).toBeGreaterThan(3);
    expect(new Set(heard)).toEqual(new Set(['lost']));
    core.refuse(false);
    connection.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard.slice(-2)).toEqual(['snapshot', 'open']);
  });

  test('gives up a transport that has been silent for 45 s', async () => {
    const core = createCore();
    connect(core);
    await vi.waitFor(() => expect(heard).toContain('open'));
    await vi.advanceTimersByTimeAsync(40_000);
    core.subscriptions[0]?.push({ kind: 'alive', now: 0 });
    await vi.advanceTimersByTimeAsync(40_000);
    expect(core.transports[0]?.closed).toBe(false);
    await vi.advanceTimersByTimeAsync(6000);
    expect(core.transports[0]?.closed).toBe(true);
    expect(heard).toContain('lost');
  });

  test('a call without a transport fails at once and was not sent', async () => {
    const core = createCore();
    core.refuse(true);
    connect(core);
    await expect(connection.client.missed.resolve({ key: 'a' })).rejects.toMatchObject({
      name: 'ConnectionLost',
      sent: false,
    });
  });

  test('a call that the transport broke under may have been carried out', async () => {
    const core = createCore();
    connect(core);
    await vi.waitFor(() => expect(heard).toContain('open'));
    const call = connection.client.missed.resolve({ key: 'a' });
    const outcome = call.then(
      () => undefined,
      (error: unknown) => error,
    );
    core.transports[0]?.breakOff();
    await vi.advanceTimersByTimeAsync(0);
    expect(await outcome).toBeInstanceOf(ConnectionLost);
    expect(await outcome).toMatchObject({ sent: true });
  });
});
