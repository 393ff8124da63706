import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selfCheckWords } from '../../../shared/words/self-check.ts';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { failed, ok } from '../../core/self-check/check.ts';
import { createLoginItem, type LoginItem } from '../login/login-item.ts';
import { windowingSystem } from '../system/windowing-system.ts';
import { trayIconFiles } from '../tray/tray.ts';
import { checkHotkey } from './hotkey.ts';
import { checkLoginItem, probeEntry } from './login-item.ts';
import { checkNotification } from './notification.ts';
import { checkSandbox, readSeccompFilters } from './sandbox.ts';
import { checkTrayHost, checkTrayImages } from './tray.ts';
import { checkWindowing } from './windowing.ts';

const words = selfCheckWords('en');
/** Linux since 5.9. */
const kernelTells = (await readSeccompFilters(process.pid)) !== undefined;

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'perezvon-system-checks-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function create(platform: NodeJS.Platform = 'linux') {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  return { electron, world, app: electron.app };
}

describe('the system of windows', () => {
  it('is what Chromium has picked, and the platform where there is no choice', () => {
    const { app, world } = create();
    expect(windowingSystem(app, 'linux')).toBe('x11');
    expect(windowingSystem(app, 'win32')).toBe('win32');
    world.switches.clear();
    expect(windowingSystem(app, 'linux')).toBeUndefined();
  });

  it('is told with its session, and is unknown where it is', () => {
    const environment = { XDG_SESSION_TYPE: 'wayland', XDG_CURRENT_DESKTOP: 'GNOME' };
    expect(checkWindowing('x11', environment, words)).toEqual(
      ok({ windowing: 'x11', session: 'wayland', desktop: 'GNOME' }),
    );
    expect(checkWindowing('x11', {}, words)).toEqual(ok({ windowing: 'x11' }));
    expect(checkWindowing(undefined, {}, words).status).toBe('skipped');
  });
});

describe('the sandbox', () => {
  const check = (platform: NodeJS.Platform, filters: Record<number, number> = {}) => {
    const made = create(platform);
    new made.electron.BrowserWindow();
    const filtersOf = async (pid: number) => filters[pid];
    return { ...made, run: () => checkSandbox({ app: made.app, platform, filtersOf, words }) };
  };

  it.each(['win32', 'darwin'] as const)('holds every page, as Electron says on %s', async (platform) => {
    const { run, world } = check(platform);
    expect(await run()).toEqual(ok({ pages: 1 }));
    world.app.pagesAreSandboxed = false;
    expect(await run()).toEqual(failed(words.noSandbox('0')));
  });

  it('holds every page, as the kernel says on Linux, where a container filters both', async () => {
    expect(await check('linux', { [process.pid]: 1, 0: 3 }).run()).toEqual(ok({ pages: 1 }));
    expect(await check('linux', { [process.pid]: 1, 0: 1 }).run()).toEqual(failed(words.noSandbox('0')));
    expect(await check('linux').run()).toEqual({ status: 'skipped', reason: words.sandboxUnknown() });
  });

  // A process that stands for a page and is this one, as where Chromium was let run without its sandbox.
  it.skipIf(!kernelTells)('has failed where the kernel puts no more on a page than on us', async () => {
    const app = { getAppMetrics: () => [{ type: 'Tab', pid: process.pid }] as Electron.ProcessMetric[] };
    expect(await checkSandbox({ app, platform: 'linux', filtersOf: readSeccompFilters, words })).toEqual(
      failed(words.noSandbox(`${process.pid}`)),
    );
  });
});

describe('the tray', () => {
  it.each(['win32', 'darwin', 'linux'] as const)('has all its images on %s, and has failed without one', (platform) => {
    const { electron } = create(platform);
    const files = trayIconFiles(platform);
    for (const file of files) writeFileSync(join(scratch, file), 'an image');
    const check = () => checkTrayImages({ electron, platform, icons: scratch, words });
    expect(check()).toEqual(ok({ images: 5 }));
    const [offline = '', missed = ''] = files;
    rmSync(join(scratch, offline));
    writeFileSync(join(scratch, missed), '');
    expect(check()).toEqual(failed(words.emptyImages(`${offline}, ${missed}`)));
  });

  it('is not missed where nobody shows it', async () => {
    const host = (there: boolean) => ({ isThere: () => there, refresh: async () => {} });
    expect(await checkTrayHost(host(true), words)).toEqual(ok());
    expect(await checkTrayHost(host(false), words)).toEqual({ status: 'skipped', reason: words.noTrayHost() });
  });
});

describe('a notification', () => {
  const allowed = async () => ({ status: 'ok', finding: 'fine' }) as const;

  it.each(['win32', 'darwin', 'linux'] as const)(
    'is shown without a sound, and taken back, on %s',
    async (platform) => {
      const { electron, world } = create(platform);
      expect(await checkNotification({ electron, permission: allowed, words })).toEqual(ok());
      const [shown] = world.shown.map((held) => held.deref());
      expect(shown).toMatchObject({ visible: false, options: { silent: true } });
    },
  );

  it('has failed where the system refuses it', async () => {
    const { electron, world } = create('darwin');
    world.notifications = 'refused';
    expect(await checkNotification({ electron, permission: allowed, words })).toEqual(
      failed(words.notificationFailed('not allowed')),
    );
  });

  it.each([
    ['no-server', words.noNotificationServer()],
    ['permission-denied', words.notificationsForbidden()],
  ] as const)('is not tried where it would be seen by nobody (%s)', async (finding, reason) => {
    const { electron, world } = create();
    const permission = async () => ({ status: 'failed', finding }) as const;
    expect(await checkNotification({ electron, permission, words })).toEqual({ status: 'skipped', reason });
    expect(world.shown).toEqual([]);
  });
});

describe('keys for the whole system', () => {
  it('are taken and given back', () => {
    const { electron, world } = create();
    expect(checkHotkey({ electron, windowing: 'x11', words })).toEqual(ok());
    expect(world.shortcuts.size).toBe(0);
  });

  it('have failed where another program has them, where nothing comes of it, and where they stay', () => {
    const { electron, world } = create();
    const keys = 'CommandOrControl+Alt+Shift+F11';
    world.takenShortcuts.add(keys);
    expect(checkHotkey({ electron, windowing: 'x11', words })).toEqual(failed(words.hotkeyRefused(keys)));
    const broken = (isRegistered: boolean) =>
      ({ register: () => true, unregister() {}, isRegistered: () => isRegistered }) as never;
    expect(checkHotkey({ electron: { globalShortcut: broken(false) }, windowing: 'x11', words })).toEqual(
      failed(words.hotkeyRefused(keys)),
    );
    expect(checkHotkey({ electron: { globalShortcut: broken(true) }, windowing: 'x11', words })).toEqual(
      failed(words.hotkeyKept(keys)),
    );
  });

  it('are not asked for where the system would ask a person', () => {
    const { electron, world } = create();
    expect(checkHotkey({ electron, windowing: 'wayland', words }).status).toBe('skipped');
    expect(world.shortcuts.size).toBe(0);
  });
});

describe('what starts at login', () => {
  function createItems(platform: NodeJS.Platform) {
    const { app, world } = create(platform);
    const autostart = join(scratch, 'config/autostart');
    const options = { app, platform, program: '/opt/Perezvon/perezvon', autostart };
    const item = createLoginItem({ ...options, entry: probeEntry });
    const check = (broken: Partial<LoginItem> = {}) =>
      checkLoginItem({ item: { ...item, ...broken }, platform, autostart, words });
    return { world, autostart, own: createLoginItem(options), item, check };
  }

  it.each(['win32', 'linux'] as const)('gets an entry of its own and loses it, on %s', async (platform) => {
    const { own, item, check } = createItems(platform);
    expect(await check()).toEqual(ok());
    expect({ own: await own.isOn(), probe: await item.isOn() }).toEqual({ own: false, probe: false });
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('is left to the user on Linux, byte by byte', async () => {
    const { own, autostart, check } = createItems('linux');
    await own.set(true);
    expect(await check()).toEqual(ok());
    expect(await own.isOn()).toBe(true);
    expect(readdirSync(autostart)).toEqual(['perezvon.desktop']);
  });

  it.each([true, false])('is restored on macOS, which knows no other entry (%s)', async (was) => {
    const { own, check } = createItems('darwin');
    await own.set(was);
    expect(await check()).toEqual(ok());
    expect(await own.isOn()).toBe(was);
  });

  it('has failed where the system keeps nothing, or keeps what was removed, and where the folder cannot be made', async () => {
    const { check } = createItems('win32');
    expect(await check({ set: async () => {} })).toEqual(failed(words.loginItemNotKept()));
    expect(await check({ isOn: async () => true })).toEqual(failed(words.loginItemNotRemoved()));
    const linux = createItems('linux');
    writeFileSync(join(scratch, 'config'), 'a file');
    await expect(linux.check()).rejects.toThrow('ENOTDIR');
  });

  it('leaves a folder that somebody else has begun to use', async () => {
    const { autostart, item, check } = createItems('linux');
    const set = async (on: boolean) => {
      await item.set(on);
      mkdirSync(join(autostart, 'other'), { recursive: true });
    };
    expect(await check({ set })).toEqual(ok());
    expect(existsSync(join(autostart, 'other'))).toBe(true);
  });
});
