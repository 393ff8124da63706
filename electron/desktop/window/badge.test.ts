import { expect, it } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { createBadge } from './badge.ts';

function put(platform: NodeJS.Platform) {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  new electron.BrowserWindow();
  const [window] = world.windows;
  const badge = createBadge({ electron, platform, icons: '/icons', window: () => window });
  return { badge, world, window };
}

it.each(['darwin', 'linux'] as const)('is a number on %s', (platform) => {
  const { badge, world } = put(platform);
  badge.show(4, 'en');
  expect(world.app.badgeCount).toBe(4);
  badge.show(0, 'en');
  expect(world.app.badgeCount).toBe(0);
});

it('is a described mark on Windows', () => {
  const { badge, window } = put('win32');
  badge.show(1, 'en');
  expect(window?.overlay.description).toBe('1 missed caller');
  expect(window?.overlay.icon).not.toBeNull();
  badge.show(0, 'en');
  expect(window?.overlay).toEqual({ icon: null, description: '' });
});
