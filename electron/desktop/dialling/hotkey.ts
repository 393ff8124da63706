import type { Clipboard } from 'electron';
import { type DeepLink, findNumber } from '../../../shared/domain/deep-link.ts';
import type { Logger } from '../../core/ports.ts';
import type { ElectronParts } from '../electron-parts.ts';

/** One key for the whole system: what is selected or copied goes into the dial box. */
export interface Hotkey {
  /** An accelerator of Electron, or empty for none. False when another program has it. */
  set(accelerator: string): boolean;
  close(): void;
}

export interface HotkeyOptions {
  electron: ElectronParts<'globalShortcut' | 'clipboard'>;
  platform: NodeJS.Platform;
  logger: Logger;
  /** Where the clipboard tells a window without the focus what it was, and not what it is (Wayland). */
  takeFocus: (() => Promise<void>) | undefined;
  /** Called with what was found; what is no number is for the caller to say. */
  onPressed(found: DeepLink): void;
}

export function createHotkey(options: HotkeyOptions): Hotkey {
  const { electron, platform, logger } = options;
  let held = '';

  /** Nothing is written, so there is nothing to put back. */
  async function read(): Promise<DeepLink> {
    await options.takeFocus?.();
    // Linux alone knows what is selected anywhere without a copy being made of it; elsewhere there is no such thing.
    const places: Clipboard[] =
      platform === 'linux' ? [electron.clipboard.selection, electron.clipboard] : [electron.clipboard];
    let found: DeepLink = { kind: 'rejected', why: 'no-number' };
    for (const place of places) {
      found = findNumber(await place.readText());
      if (found.kind === 'dial') return found;
    }
    return found;
  }

  function press(accelerator: string): void {
    // The portal of Wayland goes on to deliver what was given back.
    if (accelerator !== held) return;
    read().then(options.onPressed, (error: unknown) => logger.warn('desktop.clipboard-unread', { error }));
  }

  function release(): void {
    if (held !== '') electron.globalShortcut.unregister(held);
    held = '';
  }

  return {
    set(accelerator) {
      if (accelerator === held) return true;
      release();
      if (accelerator === '') return true;
      try {
        if (!electron.globalShortcut.register(accelerator, () => press(accelerator))) return false;
        held = accelerator;
        return true;
      } catch (error) {
        // Not a key that this system knows.
        logger.warn('desktop.hotkey-refused', { accelerator, error });
        return false;
      }
    },
    close: release,
  };
}
