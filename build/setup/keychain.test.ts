import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runQuietly } from './commands.mjs';
import { ensureKeychainBinaries } from './keychain.mjs';

const version = '2.1.2';
const name = '@napi-rs/keyring-win32-arm64-msvc';
const target = { platform: 'win32', arch: 'arm64' } as const;

/** npm's own commands against a registry of this machine, which has one package. */
describe('the keychain’s binary of another machine', () => {
  let scratch: string;
  let modules: string;
  let registry: Server;
  let archive: Buffer;
  let asked: string[];

  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'perezvon-keychain-'));
    modules = join(scratch, 'node_modules');
    await mkdir(modules);
    await mkdir(join(scratch, 'package'));
    await writeFile(join(scratch, 'package/package.json'), JSON.stringify({ name, version }));
    await writeFile(join(scratch, 'package/keyring.win32-arm64-msvc.node'), 'binary');
    await runQuietly('tar', ['-czf', 'made.tgz', 'package'], { cwd: scratch });
    archive = await readFile(join(scratch, 'made.tgz'));
    asked = [];
    registry = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.endsWith('.tgz')) return void response.end(archive);
      const tarball = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/made.tgz`;
      const dist = { tarball, integrity: integrityOf(archive) };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ name, 'dist-tags': {}, versions: { [version]: { name, version, dist } } }));
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    // As a person names another registry; that of this machine is nobody's business here.
    vi.stubEnv('npm_config_registry', `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`);
    vi.stubEnv('npm_config_cache', join(scratch, 'cache'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    registry.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const integrityOf = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const locked = (integrity = integrityOf(archive)) => ({ [`node_modules/${name}`]: { version, integrity } });

  it('is fetched once, in the version of the lock file, and leaves nothing else', async () => {
    await ensureKeychainBinaries([target], { modules, locked: locked() });
    expect(await readFile(join(modules, name, 'keyring.win32-arm64-msvc.node'), 'utf8')).toBe('binary');
    expect(await readdir(join(modules, '.cache'))).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    asked = [];
    await ensureKeychainBinaries([target], { modules, locked: locked() });
    expect(asked).toEqual([]);
  });

  it('takes the place of one of another version', async () => {
    await mkdir(join(modules, name), { recursive: true });
    await writeFile(join(modules, name, 'package.json'), JSON.stringify({ name, version: '2.0.0' }));
    await writeFile(join(modules, name, 'keyring.win32-arm64-msvc.node'), 'of yesterday');
    await ensureKeychainBinaries([target], { modules, locked: locked() });
    expect(await readFile(join(modules, name, 'keyring.win32-arm64-msvc.node'), 'utf8')).toBe('binary');
  });

  it('is thrown away when it is not what the lock file names, though the registry vouches for it', async () => {
    const other = locked(integrityOf(Buffer.from('the real one')));
    await expect(ensureKeychainBinaries([target], { modules, locked: other })).rejects.toThrow('thrown away');
    expect(existsSync(join(modules, name))).toBe(false);
    expect(await readdir(join(modules, '.cache'))).toEqual([]);
  });

  it('is said not to be there for a machine that has none', async () => {
    await expect(ensureKeychainBinaries([target], { modules, locked: {} })).rejects.toThrow('no binary for win32');
  });

  it('says that the registry cannot be reached', async () => {
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/');
    vi.stubEnv('npm_config_fetch_retries', '0');
    await expect(ensureKeychainBinaries([target], { modules, locked: locked() })).rejects.toThrow('could not reach');
  });
});
