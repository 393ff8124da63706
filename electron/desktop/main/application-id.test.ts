import { expect, it } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { applicationId, identify, toastActivator } from './application-id.ts';

const installed = { appUserModelId: applicationId, toastActivator };

/** Windows with an installed copy, and what its Start menu comes to when the program shows a toast. */
function shortcutsAfterToast({ isPackaged }: { isPackaged: boolean }) {
  const { electron, world } = createElectronDouble({ platform: 'win32', openPage: createBlankPages().openPage });
  world.startMenu.set('Perezvon.lnk', installed);
  world.app.isPackaged = isPackaged;
  identify(electron.app, 'win32');
  world.app.becomeReady();
  electron.Notification.isSupported();
  return Object.fromEntries(world.startMenu);
}

it('is that of the installer, whose shortcut stays the only one', () => {
  expect(shortcutsAfterToast({ isPackaged: true })).toEqual({ 'Perezvon.lnk': installed });
});

it('is another one from the sources: the shortcut of an installed copy goes on to start that', () => {
  const { 'Perezvon.lnk': kept, ...others } = shortcutsAfterToast({ isPackaged: false });
  expect(kept).toEqual(installed);
  expect(Object.values(others)).toEqual([
    { appUserModelId: expect.not.stringMatching(/^app\.perezvon\.desktop$/), toastActivator: undefined },
  ]);
});
