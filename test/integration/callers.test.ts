import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

/** How other sides of calls are written, from the provider's hook to what the program shows and orders. */
let stand: SipnetStand;
let running: RunningCore;
let accountId: string;

beforeEach(async () => {
  stand = await createSipnetStand({
    account: testAccount,
    callbacks: 'manual',
    makeAudio: async () => new Uint8Array(),
  });
  running = await startCore({ limits: { settle: 20 } });
  await running.client.settings.update({ relay: { mode: 'embedded', url: '', publicUrl: '', port: 0 } });
  const account = await connectDraft(running.client, { ...draftFor(stand.url), webhook: true, replaceHook: false });
  accountId = account.id;
  await vi.waitFor(async () => expect((await running.client.accounts.list())[0]?.status.state).toBe('live'));
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

const log = () => allCalls(running.client);
const missed = () => running.client.missed.list({});

async function hear(from: string, end: 'miss' | 'talk'): Promise<void> {
  const before = (await log()).length;
  const ringing = stand.ring({ from });
  if (end === 'talk') {
    await ringing.answer();
    await ringing.hangUp();
  } else await ringing.miss();
  await vi.waitFor(async () => {
    const calls = await log();
    expect(calls).toHaveLength(before + 1);
    // Where two begin in one second, the newest need not be this one.
    expect(calls.filter(({ state }) => state === 'ringing' || state === 'answered')).toEqual([]);
  });
}

it.each(['withheld', 'Скрытый номер', 'Anonymous Caller', '0000000000', '<unknown>', '-1'])(
  'a caller who hides as %s is nobody in particular, and a talk with one settles nothing of another',
  async (hidden) => {
    await hear(hidden, 'miss');
    await hear(hidden, 'talk');
    expect(await missed()).toMatchObject([{ tries: 1, canCallBack: false, remote: { kind: 'hidden', key: '' } }]);
    const order = { clickId: crypto.randomUUID(), accountId, to: hidden };
    await expect(running.client.callbacks.order(order)).rejects.toMatchObject({
      code: expect.stringMatching(/^NUMBER_/),
    });
    expect(stand.requestsFor('gencall')).toEqual([]);
  },
);

it.each([
  ['84951234567 доб. 123', '+74951234567'],
  ['84951234567*123', '+74951234567'],
  ['+74951234567x123', '+74951234567'],
  ['00442079460018', '+442079460018'],
  ['0079161000232', '+79161000232'],
  ['+89161000232', '+79161000232'],
])('%s calls again under the number, is found by it and called at it', async (written, e164) => {
  await hear(e164, 'miss');
  await hear(written, 'miss');
  const [group, ...others] = await missed();
  expect(others).toEqual([]);
  expect(group).toMatchObject({ key: e164, tries: 2, canCallBack: true });
  const found = await allCalls(running.client, { search: e164 });
  expect(found.map(({ remote }) => remote.raw).toSorted()).toEqual([written, e164].toSorted());
  const order = { clickId: crypto.randomUUID(), accountId, to: group?.remote.e164 ?? '' };
  await running.client.callbacks.order(order);
  expect(stand.requestsFor('gencall').map(({ parameters }) => parameters.dstphone)).toEqual([e164]);
});

it('a name as caller id is kept and shown, and nobody can be called by it', async () => {
  await hear('SBERBANK', 'miss');
  expect(await missed()).toMatchObject([{ canCallBack: false, remote: { raw: 'SBERBANK', kind: 'other' } }]);
  const order = { clickId: crypto.randomUUID(), accountId, to: 'SBERBANK' };
  await expect(running.client.callbacks.order(order)).rejects.toMatchObject({ code: 'NUMBER_UNREADABLE' });
  expect(stand.requestsFor('gencall')).toEqual([]);
});

it.each([
  ['two hundred signs', 'y'.repeat(198)],
  ['signs that grow in lower case', 'İ'.repeat(150)],
  ['half a sign', `${'🔔'.repeat(99)}a🔔`],
])('a caller of %s leaves the log, the worklist and the live feed readable', async (_, from) => {
  const pages = await running.client.updates.watch();
  await pages.next();
  await hear(from, 'miss');
  expect(await missed()).toHaveLength(1);
  let told = 0;
  for await (const update of pages) {
    if (update.kind === 'card') told += 1;
    if (update.kind === 'missed') break;
  }
  expect(told).toBeGreaterThan(0);
  expect((await log())[0]?.remote.key).toBe((await missed())[0]?.key);
});

it('keeps no note over one that another window wrote meanwhile', async () => {
  const { client } = running;
  await hear('79161000232', 'miss');
  const [call] = await log();
  const { id = 0, remote } = call ?? {};
  const key = remote?.key ?? '';
  await client.people.save({ key, name: 'Anna', note: '' });
  const notes = {
    caller: (note: string, before: string) => client.people.annotate({ key, note, before }),
    call: (note: string, before: string) => client.calls.annotate({ id, note, before }),
  };
  for (const write of Object.values(notes)) {
    await expect(write('one', '')).resolves.toMatchObject({ note: 'one' });
    await expect(write('two', '')).rejects.toMatchObject({ code: 'NOTE_CHANGED' });
    // The same words sent again, after an answer that was lost.
    await expect(write('one', '')).resolves.toMatchObject({ note: 'one' });
    await expect(write('two', 'one')).resolves.toMatchObject({ note: 'two' });
  }
  await expect(client.people.get({ key })).resolves.toEqual({ key, name: 'Anna', note: 'two' });
  // A name alone is no word of the note.
  await expect(client.people.save({ key, name: 'Anna P.' })).resolves.toEqual({ key, name: 'Anna P.', note: 'two' });
});
