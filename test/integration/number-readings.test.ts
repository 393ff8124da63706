import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Operation } from '../../electron/demo/autosecretary/journal.ts';
import { type AutosecretaryStand, createAutosecretaryStand } from '../../electron/demo/autosecretary/stand.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';

/** Readings of what numbers are set to that meet another one, or a change, on their way. */

const phones = ['4950000310', '4950000311', '4950000312'];
let stand: AutosecretaryStand;
let running: RunningCore;
let accountId: string;
/** The answer to the next request of this kind is held. */
let holdNext: Operation | undefined;
let held: (() => void)[];

beforeEach(async () => {
  holdNext = undefined;
  held = [];
  stand = await createAutosecretaryStand({
    numbers: phones.map((phone) => ({ phone, destinations: [{ phone: '89430000611' }] })),
    authorization: { kind: 'address' },
    clock: {
      now: () => Date.now(),
      after(_ms, run) {
        held.push(run);
        return () => {};
      },
    },
    onRequest({ operation }) {
      const isHeld = operation === holdNext;
      if (isHeld) holdNext = undefined;
      stand.setTraps({ lateAnswersMs: isHeld ? 1 : 0 });
    },
  });
  running = await startCore();
  const account = await connectDraft(running.client, {
    ...draftFor(stand.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '' }),
    credentials: { kind: 'none' },
    webhook: false,
  });
  accountId = account.id;
});
afterEach(async () => {
  release();
  await running.close();
  await stand.close();
});

const tool = () => running.client.accountTools.universalNumbers;
const read = (signal?: AbortSignal) => tool().read({ accountId }, signal && { signal });
const sentPhones = () => stand.requestsFor('un put').map(({ body }) => (body as Record<string, unknown>).phone);
const isHolding = () => vi.waitFor(() => expect(held).toHaveLength(1));

function release(): void {
  for (const run of held.splice(0)) run();
}

it('sends every number that was edited, whoever reads them in the middle of it', async () => {
  const before = await read();
  holdNext = 'un put';
  const edited = before.map((one) => ({ ...one, seconds: { ...one.seconds, max_queue_time: 90 } }));
  const saving = tool().save({ accountId, before, edited });
  await isHolding();
  const [letPutGo = () => {}] = held.splice(0);

  holdNext = 'un get';
  const reading = read();
  await isHolding();
  letPutGo();
  expect((await saving).readBack).toBe('as-sent');
  expect(sentPhones()).toEqual(phones);
  release();
  await reading;
});

it('reads numbers once for all who ask at once, and stops when the last of them is gone', async () => {
  await read();
  const asked = stand.requestsFor('un get').length;
  holdNext = 'un get';
  const [one, other] = [new AbortController(), new AbortController()];
  const readings = [read(one.signal), read(other.signal)];
  await isHolding();
  expect(stand.requestsFor('un get')).toHaveLength(asked + 1);
  one.abort(new Error('gone'));
  await expect(readings[0]).rejects.toThrow();
  release();
  expect(await readings[1]).toHaveLength(phones.length);

  holdNext = 'un get';
  const last = read(other.signal);
  await isHolding();
  other.abort(new Error('gone'));
  await expect(last).rejects.toThrow();
  release();
  expect(await read()).toHaveLength(phones.length);
  expect(stand.requestsFor('un get')).toHaveLength(asked + 3 + 1 + 3);
});
