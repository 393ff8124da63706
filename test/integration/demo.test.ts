import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSecretVault } from '../../electron/core/secrets/secret-vault.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { createDemoProvider, type DemoProviderOptions } from '../../electron/demo/demo-provider.ts';
import { warehouseWords } from '../../electron/demo/traffic/warehouse.ts';
import type { VaultState } from '../../shared/contract/host.ts';
import { createFakeKeychain, type KeychainBehaviour } from '../fakes/keychain.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';

let running: RunningCore | undefined;
afterEach(() => running?.close());

/** As every page is told. */
function vaultOf({ core }: RunningCore): VaultState | undefined {
  let vault: VaultState | undefined;
  core.watch((update) => {
    if (update.kind === 'snapshot') vault = update.vault;
  })();
  return vault;
}

it('rings by itself on a machine without a keychain, before anybody chose a passphrase', async () => {
  running = await startWithoutKeychain();
  const { client, notices } = running;
  expect(vaultOf(running)?.kind).toBe('none');

  await client.host.startDemo();
  expect(vaultOf(running)?.kind).toBe('memory');
  await vi.waitFor(() => expect([...notices.values()]).toMatchObject([{ kind: 'incoming' }]));
  await vi.waitFor(async () => expect((await allCalls(client)).length).toBeGreaterThan(20));
});

describe('whoever asks for the demo, and how many at once', () => {
  const asks: Record<string, (running: RunningCore) => Promise<unknown>> = {
    'the command line, where the vault opens on the way': ({ core }) => core.startDemo(),
    'one page, where the vault opens on the way': ({ client }) => client.host.startDemo(),
    'one page that opens the vault first': async ({ client }) => {
      await client.host.useMemoryVault();
      await client.host.startDemo();
    },
    'the command line and two pages at once': ({ core, client }) =>
      Promise.all([core.startDemo(), client.host.startDemo(), client.host.startDemo()]),
    'two pages, of which one opens the vault while the other starts': ({ client }) =>
      Promise.all([client.host.startDemo(), client.host.useMemoryVault(), client.host.startDemo()]),
  };

  it.each(Object.entries(asks))('%s: each account is connected once', async (_who, ask) => {
    running = await startWithoutKeychain({ traffic: false });
    const told: string[] = [];
    running.core.watch((update) => {
      if (update.kind === 'accounts') told.push(update.accounts.map(({ provider }) => provider).join());
    });
    await ask(running);
    const connected = async () => (await running?.client.accounts.list())?.map(({ provider }) => provider);
    expect(await connected()).toEqual(['sipnet', 'alloincognito', 'autosecretary']);
    // And nothing that was begun on the way adds another.
    running = await running.restart();
    expect(await connected()).toEqual(['sipnet', 'alloincognito', 'autosecretary']);
    expect(told.filter((providers) => providers.split(',').length > 3)).toEqual([]);
  });

  it('are told when it cannot be, and half of it does not stay', async () => {
    const demo = createDemoProvider({ traffic: false });
    const withoutWarehouse = {
      async start() {
        const stands = await demo.start('en');
        await stands.warehouse.close();
        return stands;
      },
    };
    running = await startCore({ ports: { demo: withoutWarehouse } });
    await expect(running.client.host.startDemo()).rejects.toBeDefined();
    expect(await running.client.accounts.list()).toEqual([]);
  });
});

it('lets a call ring for every page that begins to look', async () => {
  const hasten = vi.fn();
  const demo = createDemoProvider({ traffic: false });
  running = await startCore({
    ports: { demo: { start: async () => ({ ...(await demo.start('en')), hasten }) } },
  });
  await running.client.host.startDemo();
  expect(hasten).not.toHaveBeenCalled();
  for (const pages of [1, 2]) {
    const page = (await running.client.updates.watch())[Symbol.asyncIterator]();
    await page.next();
    expect(hasten).toHaveBeenCalledTimes(pages);
    await page.return?.();
  }
});

it('rings by itself while the keychain is locked', async () => {
  const { vault, options } = await vaultWithoutKeychain(undefined, { kind: 'locked' });
  running = await startCore({ ...options, ports: { vault, demo: createDemoProvider() } });
  expect(vaultOf(running)).toMatchObject({ kind: 'keychain', locked: true });
  await running.client.host.startDemo();
  expect(vaultOf(running)?.kind).toBe('memory');
});

it('goes on after its passphrase was given, at stands that are new', async () => {
  const first = await vaultWithoutKeychain();
  await first.vault.unlock('correct horse battery staple');
  running = await startCore({ ...first.options, ports: { vault: first.vault, demo: createDemoProvider() } });
  await running.client.host.startDemo();
  await running.core.close();
  await first.vault.close();

  const { vault } = await vaultWithoutKeychain(running.directory);
  running = await startCore({ ...first.options, ports: { vault, demo: createDemoProvider() } });
  const { client, notices } = running;
  // It may ring and be missed while the lists are read yet.
  const kinds: (string | undefined)[] = [];
  running.core.watch(() => kinds.push(...[...notices.values()].map(({ kind }) => kind)));
  expect(vaultOf(running)).toMatchObject({ kind: 'passphrase', locked: true });
  await client.host.unlockVault({ passphrase: 'correct horse battery staple' });
  const states = async () => (await client.accounts.list()).map(({ status }) => status.state);
  await vi.waitFor(async () => expect(await states()).toEqual(['live', 'polling', 'polling']));
  await vi.waitFor(() => expect(kinds).toContain('incoming'));
});

it('speaks the language that the user set in the program, whatever their browser asks for', async () => {
  running = await startCore({ ports: { demo: createDemoProvider({ traffic: false }) } });
  await running.client.settings.update({ language: 'en' });
  await running.core.startDemo('ru');
  const accounts = await running.client.accounts.list();
  expect(accounts.find(({ provider }) => provider === 'alloincognito')?.label).toBe(warehouseWords.en.label);
});

it('shows an account with lines too, and goes on with it at the stand of the next run, in the language it was asked in', async () => {
  running = await startCore({ ports: { demo: createDemoProvider({ traffic: false }) } });
  await running.client.host.startDemo({ language: 'ru' });
  const warehouse = async () =>
    (await running?.client.accounts.list())?.find(({ provider }) => provider === 'alloincognito');
  const isRead = () =>
    vi.waitFor(async () => expect(await warehouse()).toMatchObject({ demo: true, status: { state: 'polling' } }));
  await isRead();
  const first = await warehouse();
  const id = first?.id ?? '';
  const lineNames = async () => (await running?.client.lines.read({ accountId: id }))?.map(({ name }) => name);
  const { label, lines } = warehouseWords.ru;
  expect(first?.label).toBe(label);
  expect(await lineNames()).toEqual(lines.map(({ name }) => name));

  running = await running.restart();
  await isRead();
  expect((await warehouse())?.baseUrl).not.toBe(first?.baseUrl);
  await expect(running.client.accounts.test({ id })).resolves.toMatchObject({ identity: first?.identity });
  expect(await lineNames()).toEqual(lines.map(({ name }) => name));

  // What the user took away is not brought back.
  await running.client.accounts.remove({ id });
  running = await running.restart();
  await running.client.host.startDemo();
  expect(await warehouse()).toBeUndefined();
});

it('leaves a vault that only waits for its passphrase to the user', async () => {
  const first = await vaultWithoutKeychain();
  await first.vault.unlock('correct horse battery staple');
  await first.vault.close();

  const { vault, options } = await vaultWithoutKeychain(first.options.directory);
  running = await startCore({ ...options, ports: { vault, demo: createDemoProvider() } });
  await expect(running.client.host.startDemo()).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  await expect(
    connectDraft(running.client, { ...draftFor('http://127.0.0.1:1/'), webhook: false }),
  ).rejects.toBeDefined();
  expect(vaultOf(running)).toMatchObject({ kind: 'passphrase', locked: true });
});

async function startWithoutKeychain(demo: DemoProviderOptions = {}): Promise<RunningCore> {
  const { vault, options } = await vaultWithoutKeychain();
  return startCore({ ...options, ports: { vault, demo: createDemoProvider(demo) } });
}

async function vaultWithoutKeychain(
  directory = mkdtempSync(join(tmpdir(), 'perezvon-demo-')),
  behaviour: KeychainBehaviour = { kind: 'fails', message: 'no Secret Service' },
) {
  const keychain = createFakeKeychain();
  keychain.behave(behaviour);
  const vault = await createSecretVault({
    dataDirectory: directory,
    keychain,
    clock: createSystemClock(),
    logger: silentLogger,
    environment: {},
  });
  return { vault, options: { directory } };
}
