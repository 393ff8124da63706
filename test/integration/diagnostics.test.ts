import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger, type FileLogger } from '../../electron/core/log/log.ts';
import type { CorePorts, SecretVault } from '../../electron/core/ports.ts';
import { createSecretVault } from '../../electron/core/secrets/secret-vault.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import { createRelay, type Relay } from '../../electron/relay/relay.ts';
import type { LinkResult } from '../../shared/contract/diagnostics.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

const otherHook = 'https://crm.example/hooks/secret-path-1234';
const passphrase = 'correct horse battery';
const vaultWith = (kind: string) =>
  createSecretVault({
    dataDirectory: join(directory, 'data'),
    logger: silentLogger,
    clock: createSystemClock(),
    environment: { PEREZVON_VAULT: kind },
  });

let directory: string;
let stand: SipnetStand;
let relay: Relay;
let outside: { server: Server; url: string; refusing: boolean };
let logger: FileLogger;
let vault: SecretVault;
let running: RunningCore;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-diagnostics-'));
  stand = await createSipnetStand({
    account: testAccount,
    callbacks: 'manual',
    makeAudio: async () => new Uint8Array(),
  });
  relay = await createRelay({
    dataDirectory: join(directory, 'relay'),
    address: '127.0.0.1',
    port: 0,
    logger: silentLogger,
  });
  outside = await openOutside();
  logger = createLogger({ dataDirectory: join(directory, 'data') });
});

afterEach(async () => {
  await running.core.close();
  await vault.close();
  logger.close();
  outside.server.closeAllConnections();
  await new Promise((resolve) => outside.server.close(resolve));
  await relay.close();
  await stand.close();
  rmSync(directory, { recursive: true, force: true });
});

/** The relay as the internet reaches it, until it is reached no more. */
async function openOutside() {
  const way = { url: '', refusing: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (way.refusing) return response.writeHead(404).end();
    const answer = await fetch(new URL(request.url ?? '/', relay.url), { method: 'POST', body: Buffer.concat(chunks) });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(way, { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** On data of its own, with a vault that keeps what it is given. */
async function start(ports: Partial<CorePorts> = {}): Promise<void> {
  vault = await vaultWith('passphrase');
  await vault.unlock(passphrase);
  running = await startCore({ directory: join(directory, 'data'), ports: { logger, vault, ...ports } });
}

/** An account that hears calls live. */
async function connect(): Promise<string> {
  await running.client.settings.update({
    relay: { mode: 'standalone', url: relay.url, publicUrl: outside.url, port: 0 },
  });
  const { id } = await connectDraft(running.client, { ...draftFor(stand.url), webhook: true, replaceHook: false });
  await isLive();
  return id;
}

const isLive = () =>
  vi.waitFor(async () => expect((await running.client.accounts.list())[0]?.status.state).toBe('live'));

async function test(): Promise<LinkResult[]> {
  const results: LinkResult[] = [];
  for await (const step of await running.client.diagnostics.run())
    if (step.kind === 'result') results.push(step.result);
  return results;
}

/** What is told as not right, without what belongs to the machine that runs this test. */
async function told(): Promise<string[]> {
  return (await test())
    .filter(({ status, link }) => (status === 'failed' || status === 'warning') && link !== 'disk')
    .map(({ link, finding, problem }) => `${link}: ${problem?.code ?? finding}`);
}

async function atProvider(operation: Record<string, string>): Promise<void> {
  const { login, password } = testAccount;
  await fetch(stand.url, { method: 'POST', body: JSON.stringify({ ...operation, login, password }) });
}

describe('a chain in order', () => {
  it('is told as one, link after link, and its test event is no call', async () => {
    await start({ diagnose: async () => [{ link: 'tray', status: 'ok', finding: 'fine' }] });
    const id = await connect();
    const steps = [];
    for await (const step of await running.client.diagnostics.run()) steps.push(step);
    const [plan, ...rest] = steps;
    if (plan?.kind !== 'plan') throw new Error('no plan');
    expect(rest.map((step) => step.kind)).toEqual(plan.links.flatMap(() => ['testing', 'result']));
    const results = rest.flatMap((step) => (step.kind === 'result' ? [step.result] : []));
    expect(results.filter(({ accountId }) => accountId === id).map(({ link, status }) => [link, status])).toEqual([
      // The stand is on this machine.
      ['proxy', 'not-applicable'],
      ...['provider', 'credentials', 'webhook', 'relay', 'test-event', 'lists'].map((link) => [link, 'ok']),
    ]);
    expect(results.find(({ link }) => link === 'test-event')?.milliseconds).toBeLessThan(5000);
    expect(results.find(({ link }) => link === 'clock')?.status).toBe('ok');
    expect(results.find(({ link }) => link === 'tray')?.status).toBe('ok');
    expect(results.find(({ link }) => link === 'tel-links')?.status).toBe('not-applicable');

    expect(await allCalls(running.client)).toEqual([]);
    expect(running.notices.size).toBe(0);
  });
});

describe('of a broken chain exactly the broken link is told', () => {
  it('another system took the hook', async () => {
    await start();
    await connect();
    await atProvider({ operation: 'webhook', action: 'set', url: otherHook });
    expect(await told()).toEqual(['webhook: hook-taken']);
  });

  it('the hook was cleared', async () => {
    await start();
    await connect();
    await atProvider({ operation: 'webhook', action: 'clear' });
    expect(await told()).toEqual(['webhook: hook-gone']);
  });

  it('what came could not be understood', async () => {
    await start();
    const id = await connect();
    const unreadableRows = async () => (await running.client.accounts.list())[0]?.status.unreadableRows;
    expect(await unreadableRows()).toBeUndefined();
    stand.setTraps({ strangeRows: true });
    await running.client.accounts.retry({ id });
    await vi.waitFor(async () => expect(await unreadableRows()).toBeGreaterThan(0));
    stand.setTraps({ strangeRows: false });
    await fetch(stand.settings().hookUrl ?? '', { method: 'POST', body: '<call state="INVITE"/>' });
    await vi.waitFor(async () =>
      expect(await told()).toEqual(['webhook: events-unreadable', 'lists: rows-unreadable']),
    );
    const results = await test();
    const rows = results.find(({ finding }) => finding === 'rows-unreadable')?.count;
    expect(rows).toBe(await unreadableRows());
    expect(results.find(({ finding }) => finding === 'events-unreadable')?.count).toBe(1);
    for (const locale of ['ru', 'en'] as const)
      expect((await running.client.diagnostics.report({ locale, results })).text).toContain(`: ${rows}.`);
  });

  it('the relay stopped', async () => {
    await start();
    await connect();
    await relay.close();
    const results = await test();
    const failed = results.filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject([{ link: 'relay', problem: { code: 'RELAY_UNREACHABLE' } }]);
    expect(results.find(({ link }) => link === 'test-event')).toMatchObject({ finding: 'blocked' });
  });

  it('the public address leads nowhere', async () => {
    await start();
    await connect();
    outside.refusing = true;
    expect(await told()).toEqual(['test-event: not-posted']);
  });

  it('the password was changed at the provider', async () => {
    await start();
    const group = `account:${await connect()}`;
    await vault.write(group, { ...(await vault.read(group)), password: 'another-password' });
    running = await running.restart();
    expect(await told()).toEqual(['credentials: BAD_CREDENTIALS']);
  });

  it('the provider is down', async () => {
    await start();
    await connect();
    await stand.close();
    expect(await told()).toEqual(['provider: PROVIDER_DOWN']);
  });

  it('its lists cannot be read', async () => {
    await start();
    await connect();
    stand.setTraps({ fault: { kind: 'html', operations: ['calls', 'attempts', 'pbxcalls'] } });
    expect(await told()).toEqual(['lists: PROVIDER_GARBLED']);
  });

  it('the clock is fast', async () => {
    const clock = createSystemClock();
    await start({ clock: { ...clock, now: () => clock.now() + 3600_000 } });
    await connect();
    expect(await told()).toEqual(['clock: clock-ahead']);
  });

  it('the vault is locked', async () => {
    await start();
    await connect();
    await running.core.close();
    await vault.close();
    vault = await vaultWith('passphrase');
    running = await startCore({ directory: running.directory, ports: { logger, vault } });
    expect(await told()).toEqual(['vault: vault-locked']);
  });

  it('secrets are kept in memory only', async () => {
    await start({ vault: await vaultWith('memory') });
    await connect();
    expect(await told()).toEqual(['vault: vault-memory']);
  });

  it('the user asked for quiet', async () => {
    await start();
    await connect();
    await running.client.live.doNotDisturb({ on: true });
    expect(await told()).toEqual(['quiet: do-not-disturb']);
  });

  it('the host has found something', async () => {
    await start({ diagnose: async () => [{ link: 'focus-assist', status: 'warning', finding: 'system-quiet' }] });
    await connect();
    expect(await told()).toEqual(['focus-assist: system-quiet']);
  });
});

describe('the report', () => {
  it('holds no secret, whatever is in the results and in the log', async () => {
    await start();
    await connect();
    const hook = stand.settings().hookUrl ?? '';
    const { password, login } = testAccount;
    logger.warn('provider-said', { text: `no such password ${password} for +7 916 100-02-32, see ${hook}` });
    const results = await test();
    results.push({ link: 'proxy', status: 'failed', finding: 'not-posted', detail: `${hook} ${password}` });
    const { text } = await running.client.diagnostics.report({ locale: 'ru', results });
    expect(text).toContain('[ok] 1 ');
    expect(text).toContain('provider-said');
    for (const secret of [password, hook.split('/').at(-1) ?? '', '100-02-32', login]) {
      expect(text, secret).not.toContain(secret);
    }
  });
});

describe('an error of the page', () => {
  it('stands in the log by its place, and a page that fails in a loop does not fill it', async () => {
    await start();
    const error = {
      caught: 'error' as const,
      name: 'TypeError',
      message: 'x is undefined',
      screen: '#/calls',
      stack: 'TypeError: x\n    at Calls (http://127.0.0.1:4000/assets/main-Bx1.js:10:200)',
    };
    for (let count = 0; count < 50; count += 1) await running.client.diagnostics.pageError(error);
    const { lines, directory: logs } = await running.client.diagnostics.log();
    const written = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'page-error');
    expect(written.length).toBe(20);
    expect(written[0].fields).toMatchObject({ name: 'TypeError', at: ['Calls main-Bx1.js:10:200'] });
    expect(logs).toBe(join(directory, 'data', 'logs'));
  });
});
