import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
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
  await running.client.accounts.connect({ ...draftFor(stand.url), webhook: true, replaceHook: false });
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
  expect(JSON.stringify(notices())).not.toMatch(/Maria|916/);
});
