import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkSchemes } from '../../shared/domain/deep-link.ts';
import { packDebian, root } from './pack.ts';

const desktopName = 'app.perezvon.Perezvon';
const dpkg = (...args: string[]) => execFileSync('dpkg-deb', args, { encoding: 'utf8' });

/** The packager's own staging, put together by `dpkg-deb` in place of `fpm`, with a stub in Electron's place. */
describe.skipIf(!existsSync('/usr/bin/dpkg-deb') || process.arch !== 'x64')('the Debian package', () => {
  let scratch: string;
  let deb: string;
  let inside: string;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'perezvon-debian-'));
    deb = await packDebian({ project: root, scratch });
    inside = join(scratch, 'inside');
    dpkg('--raw-extract', deb, inside);
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('names itself, and what it needs of the system', () => {
    const field = (name: string) => dpkg('--field', deb, name).trim();
    expect(field('Package')).toBe('perezvon');
    expect(field('Architecture')).toBe('amd64');
    // Notifications and the keychain are other people's libraries; an icon in GNOME's bar is nice to have.
    expect(field('Depends').split(', ')).toEqual(expect.arrayContaining(['libnotify4', 'libsecret-1-0', 'xdg-utils']));
    expect(field('Recommends')).toContain('libappindicator3-1');
  });

  it('is listed for links, and its windows belong to its entry', async () => {
    const folder = join(inside, 'usr/share/applications');
    expect(await readdir(folder)).toEqual([`${desktopName}.desktop`]);
    const entry = await readFile(join(folder, `${desktopName}.desktop`), 'utf8');
    const fields = new Map([...entry.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
    expect(fields.get('StartupWMClass')).toBe(desktopName);
    expect(fields.get('Exec')).toBe('/opt/Perezvon/perezvon %U');
    expect(fields.get('MimeType')).toBe(linkSchemes.map((scheme) => `x-scheme-handler/${scheme};`).join(''));
    expect(fields.get('Icon')).toBe('perezvon');
    const icons = await readdir(join(inside, 'usr/share/icons/hicolor'), { recursive: true });
    expect(icons.filter((name) => name.endsWith('apps/perezvon.png')).length).toBeGreaterThanOrEqual(5);
  });

  it('brings the program to /opt, and the sandbox to work where the kernel leaves it no other way', async () => {
    const program = join(inside, 'opt/Perezvon');
    expect(await readdir(join(program, 'resources'))).toEqual(
      expect.arrayContaining(['app.asar', 'app.asar.unpacked', 'apparmor-profile']),
    );
    const script = await readFile(join(inside, 'DEBIAN/postinst'), 'utf8');
    expect(script).toContain("chmod 4755 '/opt/Perezvon/chrome-sandbox'");
    expect(script).toContain("'/usr/bin/perezvon'");
    expect(script).toContain('update-desktop-database');
    // What it made, it takes away.
    expect(await readFile(join(inside, 'DEBIAN/postrm'), 'utf8')).toContain('/usr/bin/perezvon');
  });

  it('is what dpkg can install', () => {
    // As far as it goes without being root's business: names, conflicts and scripts are read, nothing is written.
    const admin = join(scratch, 'dpkg');
    execFileSync('mkdir', ['-p', join(admin, 'updates'), join(admin, 'info')]);
    execFileSync('touch', [join(admin, 'status'), join(admin, 'available')]);
    const out = execFileSync('dpkg', [`--admindir=${admin}`, '--force-depends', '--dry-run', '--install', deb], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(out).toContain('Selecting previously unselected package perezvon');
  });
});
