import { describe, expect, it, vi } from 'vitest';
import type { DeepLink } from '../../../shared/domain/deep-link.ts';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createHotkey } from './hotkey.ts';

const key = 'CommandOrControl+Alt+C';

function create(platform: NodeJS.Platform = 'win32', { isWayland = false } = {}) {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  if (isWayland) world.switches.set('ozone-platform', 'wayland');
  const window = new electron.BrowserWindow({ show: false });
  const takeFocus = isWayland ? async () => window.show() : undefined;
  const onPressed = vi.fn<(found: DeepLink) => void>();
  const hotkey = createHotkey({ electron, platform, onPressed, takeFocus, logger: silentLogger });
  const press = async (copied: string, selected = '') => {
    onPressed.mockClear();
    world.clipboard = { text: copied, selected };
    world.shortcuts.get(key)?.();
    await vi.waitFor(() => expect(onPressed).toHaveBeenCalledOnce());
    return onPressed.mock.calls[0]?.[0];
  };
  return { hotkey, world, press, onPressed };
}

describe('the hotkey', () => {
  it('finds the number that was copied, and leaves the clipboard as it is', async () => {
    const { hotkey, world, press } = create();
    expect(hotkey.set(key)).toBe(true);
    expect(await press('Anna: 8 (916) 100-02-32')).toEqual({ kind: 'dial', number: '+79161000232' });
    expect(world.clipboard.text).toBe('Anna: 8 (916) 100-02-32');
    expect(await press('no number')).toMatchObject({ kind: 'rejected' });
  });

  it('takes what is selected first, where a system tells that', async () => {
    const linux = create('linux');
    linux.hotkey.set(key);
    expect(await linux.press('+79161000232', '+79161000233')).toEqual({ kind: 'dial', number: '+79161000233' });
    expect(await linux.press('+79161000232', 'no number')).toEqual({ kind: 'dial', number: '+79161000232' });
    const windows = create('win32');
    windows.hotkey.set(key);
    expect(await windows.press('+79161000232', '+79161000233')).toEqual({ kind: 'dial', number: '+79161000232' });
  });

  it('is given back when it changes, is turned off and when the program ends', () => {
    const { hotkey, world } = create();
    hotkey.set(key);
    hotkey.set('F9');
    expect([...world.shortcuts.keys()]).toEqual(['F9']);
    hotkey.set('');
    expect(world.shortcuts.size).toBe(0);
    hotkey.set(key);
    hotkey.close();
    expect(world.shortcuts.size).toBe(0);
  });

  it('says when another program has it, or when it is no key', () => {
    const { hotkey, world } = create();
    world.takenShortcuts.add(key);
    expect(hotkey.set(key)).toBe(false);
    expect(hotkey.set('Nonsense+')).toBe(false);
    expect(hotkey.set('F9')).toBe(true);
  });

  it('reads what was copied only with the focus, where another window is told what was copied before (Wayland)', async () => {
    const { hotkey, world, press } = create('linux', { isWayland: true });
    world.staleClipboard = '+79161000299';
    hotkey.set(key);
    expect(await press('+79161000232')).toEqual({ kind: 'dial', number: '+79161000232' });
  });

  it('does nothing once it was given back, where the portal goes on to deliver it', async () => {
    const { hotkey, world, onPressed } = create('linux', { isWayland: true });
    hotkey.set(key);
    hotkey.set('F9');
    world.clipboard = { text: '+79161000232', selected: '' };
    // What was given back is delivered all the same.
    world.shortcuts.get(key)?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(onPressed).not.toHaveBeenCalled();
    world.shortcuts.get('F9')?.();
    await vi.waitFor(() => expect(onPressed).toHaveBeenCalledOnce());
  });
});
