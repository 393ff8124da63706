import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigningKey } from '../../../build/sign-feed.ts';
import { examineInstallation, type Installation } from './installation.ts';

const { publicKey, privateKey } = createSigningKey();
const feed = { url: 'https://updates.example/perezvon', publicKey };

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'perezvon-installation-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** Files below the scratch folder: their content, or what may be done with them. */
async function lay(files: Record<string, string | number>) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(scratch, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : '');
    if (typeof content === 'number') await chmod(path, content);
  }
}

async function examine(about: Partial<Installation> & { feed?: unknown } = {}) {
  const { feed: written = feed, ...installation } = about;
  await lay({ 'resources/update-feed.json': JSON.stringify(written) });
  const result = await examineInstallation({
    platform: 'linux',
    environment: {},
    isPackaged: true,
    program: join(scratch, 'perezvon'),
    resources: join(scratch, 'resources'),
    ...installation,
  });
  return 'obstacle' in result ? result.obstacle : result.kind;
}

describe('a copy of the program', () => {
  it('that runs from the sources is not replaced', async () => {
    expect(await examine({ isPackaged: false })).toBe('from-source');
  });

  it('that was built without a feed is not replaced', async () => {
    await lay({ 'Perezvon.AppImage': 0o755 });
    const environment = { APPIMAGE: join(scratch, 'Perezvon.AppImage') };
    const resources = join(scratch, 'nothing');
    expect(await examine({ environment, resources })).toBe('no-feed');
  });

  it.each([
    ['plain http', { ...feed, url: 'http://updates.example/' }],
    ['no address', { ...feed, url: 'updates' }],
    ['no key', { url: feed.url }],
    ['a key of another kind', { ...feed, publicKey: 'AAAA' }],
    ['the private key', { ...feed, publicKey: privateKey }],
    ['nothing', null],
  ])('whose feed is %s has none', async (_what, written) => {
    await lay({ 'resources/package-type': 'deb' });
    expect(await examine({ feed: written })).toBe('no-feed');
  });

  it('that is an AppImage is replaced where its folder allows it', async () => {
    await lay({ 'Perezvon.AppImage': 0o755, 'resources/package-type': 'deb' });
    expect(await examine({ environment: { APPIMAGE: join(scratch, 'Perezvon.AppImage') } })).toBe('AppImage');
    expect(await examine({ environment: { APPIMAGE: join(scratch, 'moved.AppImage') } })).toBe('read-only');
    expect(await examine({ environment: { APPIMAGE: 'Perezvon.AppImage' } })).toBe('read-only');
  });

  it('that is a deb needs a way to ask for the administrator’s password', async () => {
    await lay({ 'resources/package-type': 'deb\n', 'bin/dpkg': 0o755, 'bin/pkexec': 0o644, 'other/pkexec': 0o755 });
    const bin = join(scratch, 'bin');
    expect(await examine({ environment: { PATH: bin } })).toBe('no-installer');
    expect(await examine({ environment: { PATH: `${bin}:${join(scratch, 'other')}` } })).toBe('deb');
    expect(await examine({ environment: {} })).toBe('no-installer');
  });

  it('that was unpacked by hand is not replaced', async () => {
    expect(await examine()).toBe('other-package');
    expect(await examine({ platform: 'win32', program: join(scratch, 'Perezvon.exe') })).toBe('other-package');
    await lay({ 'Uninstall Perezvon.exe': '' });
    expect(await examine({ platform: 'win32', program: join(scratch, 'Perezvon.exe') })).toBe('nsis');
    await lay({ 'resources/package-type': 'rpm' });
    expect(await examine()).toBe('other-package');
  });

  it('of macOS is replaced neither unsigned nor from where it is only shown', async () => {
    const bundled = (folder: string) => join(folder, 'Perezvon.app/Contents/MacOS/Perezvon');
    const mac = (folder: string) => examine({ platform: 'darwin', program: bundled(folder) });
    await lay({ 'Perezvon.app/Contents/MacOS/Perezvon': 0o755 });
    // Where there is no `codesign`, nobody has signed it either.
    expect(await mac(scratch)).toBe('unsigned');
    expect(await mac('/private/var/folders/x/AppTranslocation/7D0B/d')).toBe('read-only');
    expect(await examine({ platform: 'darwin', program: join(scratch, 'electron') })).toBe('other-package');
  });
});
