import { expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import type { DesktopNotifier } from '../notifications/notifier.ts';
import { createDialling } from './dialling.ts';

function create() {
  const { electron, world } = createElectronDouble({ platform: 'linux', openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const mainWindow = { show: vi.fn<() => void>(), dial: vi.fn<(number: string) => void>() };
  const tell = vi.fn<DesktopNotifier['tell']>();
  const dialling = createDialling({
    electron,
    platform: 'linux',
    logger: silentLogger,
    mainWindow,
    tell,
    takeFocus: undefined,
    language: () => 'en',
  });
  return { dialling, mainWindow, tell, world };
}

it('shows a number in the dial box, and says of what is none that it is none', () => {
  const { dialling, mainWindow, tell } = create();
  dialling.dial({ kind: 'dial', number: '+79161000232' });
  expect(mainWindow.dial).toHaveBeenCalledExactlyOnceWith('+79161000232');
  dialling.dial({ kind: 'rejected', why: 'no-number' });
  expect(mainWindow.show).toHaveBeenCalledOnce();
  expect(tell).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ tag: 'no-number' }));
  tell.mock.calls[0]?.[0].onClick();
  expect(mainWindow.dial).toHaveBeenLastCalledWith('');
});

it('dials by the hotkey, and says once that another program has it', async () => {
  const { dialling, mainWindow, tell, world } = create();
  world.takenShortcuts.add('F8');
  for (let word = 0; word < 3; word += 1) dialling.setHotkey('F8');
  expect(tell).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ tag: 'hotkey' }));
  dialling.setHotkey('F9');
  world.clipboard.text = '8 (916) 100-02-32';
  world.shortcuts.get('F9')?.();
  await vi.waitFor(() => expect(mainWindow.dial).toHaveBeenCalledExactlyOnceWith('89161000232'));
  dialling.close();
  expect(world.shortcuts.size).toBe(0);
});
