import { expect, it, vi } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { ProblemError } from '../problems.ts';
import type { HookBatch, HookSource } from '../webhooks/source.ts';
import { createEventListener } from './event-listener.ts';

/** A source that answers when it is told to. */
function createSource(id = 'relay') {
  const asked: { cursor: string | undefined; answer(batch: HookBatch): void }[] = [];
  const source: HookSource = {
    id,
    read: (cursor, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        asked.push({ cursor, answer: resolve });
      }),
  };
  return { source, asked };
}

function createScene() {
  const clock = createManualClock();
  const cursors = new Map<string, string>();
  const taken: unknown[] = [];
  const listener = createEventListener({
    accountId: 'account-1',
    events: { cursor: (accountId, sourceId) => cursors.get(`${accountId} ${sourceId}`) },
    clock,
    logger: silentLogger,
    async accept(sourceId, batch) {
      cursors.set(`account-1 ${sourceId}`, batch.next);
      taken.push(...batch.events.map(({ body }) => body));
    },
    onStatus() {},
  });
  return { clock, listener, taken };
}

const batch = (next: string, ...bodies: unknown[]): HookBatch => ({
  events: bodies.map((body, index) => ({ sequence: `${next}-${index}`, ageMs: 0, body })),
  next,
  gap: false,
});
const asks = (asked: readonly unknown[], times: number) => vi.waitFor(() => expect(asked).toHaveLength(times));

it('asks its source after what was committed of it, and says that it listens', async () => {
  const { listener, taken } = createScene();
  const { source, asked } = createSource();
  expect([listener.status(), listener.isListening()]).toEqual([undefined, false]);
  await listener.start(async () => source);
  await asks(asked, 1);
  asked[0]?.answer(batch('5', { event: 'INVITE' }));
  await asks(asked, 2);
  expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, '5']);
  expect(taken).toEqual([{ event: 'INVITE' }]);
  expect(listener.isListening()).toBe(true);
  await listener.close();
});

it('opens a source once, however often it is started', async () => {
  const { listener } = createScene();
  const [first, second] = [createSource('first'), createSource('second')];
  await Promise.all([listener.start(async () => first.source), listener.start(async () => second.source)]);
  await listener.start(async () => second.source);
  await asks(first.asked, 1);
  expect(second.asked).toEqual([]);
  await listener.close();
});

it('tells why a source could not be opened until the next start opens it', async () => {
  const { listener } = createScene();
  await listener.start(() => Promise.reject(new ProblemError('RELAY_UNREACHABLE', { field: 'port' })));
  expect(listener.problem()).toEqual({ code: 'RELAY_UNREACHABLE', field: 'port' });
  expect(listener.status()).toBeUndefined();
  const { source, asked } = createSource();
  await listener.start(async () => source);
  expect(listener.problem()).toBeUndefined();
  await asks(asked, 1);
  await listener.close();
});

it('asks nothing more once it is closed, not even of a source that was being opened', async () => {
  const { clock, listener } = createScene();
  const { source, asked } = createSource();
  const opening = Promise.withResolvers<HookSource>();
  const starting = listener.start(() => opening.promise);
  await listener.close();
  opening.resolve(source);
  await starting;
  await listener.start(async () => source);
  expect(asked).toEqual([]);
  expect(clock.pending()).toBe(0);
});
