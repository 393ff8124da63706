import { describe, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../test/desktop/double/electron.ts';
import { createTrayIcon } from './tray.ts';

function put(platform: NodeJS.Platform) {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const open = vi.fn<() => void>();
  const quit = vi.fn<() => void>();
  const icon = createTrayIcon({ electron, platform, icons: '/icons', language: 'en', open, quit });
  const [tray] = world.trays;
  if (tray === undefined) throw new Error('no tray');
  return { icon, tray, world, open, quit };
}

const path = (image: unknown) => (image as { path: string }).path.replaceAll('\\', '/');

describe.each(['win32', 'darwin', 'linux'] as const)('the tray on %s', (platform) => {
  it('opens the window by a left click', () => {
    const { tray, open } = put(platform);
    tray.leftClick();
    expect(open).toHaveBeenCalledOnce();
  });

  it('has a menu that says how things stand', () => {
    const { icon, tray, world, open, quit } = put(platform);
    icon.show({ missed: 3, link: 'listening' }, 'en');
    tray.rightClick();
    expect(world.popup?.labels()).toEqual(['Open Perezvon', '-', 'listening', '3 missed callers', '-', 'Quit']);
    world.popup?.click('3 missed callers');
    expect(open).toHaveBeenCalledOnce();
    world.popup?.click('Quit');
    expect(quit).toHaveBeenCalledOnce();
  });

  it('shows missed calls and a lost connection', () => {
    const { icon, tray } = put(platform);
    icon.show({ missed: 2, link: 'listening' }, 'ru');
    expect(tray.toolTip).toBe('Perezvon: на линии, 2 пропущенных');
    expect(path(tray.image)).toMatch(/\/tray-missed/);
    icon.show({ missed: 2, link: 'offline' }, 'ru');
    expect(path(tray.image)).toMatch(/\/tray-offline/);
    icon.show({ missed: 0, link: 'listening' }, 'ru');
    expect(path(tray.image)).toMatch(/\/tray-normal/);
  });

  it('leaves', () => {
    const { icon, world } = put(platform);
    icon.close();
    expect(world.trays).toEqual([]);
  });
});

it('writes the count beside the icon where the system has room for it', () => {
  const { icon, tray } = put('darwin');
  icon.show({ missed: 3, link: 'listening' }, 'en');
  expect(tray.title).toBe('3');
  expect(path(tray.image)).toMatch(/Template\.png$/);
  icon.show({ missed: 0, link: 'listening' }, 'en');
  expect(tray.title).toBe('');
});
