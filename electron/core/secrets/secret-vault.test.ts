import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

const start = (
  options: {
    environment?: Record<string, string>;
    directory?: string;
    probeMs?: number;
    callMs?: number;
    passphraseCost?: number;
  } = {},
) =>
  createSecretVault({
    dataDirectory: options.directory ?? dataDirectory,
    keychain,
    logger: silentLogger,
    clock: createSystemClock(),
    environment: options.environment ?? {},
    limits: {
      probeMs: options.probeMs ?? 5_000,
      callMs: options.callMs ?? 5_000,
      lockedMs: 5,
      passphraseCost: options.passphraseCost ?? 2 ** 10,
    },
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

  it('asks its owner again when they wish, and says what came of it: refused, opened, or no answer yet', async () => {
    keychain.behave({ kind: 'locked' });
    const refused = await start();
    const asked = keychain.calls();
    expect(await refused.askKeychain()).toBe('refused');
    expect(keychain.calls()).toBe(asked + 1);
    expect(refused.state()).toMatchObject({ kind: 'keychain', locked: true });
    await refused.close();

    // Its window is open, and stays open: asked for by the start and twice more it is still one.
    keychain.behave({ kind: 'hangs', isLocked: true });
    const vault = await start({ probeMs: 30, callMs: 30 });
    expect(await Promise.all([vault.askKeychain(), vault.askKeychain()])).toEqual(['none', 'none']);
    expect(keychain.calls()).toBe(asked + 2);
    await expect.poll(() => vault.state().kind).toBe('keychain');
    expect(vault.state()).toMatchObject({ kind: 'keychain', locked: true });
    const changed = new Promise<void>((resolve) => vault.onChange(resolve));
    keychain.behave({ kind: 'works' });
    await changed;
    expect(vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
    expect(await vault.askKeychain()).toBe('open');
    await vault.close();
  });

  it('asks the keychain again where there was none, and takes it when it answers', async () => {
    noKeychain();
    const vault = await start();
    expect(await vault.askKeychain()).toBe('refused');
    keychain.behave({ kind: 'works' });
    expect(await vault.askKeychain()).toBe('open');
    expect(vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
    await vault.close();

    keychain.behave({ kind: 'locked' });
    const memory = await start();
    memory.useMemory();
    await expect(memory.askKeychain()).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    await memory.close();
    const forced = await start({ environment: { PEREZVON_VAULT: 'passphrase' } });
    await expect(forced.askKeychain()).rejects.toThrow('PEREZVON_VAULT');
  });

  describe('with a file that was made while the keychain did not answer', () => {
    beforeEach(async () => {
      const before = await start();
      await before.write('account:1', { token: 'older' });
      await before.write('account:2', { token: 'of the keychain' });
      await before.close();
      noKeychain();
      const without = await start();
      await without.unlock('passphrase');
      await without.write('account:1', { token: 'newer' });
      await without.write('account:3', { token: 'of the file' });
      await without.close();
      keychain.behave({ kind: 'works' });
    });

    const expectMoved = async () => {
      expect(await readdir(dataDirectory)).toEqual([]);
      const later = await start();
      expect(later.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
      expect(await later.read('account:1')).toEqual({ token: 'newer' });
      expect(await later.read('account:2')).toEqual({ token: 'of the keychain' });
      expect(await later.read('account:3')).toEqual({ token: 'of the file' });
      await later.close();
    };

    it('asks for its passphrase, and takes all of it to the keychain that answers again', async () => {
      const vault = await start();
      expect(vault.state()).toEqual({ kind: 'passphrase', locked: true, fileExists: true });
      await expect(vault.read('account:3')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
      await expect(vault.unlock('wrong')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
      await vault.unlock('passphrase');
      expect(vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
      await vault.close();
      await expectMoved();
    });

    it('takes it there as well when the keychain answers after the start', async () => {
      keychain.behave({ kind: 'hangs' });
      const vault = await start({ probeMs: 30 });
      expect(vault.state()).toMatchObject({ kind: 'passphrase', locked: true, fileExists: true });
      expect(vault.state().keychainProblem).toContain('did not answer');
      const changed = new Promise<void>((resolve) => vault.onChange(resolve));
      keychain.behave({ kind: 'works' });
      await changed;
      expect(vault.state()).toEqual({ kind: 'passphrase', locked: true, fileExists: true });
      await vault.unlock('passphrase');
      await vault.close();
      await expectMoved();
    });

    it('stays on the file where the keychain does not take it all, and begins anew at the next start', async () => {
      const vault = await start();
      noKeychain();
      await vault.unlock('passphrase');
      expect(vault.state()).toMatchObject({ kind: 'passphrase', locked: false, fileExists: true });
      expect(vault.state().keychainProblem).toContain('no Secret Service here');
      expect(await vault.read('account:3')).toEqual({ token: 'of the file' });
      await vault.close();
      keychain.behave({ kind: 'works' });
      const next = await start();
      await next.unlock('passphrase');
      await next.close();
      await expectMoved();
    });

    it('takes out of the keychain as well what was deleted meanwhile, from the file or from memory before it', async () => {
      noKeychain();
      const meanwhile = await start();
      meanwhile.useMemory();
      await meanwhile.delete('account:2');
      await meanwhile.unlock('passphrase');
      await meanwhile.delete('account:1');
      expect(await meanwhile.read('account:1')).toBeUndefined();
      expect(await meanwhile.read('account:2')).toBeUndefined();
      await meanwhile.close();

      keychain.behave({ kind: 'works' });
      const vault = await start();
      await vault.unlock('passphrase');
      expect(vault.state().kind).toBe('keychain');
      expect(await vault.read('account:1')).toBeUndefined();
      expect(await vault.read('account:2')).toBeUndefined();
      await vault.delete('account:3');
      expect(keychain.entries.size).toBe(0);
    });

    it('goes on without it, where nobody knows its passphrase any more, and keeps it under another name', async () => {
      const content = await readFile(join(dataDirectory, 'secrets.vault'), 'utf8');
      const vault = await start();
      await vault.leaveFile();
      expect(vault.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
      expect(await vault.read('account:2')).toEqual({ token: 'of the keychain' });
      expect(await vault.read('account:3')).toBeUndefined();
      await vault.close();
      const [name = '', ...others] = await readdir(dataDirectory);
      expect(others).toEqual([]);
      expect(name).toMatch(/^secrets\.vault\.unopened-\d+$/);
      expect(await readFile(join(dataDirectory, name), 'utf8')).toBe(content);
      expect((await start()).state().kind).toBe('keychain');
    });

    it.skipIf(process.platform === 'win32')(
      'is put aside once where its folder cannot be synced, and asked for no more',
      async () => {
        const folder = await open(dataDirectory);
        const sync = vi.spyOn(Object.getPrototypeOf(folder) as typeof folder, 'sync');
        await folder.close();
        const vault = await start({ environment: { PEREZVON_VAULT: 'keychain' } });
        sync.mockRejectedValueOnce(new Error('EIO: i/o error, fsync'));
        await expect(vault.write('account:1', { token: 'newest' })).rejects.toMatchObject({ code: 'VAULT_FAILED' });
        await vault.write('account:1', { token: 'newest' });
        expect(await vault.read('account:1')).toEqual({ token: 'newest' });
        await vault.close();
        sync.mockRestore();
      },
    );

    it('puts it aside at the first change that PEREZVON_VAULT makes to the keychain, which is newer from then on', async () => {
      const environment = { PEREZVON_VAULT: 'keychain' };
      const looked = await start({ environment });
      expect(looked.state()).toEqual({ kind: 'keychain', locked: false, fileExists: true });
      expect(await looked.read('account:1')).toEqual({ token: 'older' });
      await looked.close();
      expect(await readdir(dataDirectory)).toEqual(['secrets.vault']);

      const forced = await start({ environment });
      await Promise.all([forced.write('account:1', { token: 'newest' }), forced.delete('account:2')]);
      expect(forced.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
      await forced.close();
      expect(await readdir(dataDirectory)).toEqual([expect.stringMatching(/^secrets\.vault\.unopened-\d+$/)]);

      const later = await start();
      expect(later.state()).toEqual({ kind: 'keychain', locked: false, fileExists: false });
      expect(await later.read('account:1')).toEqual({ token: 'newest' });
      expect(await later.read('account:2')).toBeUndefined();
      await later.close();
    });

    it('leaves it for no keychain that does not answer', async () => {
      noKeychain();
      const vault = await start();
      await expect(vault.leaveFile()).rejects.toMatchObject({ code: 'VAULT_FAILED' });
      expect(vault.state()).toMatchObject({ kind: 'passphrase', locked: true, fileExists: true });
    });
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

  it('makes a file to its end when the keychain answers meanwhile, and shows no other place before', async () => {
    keychain.behave({ kind: 'hangs' });
    const vault = await start({ probeMs: 30, passphraseCost: 2 ** 15 });
    const places: string[] = [];
    vault.onChange(() => places.push(vault.state().kind));
    const unlocked = vault.unlock('passphrase');
    keychain.behave({ kind: 'works' });
    await unlocked;
    expect(places).toEqual(['passphrase']);
    await vault.write('account:1', { token: 'secret' });
    await vault.close();
    const next = await start();
    await next.unlock('passphrase');
    expect(next.state().kind).toBe('keychain');
    expect(await next.read('account:1')).toEqual({ token: 'secret' });
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
