import { expect, it } from 'vitest';
import { createBlankPages } from '../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../test/desktop/double/electron.ts';
import { describeSystem } from './system-links.ts';

async function describe(platform: NodeJS.Platform, showsTray: boolean, handled: string[] = []) {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  world.handled = new Set(handled);
  world.proxy = 'PROXY proxy.example:3128';
  const trayHost = { isThere: () => showsTray, refresh: async () => {} };
  const links = await describeSystem({ ...electron, trayHost, platform });
  return Object.fromEntries(links.map(({ link, finding, detail }) => [link, detail ?? finding]));
}

it('says what the system answers', async () => {
  expect(await describe('linux', false)).toEqual({
    notifications: 'fine',
    tray: 'tray-hidden',
    'tel-links': 'other-program',
    proxy: 'PROXY proxy.example:3128',
  });
  expect(await describe('darwin', true, ['tel'])).toMatchObject({ tray: 'fine', 'tel-links': 'fine' });
});

it('does not take its own entry in the registry of Windows for the choice of the user', async () => {
  expect(await describe('win32', true, ['tel'])).not.toHaveProperty('tel-links');
});
