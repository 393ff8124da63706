import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Account } from '../../shared/contract/account.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

let stand: SipnetStand;
let running: RunningCore;

beforeEach(async () => {
  stand = await createSipnetStand({
    account: testAccount,
    callbacks: 'manual',
    makeAudio: async () => new Uint8Array(),
  });
  running = await startCore();
  await running.client.settings.update({ relay: { mode: 'embedded', url: '', publicUrl: '', port: 0 } });
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

const hookUrls = () => stand.settings().hookUrl;
const connect = (fields: { webhook?: boolean; replaceHook?: boolean } = {}) =>
  connectDraft(running.client, { ...draftFor(stand.url), webhook: true, replaceHook: false, ...fields });
const status = async (id: string) =>
  (await running.client.accounts.list()).find((account) => account.id === id)?.status;

async function otherSystemsHook(url: string): Promise<void> {
  const { login, password } = testAccount;
  await fetch(stand.url, {
    method: 'POST',
    body: JSON.stringify({ operation: 'webhook', action: 'set', url, login, password }),
  });
}

describe('connecting', () => {
  it('tells who this is, the balance and the hook that is there, and changes nothing', async () => {
    await otherSystemsHook('https://crm.example/hooks/secret-path');
    expect(await running.client.accounts.probe(draftFor(stand.url))).toMatchObject({
      identity: 'shop',
      sipId: '0042656976',
      balance: { amount: '12.5' },
      hook: { state: 'other', host: 'crm.example' },
    });
    expect(await running.client.accounts.list()).toEqual([]);
    expect(hookUrls()).toBe('https://crm.example/hooks/secret-path');
  });

  it('registers a hook that cannot be guessed and listens through the relay', async () => {
    const { id } = await connect();
    expect(hookUrls()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hook\/[\w-]{43,}$/);
    await vi.waitFor(async () => expect((await status(id))?.state).toBe('live'));
  });

  it('asks before it replaces another system, puts that back when it leaves, and stores nothing when refused', async () => {
    await otherSystemsHook('https://crm.example/hooks/secret-path');
    await expect(connect()).rejects.toMatchObject({ code: 'HOOK_TAKEN', data: { detail: 'crm.example' } });
    expect(await running.client.accounts.list()).toEqual([]);

    const { id } = await connect({ replaceHook: true });
    expect(hookUrls()).toContain('127.0.0.1');
    expect(await running.client.accounts.remove({ id })).toEqual({ hook: 'restored' });
    expect(hookUrls()).toBe('https://crm.example/hooks/secret-path');
    expect(await running.client.accounts.list()).toEqual([]);
  });

  it('needs the secret once: what was tried waits for the answer, also through a refusal, and is used up then', async () => {
    await otherSystemsHook('https://crm.example/hooks/secret-path');
    const { accounts } = running.client;
    const { draft } = await accounts.probe(draftFor(stand.url));
    expect(draft).not.toContain(testAccount.password);
    await expect(accounts.connect({ draft, webhook: true })).rejects.toMatchObject({ code: 'HOOK_TAKEN' });
    const choice = { draft, label: 'By the window', ownNumber: '0042656977', webhook: true, replaceHook: true };
    expect(await accounts.connect(choice)).toMatchObject({ label: 'By the window', ownNumber: '0042656977' });
    await expect(accounts.connect(choice)).rejects.toMatchObject({ code: 'DRAFT_GONE' });
    await expect(accounts.connect({ draft: 'another', webhook: false })).rejects.toMatchObject({ code: 'DRAFT_GONE' });
    expect(await accounts.list()).toHaveLength(1);
  });

  it('clears its hook when it leaves, but not one that came after it', async () => {
    const first = await connect();
    expect(await running.client.accounts.remove({ id: first.id })).toEqual({ hook: 'cleared' });
    const second = await connect();
    await otherSystemsHook('https://crm.example/hooks/secret-path');
    expect(await running.client.accounts.remove({ id: second.id })).toEqual({ hook: 'left' });
    expect(hookUrls()).toBe('https://crm.example/hooks/secret-path');
  });

  it('takes its orders off the screen when it leaves, whatever became of them', async () => {
    const { id } = await connect();
    await running.client.callbacks.order({ clickId: crypto.randomUUID(), accountId: id, to: '+79161000232' });
    const shown: string[][] = [];
    const stop = running.core.watch((update) => {
      if (update.kind === 'snapshot') shown.push(update.callbacks.map(({ state }) => state));
    });
    await running.client.accounts.remove({ id });
    stop();
    expect(shown).toEqual([['ordered'], []]);
  });

  it('goes even when the provider is down, and says that the hook stayed', async () => {
    const { id } = await connect();
    await stand.close();
    expect(await running.client.accounts.remove({ id })).toMatchObject({
      hook: 'left',
      problem: { code: 'PROVIDER_DOWN' },
    });
    expect(await running.client.accounts.list()).toEqual([]);
  });

  it.each([
    [
      'a wrong password',
      { credentials: { kind: 'password' as const, login: 'shop', password: 'wrong' } },
      'BAD_CREDENTIALS',
    ],
    ['an address that is none', { baseUrl: 'sipnet' }, 'WRONG_ADDRESS'],
    ['an address without TLS', { baseUrl: 'http://sipnet.example/api.php' }, 'WRONG_ADDRESS'],
    ['nobody there', { baseUrl: 'http://127.0.0.1:1/api.php' }, 'PROVIDER_DOWN'],
    ['a zone that is none', { timeZone: 'Moon/Crater' }, 'BAD_INPUT'],
  ])('names what was wrong with %s', async (_name, fields, code) => {
    await expect(running.client.accounts.probe(draftFor(stand.url, fields))).rejects.toMatchObject({ code });
  });
});

describe('a connected account', () => {
  let account: Account;
  beforeEach(async () => {
    account = await connect({ webhook: false });
  });

  it('polls without a webhook, and says so', async () => {
    await vi.waitFor(async () => expect((await status(account.id))?.state).toBe('polling'));
    expect((await running.client.accounts.hook({ id: account.id })).state).toBe('none');
  });

  it('can be given a webhook and lose it again', async () => {
    expect(await running.client.accounts.registerHook({ id: account.id })).toMatchObject({ state: 'ours' });
    await vi.waitFor(async () => expect((await status(account.id))?.state).toBe('live'));
    expect(await running.client.accounts.clearHook({ id: account.id })).toEqual({ state: 'none' });
    await vi.waitFor(async () => expect((await status(account.id))?.state).toBe('polling'));
  });

  it('waits for the user when its password was changed at the provider, and goes on with the new one', async () => {
    stand.setTraps({ fault: { kind: 'bad-gateway' } });
    await running.client.accounts.retry({ id: account.id });
    await vi.waitFor(async () => expect((await status(account.id))?.state).toBe('failing'));
    expect((await status(account.id))?.nextTryAt).toBeGreaterThan(0);
    stand.setTraps({});
    await running.client.accounts.retry({ id: account.id });
    await vi.waitFor(async () => expect((await status(account.id))?.state).toBe('polling'));
  });

  it('refuses the credentials of somebody else', async () => {
    const credentials = { kind: 'password' as const, login: 'anna', password: 'anna-password' };
    await expect(running.client.accounts.update({ id: account.id, credentials })).rejects.toMatchObject({
      code: 'OTHER_ACCOUNT',
    });
  });

  it('tells on the card of a caller what a list brings to light of earlier calls, while it rings', async () => {
    await running.client.accounts.registerHook({ id: account.id });
    await vi.waitFor(async () => expect((await status(account.id))?.state).toBe('live'));
    const told: (number | undefined)[] = [];
    running.core.watch((update) => {
      if (update.kind === 'card') told.push(update.card.before.count);
    });
    const call = stand.ring({ from: '79430000211' });
    // Told anew, too, whenever the first reading of the past has come further back.
    await vi.waitFor(() => expect(told.at(-1)).toBe(0));
    stand.addCall({ direction: 'in', remote: '79430000211', startedAt: Date.now() - 60_000, talkSeconds: 20 });
    stand.addCall({ direction: 'in', remote: '79430000224', startedAt: Date.now() - 50_000, talkSeconds: 20 });
    await running.client.accounts.retry({ id: account.id });
    await vi.waitFor(() => expect(told.at(-1)).toBe(1));
    await call.miss();
  });

  it('names its lines, and finds their calls by that name', async () => {
    stand.addCall({ direction: 'in', remote: '79430000211', startedAt: Date.now() - 60_000, talkSeconds: 20 });
    await running.client.accounts.retry({ id: account.id });
    await vi.waitFor(async () => expect((await running.client.accounts.list())[0]?.lines).toHaveLength(1));
    const [line] = (await running.client.accounts.list())[0]?.lines ?? [];
    expect(line).toEqual({ number: '+74950000110', label: '+7 495 000-01-10' });
    await running.client.accounts.nameLine({ id: account.id, number: '+74950000110', label: 'Магазин' });
    const calls = await allCalls(running.client, { search: 'магаз' });
    expect(calls).toMatchObject([{ line: 'Магазин', remote: { e164: '+79430000211' } }]);
    const byLine = await allCalls(running.client, { line: '+74950000110' });
    expect(byLine).toHaveLength(1);
  });

  it('needs its secrets again after a run that kept them in memory', async () => {
    await running.core.close();
    running = await startCore({ directory: running.directory });
    await vi.waitFor(async () =>
      expect(await status(account.id)).toMatchObject({
        state: 'needs-attention',
        problem: { code: 'SECRETS_MISSING' },
      }),
    );
    const { credentials } = draftFor(stand.url);
    await running.client.accounts.update({ id: account.id, credentials });
    await vi.waitFor(async () => expect((await status(account.id))?.state).toBe('polling'));
  });
});
