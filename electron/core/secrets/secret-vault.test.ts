import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeKeychain, type FakeKeychain } from '../../../test/fakes/keychain.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createSystemClock } from '../system-clock.ts';
import { createSecretVault } from './secret-vault.ts';

let dataDirectory: string;
let keychain: FakeKeychain;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'perezvon-vault-'));
  keychain = createFakeKeychain();
});
afterEach(() => rm(dataDirectory, { recursive: true }));

const start = (options: { environment?: Record<string, string>; directory?: string; probeMs?: number } = {}) =>
  createSecretVault({
    dataDirectory: options.directory ?? dataDirectory,
    keychain,
    logger: silentLogger,
    clock: createSystemClock(),
    environment: options.environment ?? {},
    limits: { probeMs: options.probeMs ?? 5_000, callMs: 5_000, lockedMs: 5, passphraseCost: 2 ** 10 },
  });

const noKeychain = () => keychain.behave({ kind: 'fails', message: 'no Secret Service here' });

describe('secret vault', () => {
  it('keeps secrets in the keychain when it answers, and nothing on disk', async () => {
    const vault = await start();
    expect(vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
    await vault.write('account:1', { token: 'secret' });
    await vault.close();
    const again = await start();
    expect(await again.read('account:1')).toEqual({ token: 'secret' });
    await again.delete('account:1');
    expect(keychain.entries.size).toBe(0);
    expect(await readdir(dataDirectory)).toEqual([]);
    await expect(again.unlock('passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    again.useMemory();
    expect(again.state().kind).toBe('keychain');
  });

  it('does not mix two data directories', async () => {
    const other = await mkdtemp(join(tmpdir(), 'perezvon-vault-'));
    const [one, two] = [await start(), await start({ directory: other })];
    await one.write('account:1', { token: 'one' });
    expect(await two.read('account:1')).toBeUndefined();
    await two.write('account:1', { token: 'two' });
    await two.delete('account:1');
    expect(await one.read('account:1')).toEqual({ token: 'one' });
    await rm(other, { recursive: true });
  });

  it('keeps nothing anywhere, and says why, until a person has chosen', async () => {
    noKeychain();
    const vault = await start();
    expect(vault.state()).toMatchObject({ kind: 'none', locked: true, fileExists: false });
    expect(vault.state().keychainProblem).toContain('no Secret Service here');
    await expect(vault.write('account:1', { token: 'secret' })).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(vault.read('account:1')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(await readdir(dataDirectory)).toEqual([]);
  });

  it('creates the passphrase file, asks for it at the next start, and tells its listeners', async () => {
    noKeychain();
    const vault = await start();
    const kinds: string[] = [];
    vault.onChange(() => kinds.push(vault.state().kind));
    await vault.unlock('passphrase');
    await vault.write('account:1', { token: 'secret' });
    expect(kinds).toEqual(['passphrase']);
    expect(vault.state()).toMatchObject({ kind: 'passphrase', locked: false, fileExists: true });
    await vault.close();

    const next = await start();
    expect(next.state()).toMatchObject({ kind: 'passphrase', locked: true, fileExists: true });
    await expect(next.read('account:1')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(next.unlock('wrong')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(next.state().locked).toBe(true);
    await next.unlock('passphrase');
    expect(await next.read('account:1')).toEqual({ token: 'secret' });
  });

  it('opens what is open for nobody who does not know its passphrase', async () => {
    noKeychain();
    const vault = await start();
    // Two pages offer to make one: the second learns that there is one now.
    await vault.unlock('of the first page');
    await expect(vault.unlock('of the second page')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await vault.unlock('of the first page');
    await vault.write('account:1', { token: 'secret' });
    await vault.close();

    const next = await start();
    await expect(next.unlock('of the second page')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await next.unlock('of the first page');
    await expect(next.unlock('of the second page')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await next.read('account:1')).toEqual({ token: 'secret' });
  });

  it('leaves a damaged vault file as it is, whatever is tried', async () => {
    noKeychain();
    const file = join(dataDirectory, 'secrets.vault');
    await writeFile(file, 'not a vault');
    const vault = await start();
    await expect(vault.unlock('passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    vault.useMemory();
    await vault.write('account:1', { token: 'secret' });
    await expect(vault.unlock('passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    expect(await vault.read('account:1')).toEqual({ token: 'secret' });
    expect(await readFile(file, 'utf8')).toBe('not a vault');
  });

  it('keeps secrets in memory only when told to, and takes them along into a passphrase file', async () => {
    noKeychain();
    const vault = await start();
    vault.useMemory();
    await vault.write('account:1', { token: 'from memory' });
    expect(vault.state()).toMatchObject({ kind: 'memory', locked: false });
    expect(await readdir(dataDirectory)).toEqual([]);
    await vault.unlock('passphrase');
    await vault.close();
    const next = await start();
    await next.unlock('passphrase');
    expect(await next.read('account:1')).toEqual({ token: 'from memory' });
  });

  it('loses nothing that is written while memory moves into a passphrase file', async () => {
    noKeychain();
    const vault = await start();
    vault.useMemory();
    let written = 0;
    let isUnlocked = false;
    const unlocked = vault.unlock('passphrase').then(() => {
      isUnlocked = true;
    });
    while (!isUnlocked) {
      written += 1;
      await vault.write('account:1', { token: `number ${written}` });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await unlocked;
    await vault.close();
    const next = await start();
    await next.unlock('passphrase');
    expect(await next.read('account:1')).toEqual({ token: `number ${written}` });
  });

  it('starts without a keychain that hangs, and takes it when it answers after all', async () => {
    keychain.behave({ kind: 'hangs' });
    const vault = await start({ probeMs: 30 });
    expect(vault.state()).toMatchObject({ kind: 'none', locked: true });
    expect(vault.state().keychainProblem).toContain('did not answer');
    const changed = new Promise<void>((resolve) => vault.onChange(resolve));
    keychain.behave({ kind: 'works' });
    await changed;
    expect(vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
    await vault.write('account:1', { token: 'secret' });
    expect(await vault.read('account:1')).toEqual({ token: 'secret' });
  });

  it('waits for a locked keychain, asks its owner once, keeps nothing elsewhere, and takes it when it is unlocked', async () => {
    const first = await start();
    await first.write('account:1', { token: 'secret' });
    await first.close();

    keychain.behave({ kind: 'locked' });
    const vault = await start();
    expect(vault.state()).toMatchObject({ kind: 'keychain', locked: true, fileExists: false });
    expect(vault.state().keychainProblem).toContain('dismissed');
    await expect(vault.read('account:1')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(vault.unlock('passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    const asked = keychain.calls();
    const looked = keychain.looks();
    await expect.poll(() => keychain.looks()).toBeGreaterThan(looked + 2);
    expect(keychain.calls()).toBe(asked);
    const changed = new Promise<void>((resolve) => vault.onChange(resolve));
    keychain.behave({ kind: 'works' });
    await changed;
    expect(vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
    expect(await vault.read('account:1')).toEqual({ token: 'secret' });
    expect(await readdir(dataDirectory)).toEqual([]);
    await vault.close();
  });

  it('waits as well when its owner is asked at the start and refuses later', async () => {
    keychain.behave({ kind: 'hangs', isLocked: true });
    const vault = await start({ probeMs: 30 });
    await expect.poll(() => vault.state()).toMatchObject({ kind: 'keychain', locked: true });
    expect(vault.state().keychainProblem).toContain('did not answer');
    keychain.behave({ kind: 'locked' });
    await expect.poll(() => vault.state().keychainProblem).toContain('dismissed');
    expect(vault.state()).toMatchObject({ kind: 'keychain', locked: true });
    keychain.behave({ kind: 'works' });
    await expect.poll(() => vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
    await vault.close();
  });

  it('has no keychain when a locked one opens and does not work', async () => {
    keychain.behave({ kind: 'locked' });
    const vault = await start();
    noKeychain();
    await expect.poll(() => vault.state()).toMatchObject({ kind: 'none', locked: true });
    expect(vault.state().keychainProblem).toContain('no Secret Service here');
    await vault.close();
  });

  it('asks for the passphrase of a vault file, and looks for no locked keychain beside it', async () => {
    noKeychain();
    const vault = await start();
    await vault.unlock('passphrase');
    await vault.close();
    keychain.behave({ kind: 'locked' });
    const next = await start();
    expect(next.state()).toMatchObject({ kind: 'passphrase', locked: true, fileExists: true });
    await next.unlock('passphrase');
    expect(next.state()).toMatchObject({ kind: 'passphrase', locked: false });
    await next.close();
  });

  it('stays where a person has put it when the keychain answers late', async () => {
    keychain.behave({ kind: 'hangs' });
    const vault = await start({ probeMs: 30 });
    vault.useMemory();
    keychain.behave({ kind: 'works' });
    // Each call of ours is answered after those of the probe that came before it.
    for (let turn = 0; turn < 20; turn += 1) await keychain.getPassword('any', 'entry');
    expect(keychain.entries.size).toBe(0);
    expect(vault.state().kind).toBe('memory');
  });

  it('keeps to the kind that PEREZVON_VAULT forces', async () => {
    const memory = await start({ environment: { PEREZVON_VAULT: 'memory' } });
    expect(memory.state().kind).toBe('memory');
    const passphrase = await start({ environment: { PEREZVON_VAULT: 'passphrase' } });
    expect(passphrase.state()).toMatchObject({ kind: 'passphrase', locked: true, fileExists: false });
    expect(() => passphrase.useMemory()).toThrow('PEREZVON_VAULT');
    await passphrase.unlock('passphrase');
    expect(passphrase.state()).toMatchObject({ kind: 'passphrase', locked: false, fileExists: true });
    expect(keychain.entries.size).toBe(0);

    noKeychain();
    const forced = await start({ environment: { PEREZVON_VAULT: 'keychain' } });
    expect(forced.state()).toMatchObject({ kind: 'none', locked: true });
    await expect(forced.unlock('passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    expect(() => forced.useMemory()).toThrow('PEREZVON_VAULT');
    await expect(start({ environment: { PEREZVON_VAULT: 'plaintext' } })).rejects.toMatchObject({
      code: 'VAULT_FAILED',
    });
  });

  it('finishes a write before it closes, and takes none after', async () => {
    const vault = await start();
    const written = vault.write('account:1', { token: 'secret' });
    await vault.close();
    await written;
    await expect(vault.write('account:1', { token: 'late' })).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    expect(await (await start()).read('account:1')).toEqual({ token: 'secret' });
  });
});
