import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

let stand: SipnetStand;
let running: RunningCore;
let updates: Update[];

beforeEach(async () => {
  stand = await createSipnetStand({
    account: testAccount,
    callbacks: 'manual',
    makeAudio: async () => new Uint8Array(),
  });
  running = await startCore({ limits: { settle: 20 } });
  updates = [];
  running.core.watch((update) => updates.push(update));
  await running.client.settings.update({ relay: { mode: 'embedded', url: '', publicUrl: '', port: 0 } });
  await connectDraft(running.client, { ...draftFor(stand.url), webhook: true, replaceHook: false });
  await vi.waitFor(async () => expect((await running.client.accounts.list())[0]?.status.state).toBe('live'));
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

const missedCount = () => updates.findLast((update) => update.kind === 'missed')?.count;
const notices = () => [...running.notices.values()].map(({ tag, title, body }) => ({ tag, title, body }));

it('shows no notice while it is quiet, and one of all that was missed when it ends', async () => {
  await running.client.live.doNotDisturb({ on: true });
  for (const from of ['79161000232', '78123094567', '79161000232']) await stand.ring({ from }).miss();
  await vi.waitFor(() => expect(missedCount()).toBe(2));
  // The last of them has been read as well: told later, it would be a miss after the quiet.
  const tries = async () => (await running.client.missed.list({})).map((group) => group.tries).sort();
  await vi.waitFor(async () => expect(await tries()).toEqual([1, 2]));
  expect(notices()).toEqual([]);

  expect(await running.client.live.doNotDisturb({ on: false })).toEqual({ kind: 'off' });
  const [notice, ...further] = notices();
  expect(further).toEqual([]);
  expect(notice).toMatchObject({ tag: 'quiet', title: 'While it was quiet: 2 callers wait' });
  expect(notice?.body.split('\n').sort()).toEqual(['+7 812 309-45-67', '+7 916 100-02-32']);
  expect(updates.findLast((update) => update.kind === 'quiet')).toMatchObject({ missed: { callers: 2 } });
});

it('takes a ringing notice off the screen, and puts it back when it is let ring again', async () => {
  const ringing = stand.ring({ from: '79161000232' });
  await vi.waitFor(() => expect(notices()).toMatchObject([{ title: '+7 916 100-02-32 is calling' }]));
  await running.client.live.doNotDisturb({ on: true });
  expect(notices()).toEqual([]);
  await running.client.live.doNotDisturb({ on: false });
  expect(notices()).toMatchObject([{ title: '+7 916 100-02-32 is calling' }]);
  await ringing.miss();
});

it('tells no more of the caller than the user wants on a locked screen', async () => {
  await running.client.settings.update({ noticeCaller: 'nobody' });
  await running.client.people.save({ key: '+79161000232', name: 'Maria', note: '' });
  await stand.ring({ from: '79161000232' }).miss();
  await vi.waitFor(() => expect(notices()).toMatchObject([{ title: 'Missed call' }]));
  expect(JSON.stringify(notices())).not.toMatch(/Maria|916 ?100/);
});

/** What pages were told of notifications, one after the other. */
const told = () =>
  updates
    .filter((update) => update.kind === 'notice' || update.kind === 'notice-gone')
    .map((update) => (update.kind === 'notice' ? update.notice.kind : 'gone'));

it('tells pages of a miss when the host is told, and not while an answer may still come', async () => {
  await running.close();
  running = await startCore({ limits: { settle: 1_000, missedStay: 1_500 } });
  updates = [];
  running.core.watch((update) => updates.push(update));
  await running.client.settings.update({ relay: { mode: 'embedded', url: '', publicUrl: '', port: 0 } });
  await connectDraft(running.client, { ...draftFor(stand.url), webhook: true, replaceHook: true });
  await vi.waitFor(async () => expect((await running.client.accounts.list())[0]?.status.state).toBe('live'));

  await stand.ring({ from: '79161000232' }).miss();
  await vi.waitFor(() => expect(updates.findLast((update) => update.kind === 'card')?.card.call.state).toBe('missed'));
  expect(told()).not.toContain('missed');
  const snapshot = await nextSnapshot();
  expect(snapshot.notices).toEqual(told().includes('incoming') ? [expect.objectContaining({ kind: 'incoming' })] : []);

  await vi.waitFor(() => expect(told()).toContain('missed'));
  expect([...running.notices.values()].map(({ kind }) => kind)).toEqual(['missed']);
  expect((await nextSnapshot()).notices).toMatchObject([{ kind: 'missed' }]);
  // Its card leaves: no page that opens later is told of it again.
  await vi.waitFor(() => expect(told().at(-1)).toBe('gone'));
  expect((await nextSnapshot()).notices).toEqual([]);
});

it('withdraws from pages what rings when it becomes quiet, and tells of it again after', async () => {
  const ringing = stand.ring({ from: '79161000232' });
  await vi.waitFor(() => expect(told()).toEqual(['incoming']));
  await running.client.live.doNotDisturb({ on: true });
  await running.client.live.doNotDisturb({ on: false });
  expect(told()).toEqual(['incoming', 'gone', 'incoming']);
  await ringing.miss();
});

/** What a page is told that opens now. */
async function nextSnapshot(): Promise<Extract<Update, { kind: 'snapshot' }>> {
  const ended = new AbortController();
  for await (const update of await running.client.updates.watch(undefined, { signal: ended.signal })) {
    if (update.kind === 'snapshot') {
      ended.abort();
      return update;
    }
  }
  throw new Error('no snapshot came');
}
