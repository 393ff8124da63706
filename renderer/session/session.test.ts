import { createRouterClient, os } from '@orpc/server';
import { InfiniteQueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Update } from '../../shared/contract/updates.ts';
import type { Link } from '../connection/transport.ts';
import { emptyLiveState } from '../stores/live-state.ts';
import { useLive } from '../stores/live-store.ts';
import { createSession, type Session } from './session.tsx';

const recordingOf = (state: 'fetching' | 'stored') =>
  ({ kind: 'recording', recording: { callId: 1, state } }) as Extract<Update, { kind: 'recording' }>;
const card = { call: { id: 1, startedAt: 0 } } as Extract<Update, { kind: 'card' }>['card'];
const { accounts, callbacks, cards } = emptyLiveState;

/** A core that tells what it is given, and counts how often the log is asked for. */
function createCore() {
  const { readable, writable } = new TransformStream<Update, Update>();
  const writer = writable.getWriter();
  let reads = 0;
  const watch = os.handler(async function* () {
    yield { kind: 'snapshot', now: Date.now(), cards, accounts, callbacks } as unknown as Update;
    yield* readable;
  });
  const list = os.handler(() => {
    reads += 1;
    return { calls: [] };
  });
  const procedures: Record<string, unknown> = {
    'updates.watch': createRouterClient({ watch }).watch,
    'calls.list': createRouterClient({ list }).list,
  };
  const link: Link = {
    call: (path, input) => (procedures[path.join('.')] as (input: unknown) => Promise<unknown>)(input),
  };
  return {
    tell: (update: Update) => writer.write(update),
    reads: () => reads,
    open: async () => ({ link, closed: new Promise<void>(() => {}), close: () => {} }),
  };
}

/** A page without a document: its frames, and the end of waiting for one, are made by hand. */
const frames: (() => void)[] = [];
const lateFrames: (() => void)[] = [];
const longestWait = 1000;
const makeFrame = () => {
  for (const make of frames.splice(0)) make();
};
const soon = setTimeout;
let page: EventTarget & { hidden: boolean };
const turnPage = (hidden: boolean) => {
  page.hidden = hidden;
  page.dispatchEvent(new Event('visibilitychange'));
};
let core: ReturnType<typeof createCore>;
let session: Session;
beforeEach(async () => {
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  vi.stubGlobal('setTimeout', (run: () => void, ms?: number) =>
    ms === longestWait ? lateFrames.push(run) : soon(run, ms),
  );
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  core = createCore();
  session = createSession(core.open);
  await vi.waitFor(() => expect(useLive.getState().ready).toBe(true));
  const log = session.api.calls.list.infiniteOptions({
    input: (before: number | undefined) => ({ filter: { kind: 'all' }, before, limit: 100 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next,
  });
  new InfiniteQueryObserver(session.queries, log).subscribe(() => {});
  await vi.waitFor(() => expect(core.reads()).toBe(1));
  makeFrame();
});
afterEach(() => {
  session.close();
  frames.length = 0;
  lateFrames.length = 0;
  useLive.setState(emptyLiveState);
  vi.unstubAllGlobals();
});

const shown = () => useLive.getState().cards.map(({ call }) => call.id);
/** What came of all that was told has been done by then. */
const toldAll = async () => {
  await core.tell({ kind: 'more-cards', count: 7 });
  await vi.waitFor(() => expect(useLive.getState().moreCards).toBe(7));
};

it('reads nothing again before the frame that shows who rings', async () => {
  await core.tell({ kind: 'card', card });
  await core.tell({ kind: 'calls', newest: [1] });
  await toldAll();
  expect(shown()).toEqual([1]);
  expect(core.reads()).toBe(1);

  makeFrame();
  await vi.waitFor(() => expect(core.reads()).toBe(2));
});

it('reads at once where nobody sees the page and no frame is made', async () => {
  turnPage(true);
  await core.tell({ kind: 'calls', newest: [1] });
  await vi.waitFor(() => expect(core.reads()).toBe(2));
  expect(frames).toEqual([]);
});

it('reads when the page goes out of sight, or no frame has come for long', async () => {
  await core.tell({ kind: 'calls', newest: [1] });
  await toldAll();
  turnPage(true);
  await vi.waitFor(() => expect(core.reads()).toBe(2));

  turnPage(false);
  await core.tell({ kind: 'calls', newest: [2] });
  await toldAll();
  for (const end of lateFrames.splice(0)) end();
  await vi.waitFor(() => expect(core.reads()).toBe(3));
});

it('holds what was told last, where the page went out of sight in between', async () => {
  const key = session.api.recordings.get.queryKey({ input: { callId: 1 } });
  const held = () => session.queries.getQueryData(key)?.state;
  await core.tell(recordingOf('fetching'));
  await toldAll();
  page.hidden = true;
  await core.tell(recordingOf('stored'));
  await vi.waitFor(() => expect(held()).toBe('stored'));
  page.hidden = false;
  makeFrame();
  // What the frame has put off is done by then.
  await new Promise((done) => soon(done, 1));
  expect(held()).toBe('stored');
});

it('reads once after a frame, however much was told before it', async () => {
  for (let id = 1; id <= 50; id += 1) await core.tell({ kind: 'calls', newest: [id] });
  await toldAll();
  expect(frames).toHaveLength(1);
  makeFrame();
  await vi.waitFor(() => expect(core.reads()).toBeGreaterThan(1));
  expect(core.reads()).toBe(2);
});
