import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { createSecretVault } from '../../electron/core/secrets/secret-vault.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { createDemoProvider } from '../../electron/demo/demo-provider.ts';
import { createFakeKeychain } from '../fakes/keychain.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';

let running: RunningCore | undefined;
afterEach(() => running?.close());

it('rings by itself on a machine without a keychain, before anybody chose a passphrase', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-demo-'));
  const keychain = createFakeKeychain();
  keychain.behave({ kind: 'fails', message: 'no Secret Service' });
  const clock = createSystemClock();
  const vault = await createSecretVault({
    dataDirectory: directory,
    keychain,
    clock,
    logger: silentLogger,
    environment: {},
  });
  running = await startCore({ directory, ports: { vault, demo: createDemoProvider() } });
  const { client, notices } = running;
  expect((await client.host.vault()).kind).toBe('none');

  await client.host.startDemo();
  expect((await client.host.vault()).kind).toBe('memory');
  await vi.waitFor(() => expect([...notices.values()]).toMatchObject([{ kind: 'incoming' }]), { timeout: 15_000 });
  await vi.waitFor(
    async () => expect((await client.calls.list({ filter: { kind: 'all' } })).calls.length).toBeGreaterThan(20),
    { timeout: 15_000 },
  );
});

it('shows an account with lines too, and goes on with it at the stand of the next run', async () => {
  running = await startCore({ ports: { demo: createDemoProvider({ traffic: false }) } });
  await running.client.host.startDemo();
  const warehouse = async () => (await running?.client.accounts.list())?.find(({ provider }) => provider !== 'sipnet');
  const isRead = () =>
    vi.waitFor(async () => expect(await warehouse()).toMatchObject({ demo: true, status: { state: 'polling' } }), {
      timeout: 15_000,
    });
  await isRead();
  const first = await warehouse();
  const id = first?.id ?? '';
  expect((await running.client.lines.read({ accountId: id })).map(({ name }) => name)).toEqual(['Склад', 'Водители']);

  running = await running.restart();
  await isRead();
  expect((await warehouse())?.baseUrl).not.toBe(first?.baseUrl);
  await expect(running.client.accounts.test({ id })).resolves.toMatchObject({ identity: first?.identity });

  // What the user took away is not brought back.
  await running.client.accounts.remove({ id });
  running = await running.restart();
  await running.client.host.startDemo();
  expect(await warehouse()).toBeUndefined();
});

it('leaves a vault that only waits for its passphrase to the user', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-demo-'));
  const keychain = createFakeKeychain();
  keychain.behave({ kind: 'fails', message: 'no Secret Service' });
  const options = {
    dataDirectory: directory,
    keychain,
    clock: createSystemClock(),
    logger: silentLogger,
    environment: {},
  };
  const first = await createSecretVault(options);
  await first.unlock('correct horse battery staple');
  await first.close();

  running = await startCore({
    directory,
    ports: { vault: await createSecretVault(options), demo: createDemoProvider() },
  });
  await expect(running.client.host.startDemo()).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  await expect(
    running.client.accounts.connect({ ...draftFor('http://127.0.0.1:1/'), webhook: false }),
  ).rejects.toBeDefined();
  expect(await running.client.host.vault()).toMatchObject({ kind: 'passphrase', locked: true });
});
