import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountDraft } from '../../../shared/contract/account.ts';
import { createLockableVault, type LockableVault } from '../../../test/fakes/lockable-vault.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createAskedProvider } from '../../../test/fixtures/asked-provider.ts';
import type { Http } from '../http/http.ts';
import { ProviderError } from '../providers/errors.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { listProviders } from '../providers/provider-list.ts';
import type { RelayAccess } from '../webhooks/relay-access.ts';
import type { StoredAccount } from './account-rows.ts';
import { readAccountSecrets, writeAccountSecrets } from './account-secrets.ts';
import type { AccountSession } from './account-session.ts';
import { type AccountsDeps, createAccounts } from './accounts.ts';
import { createCallRoutes } from './call-routes.ts';

const credentials = { kind: 'password', login: 'shop', password: 'p' } as const;
const draft: AccountDraft = {
  ...{ provider: 'sipnet', label: 'New', baseUrl: '', timeZone: 'Europe/Moscow', ownNumber: '' },
  credentials,
};

let temporary: TemporaryDatabase;
let vault: LockableVault;
beforeEach(async () => {
  temporary = createTemporaryDatabase();
  vault = createLockableVault();
  await writeAccountSecrets(vault, 'account-1', { credentials, relayKey: 'r' });
});
afterEach(() => temporary.remove());

/** What a provider answers, which a test may hold up or change. */
function createScene({ hook, ...deps }: Partial<AccountsDeps> & { hook?: Partial<ProviderClient['hook']> } = {}) {
  const { accounts: rows, clock } = temporary;
  const answers = { probe: async () => ({ identity: 'shop' }), closing: async () => {} };
  const hooks: string[] = [];
  const client: Partial<ProviderClient> = {
    probe: () => answers.probe(),
    hook: {
      list: async () => hooks,
      set: async (url) => void hooks.splice(0, 1, url),
      clear: async () => void hooks.splice(0),
      ...hook,
    },
  };
  const { provider } = createAskedProvider(client, { capabilities: ['calls', 'webhook'] });
  const providers = listProviders([provider]);
  const steps: string[] = [];
  /** Sessions that nobody has ended, by account and its address. */
  const running: StoredAccount[] = [];
  const relay: Partial<RelayAccess> = {
    hookFor: async (_account, key) => ({ url: `https://relay.example/${key}`, urlTokens: [key] }),
    refresh: async () => {},
  };
  const accounts = createAccounts({
    ...{ rows, providers, vault, clock, logger: silentLogger, http: {} as Http },
    routes: createCallRoutes(rows, providers),
    relay: relay as RelayAccess,
    openSession(account) {
      running.push(account);
      return {
        start: () => {},
        status: () => ({ state: 'starting', since: 0, works: [] }),
        history: () => ({ canReadOn: false }),
        client: async () => provider.createClient({} as never),
        async close() {
          steps.push('session ends');
          await answers.closing();
          const at = running.indexOf(account);
          if (at >= 0) running.splice(at, 1);
        },
      } as Partial<AccountSession> as AccountSession;
    },
    onChange: () => {},
    onRemove: async (id) => void steps.push(`others forget ${rows.get(id)?.label}`),
    onRemoved: (id) => void steps.push(`${rows.get(id)?.label ?? 'nothing'} is left`),
    onLineNamed: () => {},
    ...deps,
  });
  accounts.start();
  return { accounts, answers, hooks, rows, running, steps };
}

/** A promise that a test holds up, and a way to see that it is waited for. */
function hold<T>(value: T) {
  const { promise, resolve } = Promise.withResolvers<T>();
  const wait = vi.fn(() => promise);
  return { wait, reached: () => vi.waitFor(() => expect(wait).toHaveBeenCalled()), release: () => resolve(value) };
}

describe('an account that is changed in two places at once', () => {
  it('is listened to by one session in the end, of what was changed last', async () => {
    const { accounts, answers, running } = createScene();
    const closing = hold(undefined);
    answers.closing = closing.wait;
    const changes = [
      accounts.update({ id: 'account-1', baseUrl: 'https://one.example/' }),
      accounts.reopenSources(),
      accounts.update({ id: 'account-1', baseUrl: 'https://two.example/' }),
    ];
    await closing.reached();
    closing.release();
    await Promise.all(changes);
    expect(running.map(({ baseUrl }) => baseUrl)).toEqual(['https://two.example/']);
  });

  it('does not come back from a change that the provider was asked about while it was removed', async () => {
    const { accounts, answers, rows, running } = createScene();
    const probe = hold({ identity: 'shop' });
    answers.probe = probe.wait;
    const update = accounts.update({ id: 'account-1', credentials: { ...credentials, password: 'q' } });
    await probe.reached();
    const removal = accounts.remove('account-1');
    probe.release();
    await Promise.all([update, removal]);
    expect([rows.all(), running]).toEqual([[], []]);
    await expect(readAccountSecrets(vault, 'account-1')).rejects.toThrow('SECRETS_MISSING');
    await expect(accounts.update({ id: 'account-1', label: 'Again' })).rejects.toThrow('NOT_FOUND');
  });

  it('keeps both changes', async () => {
    const callback = { capabilities: ['calls', 'callback'] as const };
    const { provider } = createAskedProvider({}, { ...callback, id: 'autosecretary' });
    const scene = createScene();
    const { accounts, answers, rows } = scene;
    const all = listProviders([createAskedProvider({ probe: () => answers.probe() }).provider, provider]);
    const { accounts: both } = createScene({ providers: all });
    rows.save({ ...temporary.account, id: 'account-2', provider: 'autosecretary' });
    const probe = hold({ identity: 'shop' });
    answers.probe = probe.wait;
    const update = both.update({ id: 'account-1', label: 'Renamed', credentials });
    await probe.reached();
    const agreed = both.callThrough('account-1', 'account-2');
    probe.release();
    await Promise.all([update, agreed]);
    expect(rows.get('account-1')).toMatchObject({ label: 'Renamed', callsThrough: 'account-2' });
    expect(accounts.stored('account-1')?.callsThrough).toBe('account-2');
  });

  it('keeps no other from hearing anew when it is removed meanwhile', async () => {
    temporary.accounts.save({ ...temporary.account, id: 'account-2', createdAt: temporary.account.createdAt + 1 });
    temporary.accounts.save({ ...temporary.account, id: 'account-3', createdAt: temporary.account.createdAt + 2 });
    for (const id of ['account-2', 'account-3']) await writeAccountSecrets(vault, id, { credentials, relayKey: 'r' });
    const { accounts, answers, running } = createScene();
    const before = [...running];
    const closing = hold(undefined);
    answers.closing = vi.fn(async () => {}).mockImplementationOnce(closing.wait);
    const reopened = accounts.reopenSources();
    await closing.reached();
    await accounts.remove('account-2');
    closing.release();
    await reopened;
    expect(running.map(({ id }) => id).toSorted()).toEqual(['account-1', 'account-3']);
    expect(running.some((session) => before.includes(session))).toBe(false);
  });
});

it('has all others hear anew while one never answers and another fails, and tells which failed', async () => {
  for (const id of ['account-2', 'account-3']) {
    temporary.accounts.save({ ...temporary.account, id });
    await writeAccountSecrets(vault, id, { credentials, relayKey: 'r' });
  }
  const warned: unknown[] = [];
  const logger = { ...silentLogger, warn: (event: string, fields?: object) => void warned.push({ event, ...fields }) };
  const { accounts, answers, running } = createScene({ logger });
  const before = [...running];
  const failure = new Error('it fails');
  answers.closing = vi
    .fn(async () => {})
    .mockReturnValueOnce(new Promise(() => {}))
    .mockRejectedValueOnce(failure);
  void accounts.reopenSources();
  await vi.waitFor(() => expect(running.find(({ id }) => id === 'account-3')).not.toBe(before[2]));
  await vi.waitFor(() =>
    expect(warned).toEqual([{ event: 'source-not-reopened', account: 'account-2', error: failure }]),
  );
  expect(running).toContain(before[0]);
});

it('ends every session when it is closed', async () => {
  const { accounts, running } = createScene();
  expect(running).toHaveLength(1);
  await accounts.close();
  expect(running).toEqual([]);
});

it('begins no session once all are closed, whatever was under way', async () => {
  const { accounts, answers, running } = createScene();
  const { draft: tried } = await accounts.probe(draft);
  const write = vault.write;
  const storing = hold(undefined);
  vault.write = async (...written) => {
    await storing.wait();
    await write(...written);
  };
  const closing = hold(undefined);
  answers.closing = closing.wait;
  const connected = accounts.connect({ draft: tried, webhook: false, replaceHook: false });
  await storing.reached();
  const reopened = accounts.update({ id: 'account-1', timeZone: 'Asia/Omsk' });
  await closing.reached();
  const closed = accounts.close();
  closing.release();
  storing.release();
  await Promise.all([closed, connected, reopened]);
  expect(running).toEqual([]);
});

describe('an account that is removed', () => {
  it('ends, is forgotten by others, and goes, in this order', async () => {
    const { accounts, hooks, steps } = createScene();
    hooks.push('https://relay.example/r');
    expect(await accounts.remove('account-1')).toEqual({ hook: 'cleared' });
    expect(steps).toEqual(['session ends', 'others forget Shop', 'nothing is left']);
    expect(hooks).toEqual([]);
  });

  it('is gone before all is closed', async () => {
    const { accounts, rows } = createScene();
    const { removeCalls } = rows;
    const removing = hold(undefined);
    vi.spyOn(rows, 'removeCalls').mockImplementation(async (id) => {
      await removing.wait();
      await removeCalls(id);
    });
    const removal = accounts.remove('account-1');
    await removing.reached();
    const left = accounts.close().then(() => rows.all());
    removing.release();
    expect(await left).toEqual([]);
    await removal;
  });

  it('goes although its provider is down, and says what was left there', async () => {
    const list = () => Promise.reject(new ProviderError('PROVIDER_DOWN'));
    const { accounts, rows } = createScene({ hook: { list } });
    expect(await accounts.remove('account-1')).toEqual({ hook: 'left', problem: { code: 'PROVIDER_DOWN' } });
    expect(rows.all()).toEqual([]);
    await expect(readAccountSecrets(vault, 'account-1')).rejects.toThrow('SECRETS_MISSING');
  });

  it('goes although its secrets are locked away', async () => {
    const { accounts, rows, running } = createScene();
    vault.lock();
    expect(await accounts.remove('account-1')).toEqual({ hook: 'left', problem: { code: 'VAULT_LOCKED' } });
    expect([rows.all(), running]).toEqual([[], []]);
  });
});

describe('an account that is connected', () => {
  it('leaves nothing where its hook is refused, and can be connected without it', async () => {
    const { accounts, rows, running, hooks } = createScene();
    hooks.push('https://crm.example/');
    const { draft: tried, hook } = await accounts.probe(draft);
    expect(hook).toEqual({ state: 'other', host: 'crm.example' });
    const written = vi.spyOn(vault, 'write');
    const choice = { draft: tried, webhook: true, replaceHook: false };
    await expect(accounts.connect(choice)).rejects.toMatchObject({ problem: { code: 'HOOK_TAKEN' } });
    expect([rows.all().length, running.length, hooks]).toEqual([1, 1, ['https://crm.example/']]);
    for (const [group] of written.mock.calls) expect(await vault.read(group)).toBeUndefined();
    const { id } = await accounts.connect({ ...choice, webhook: false });
    expect(running.map((account) => account.id)).toEqual(['account-1', id]);
    await expect(accounts.connect({ ...choice, webhook: false })).rejects.toThrow('DRAFT_GONE');
  });

  it('is another one where new credentials are of somebody else: nothing changes', async () => {
    const { accounts, answers, rows, running } = createScene();
    const before = [rows.get('account-1'), running[0]];
    answers.probe = async () => ({ identity: 'somebody else' });
    const change = { id: 'account-1', label: 'Renamed', credentials: { ...credentials, password: 'q' } };
    await expect(accounts.update(change)).rejects.toMatchObject({ problem: { code: 'OTHER_ACCOUNT' } });
    expect([rows.get('account-1'), running[0]]).toEqual(before);
    expect((await readAccountSecrets(vault, 'account-1')).credentials).toEqual(credentials);
  });

  it('has a new session only for what its session is made of', async () => {
    const { accounts, running, steps } = createScene();
    const [first] = running;
    await accounts.update({ id: 'account-1', label: 'Renamed' });
    expect([running[0] === first, steps]).toEqual([true, []]);
    await accounts.update({ id: 'account-1', timeZone: 'Asia/Omsk' });
    expect([running.map(({ timeZone }) => timeZone), steps]).toEqual([['Asia/Omsk'], ['session ends']]);
  });
});

it('leaves a demo where it was while the vault is locked', async () => {
  temporary.accounts.save({ ...temporary.account, demo: true });
  const { accounts, rows, running } = createScene();
  const [before] = running;
  vault.lock();
  const moved = accounts.moveDemo('account-1', 'http://127.0.0.1:4000/', { ...credentials, password: 'new' });
  await expect(moved).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  expect([rows.get('account-1')?.baseUrl, running]).toEqual([temporary.account.baseUrl, [before]]);
});

it('calls nobody back through an account that takes no orders', async () => {
  temporary.accounts.save({ ...temporary.account, id: 'account-2' });
  const { accounts, rows } = createScene();
  await expect(accounts.callThrough('account-1', 'account-2')).rejects.toThrow('NOT_SUPPORTED');
  expect(rows.get('account-1')?.callsThrough).toBe('');
});
