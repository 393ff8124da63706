import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { autostartFolder, createLoginItem } from './login-item.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perezvon-login-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function create(platform: NodeJS.Platform, program = '/opt/Perezvon/perezvon') {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  const item = createLoginItem({ app: electron.app, platform, program, autostart: join(directory, 'autostart') });
  return { item, world };
}

describe.each(['win32', 'darwin', 'linux'] as const)('the login item on %s', (platform) => {
  it('is off until it is wanted, and off again', async () => {
    const { item } = create(platform);
    expect(await item.isOn()).toBe(false);
    await item.set(true);
    expect(await item.isOn()).toBe(true);
    await item.set(false);
    await item.set(false);
    expect(await item.isOn()).toBe(false);
  });
});

it('follows the Task Manager of Windows', async () => {
  const { item, world } = create('win32');
  await item.set(true);
  world.app.loginItemDisabled = true;
  expect(await item.isOn()).toBe(false);
});

describe('the autostart file', () => {
  const file = () => join(directory, 'autostart/perezvon.desktop');

  it('starts the program as it lies there, whatever its folder is called', async () => {
    await create('linux', '/opt/my "apps" $HOME `x` 50%\\/perezvon').item.set(true);
    const text = await readFile(file(), 'utf8');
    expect(text).toContain('Exec="/opt/my \\\\"apps\\\\" \\\\$HOME \\\\`x\\\\` 50%%\\\\\\\\/perezvon" --at-login\n');
    // A program that is gone is passed over. A value is a string of the file, and not a command line.
    expect(text).toContain('TryExec=/opt/my "apps" $HOME `x` 50%\\\\/perezvon\n');
    expect((await stat(file())).mode & 0o111).toBe(0);
    expect(existsSync(`${file()}.new`)).toBe(false);
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('counts as off with %s', async (line) => {
    const { item } = create('linux');
    await item.set(true);
    await writeFile(file(), `${await readFile(file(), 'utf8')}${line}\n`);
    expect(await item.isOn()).toBe(false);
    await item.set(true);
    expect(await item.isOn()).toBe(true);
  });

  it('follows a program that moved, and stays as the user has it otherwise', async () => {
    const before = create('linux', '/home/user/Perezvon-1.0.AppImage').item;
    const now = create('linux', '/home/user/Perezvon-1.1.AppImage').item;
    await now.renew();
    expect(existsSync(file())).toBe(false);
    await before.set(true);
    await now.renew();
    expect(await readFile(file(), 'utf8')).toContain('Exec="/home/user/Perezvon-1.1.AppImage" --at-login\n');
    const own = `${await readFile(file(), 'utf8')}X-Own=1\n`;
    await writeFile(file(), own);
    await now.renew();
    expect(await readFile(file(), 'utf8')).toBe(own);
    await writeFile(file(), 'Exec=/elsewhere\nHidden=true\n');
    await now.renew();
    expect(await now.isOn()).toBe(false);
  });

  it('lies where the session looks', () => {
    expect(autostartFolder({}, '/home/user')).toBe('/home/user/.config/autostart');
    expect(autostartFolder({ XDG_CONFIG_HOME: '/config' }, '/home/user')).toBe('/config/autostart');
  });
});
