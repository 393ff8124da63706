import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPassphraseStore, openPassphraseStore } from './passphrase-store.ts';
import { createVaultKey, seal, unseal } from './sealed-file.ts';

const CHEAP = 2 ** 10;
let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perezvon-vault-'));
  path = join(directory, 'secrets.vault');
});
afterEach(() => rm(directory, { recursive: true }));

const create = (passphrase: string) => createPassphraseStore({ path, passphrase, groups: [], cost: CHEAP });

describe('passphrase store', () => {
  it('gives back what was written after it is opened again, whatever the names and secrets', async () => {
    const secrets = { access: 'т'.repeat(5000), refresh: '', ['__proto__']: 'own', '7': 'seven', 'a\u0000b': '🔔' };
    const store = await create('пароль, and more');
    await store.write('account:1', secrets);
    await store.write('account:2', { login: 'two' });
    await store.delete('account:2');

    const opened = await openPassphraseStore(path, 'пароль, and more');
    expect(await opened.read('account:1')).toEqual(secrets);
    expect(await opened.read('account:2')).toBeUndefined();
  });

  it('takes the same letters from different keyboards for the same passphrase', async () => {
    await create('пойдём, café'.normalize('NFC'));
    await expect(openPassphraseStore(path, 'пойдём, café'.normalize('NFD'))).resolves.toBeDefined();
  });

  it('writes nothing readable, for its owner only, and leaves no draft', async () => {
    const store = await create('passphrase');
    await store.write('account:visible-name', { token: 'visible-token' });
    const text = await readFile(path, 'utf8');
    for (const word of ['visible', 'token', 'passphrase']) {
      expect(text).not.toContain(word);
      expect(Buffer.from(text.split('\n')[1] ?? '', 'base64').includes(word)).toBe(false);
    }
    expect(await readdir(directory)).toEqual(['secrets.vault']);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('uses a new salt and nonce for every write, and one for the passphrase', async () => {
    const store = await create('passphrase');
    const headers = [];
    for (const token of ['same', 'same', 'same']) {
      await store.write('account:1', { token });
      headers.push(JSON.parse((await readFile(path, 'utf8')).split('\n')[0] ?? ''));
    }
    expect(new Set(headers.map((header) => header.cipher.salt)).size).toBe(3);
    expect(new Set(headers.map((header) => header.cipher.nonce)).size).toBe(3);
    expect(new Set(headers.map((header) => header.kdf.salt)).size).toBe(1);
  });

  it('makes a new vault file with a cost of at least 2^17', async () => {
    await createPassphraseStore({ path, passphrase: 'passphrase', groups: [['account:1', { token: 'kept' }]] });
    const header = JSON.parse((await readFile(path, 'utf8')).split('\n')[0] ?? '');
    expect(header.kdf.cost).toBeGreaterThanOrEqual(2 ** 17);
    expect(await (await openPassphraseStore(path, 'passphrase')).read('account:1')).toEqual({ token: 'kept' });
  });

  it('reads no file that is larger than any vault', async () => {
    await create('right');
    await truncate(path, 2 ** 31);
    await expect(openPassphraseStore(path, 'right')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
  });

  it('refuses a wrong passphrase and leaves the file as it is', async () => {
    await create('right');
    const before = await readFile(path);
    await expect(openPassphraseStore(path, 'wrong')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await readFile(path)).toEqual(before);
  });

  it('takes no changed byte for the real thing, and says that the file is damaged', async () => {
    const file = seal(await createVaultKey('passphrase', CHEAP), '["contents"]');
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 127 }), async (at, flip) => {
        const changed = `${file.slice(0, at)}${String.fromCharCode(file.charCodeAt(at) ^ flip)}${file.slice(at + 1)}`;
        await expect(unseal(changed, 'passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
        await expect(unseal(file.slice(0, at), 'passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
      }),
    );
  });

  it('does not let a forged header pass, though its checksum is right', async () => {
    const [header = '', sealed = ''] = seal(await createVaultKey('passphrase', CHEAP), '[]').split('\n');
    type Forged = { kdf: { cost: number; blockSize: number; parallelization: number }; version: number };
    const forge = (change: (header: Forged) => void) => {
      const parsed = JSON.parse(header);
      change(parsed);
      const body = `${JSON.stringify(parsed)}\n${sealed}\n`;
      return `${body}${createHash('sha256').update(body).digest('hex')}\n`;
    };
    const untouched = forge(() => undefined);
    expect((await unseal(untouched, 'passphrase')).contents).toBe('[]');
    // 2^30 would take a terabyte of memory before anything is known of the passphrase.
    for (const cost of [2 ** 30, 3000, 0, -1]) {
      const forged = forge((parsed) => {
        parsed.kdf.cost = cost;
      });
      await expect(unseal(forged, 'passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    }
    // As much memory by larger blocks, as much time by more of them.
    for (const kdf of [{ cost: 2 ** 19 }, { blockSize: 16 }, { parallelization: 4 }]) {
      const forged = forge((parsed) => void Object.assign(parsed.kdf, kdf));
      await expect(unseal(forged, 'passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    }
    const cheaper = forge((parsed) => {
      parsed.kdf.cost = CHEAP * 2;
    });
    await expect(unseal(cheaper, 'passphrase')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    const newer = forge((parsed) => {
      parsed.version = 2;
    });
    await expect(unseal(newer, 'passphrase')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
  });

  it('keeps the last written groups when a write fails, in memory and on disk', async () => {
    const store = await create('passphrase');
    await store.write('account:1', { token: 'old' });
    // A folder in the draft's place: the next write cannot begin.
    const draft = `${path}.new`;
    await rm(draft, { force: true });
    await mkdir(join(draft, 'in the way'), { recursive: true });
    await expect(store.write('account:1', { token: 'new' })).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    expect(await store.read('account:1')).toEqual({ token: 'old' });
    expect(await (await openPassphraseStore(path, 'passphrase')).read('account:1')).toEqual({ token: 'old' });
    await rm(draft, { recursive: true });
    await store.write('account:1', { token: 'new' });
    expect(await (await openPassphraseStore(path, 'passphrase')).read('account:1')).toEqual({ token: 'new' });
  });

  it.skipIf(process.platform === 'win32')('takes over a draft that a crash left, and follows no link', async () => {
    const store = await create('passphrase');
    const elsewhere = join(directory, 'elsewhere');
    await writeFile(elsewhere, 'not ours');
    await symlink(elsewhere, `${path}.new`);
    await chmod(path, 0o644);
    await store.write('account:1', { token: 'x' });
    expect(await readFile(elsewhere, 'utf8')).toBe('not ours');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('keeps every one of many writes at once', async () => {
    const store = await create('passphrase');
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.write(`account:${index}`, { token: `${index}` })));
    const opened = await openPassphraseStore(path, 'passphrase');
    for (let index = 0; index < 20; index += 1) {
      expect(await opened.read(`account:${index}`)).toEqual({ token: `${index}` });
    }
  });
});
