import type { DeepLink } from '../../../shared/domain/deep-link.ts';
import { desktopWords, type Language } from '../../../shared/words/desktop.ts';
import type { DesktopNotifier } from '../notifications/notifier.ts';
import type { MainWindow } from '../window/main-window.ts';
import { createHotkey, type HotkeyOptions } from './hotkey.ts';

/** Numbers from anywhere: links, arguments, and what was selected or copied when the hotkey was pressed. */
export interface Dialling {
  /** Into the dial box, where the user sees it and nothing is ordered yet; what is no number is said. */
  dial(asked: DeepLink): void;
  /** An accelerator of Electron, or empty for none. Said once when another program has it. */
  setHotkey(accelerator: string): void;
  close(): void;
}

export function createDialling(
  options: Omit<HotkeyOptions, 'onPressed'> & {
    mainWindow: Pick<MainWindow, 'show' | 'dial'>;
    tell: DesktopNotifier['tell'];
    language(): Language;
  },
): Dialling {
  const { mainWindow, tell, language } = options;
  let wanted = '';

  function dial(asked: DeepLink): void {
    if (asked.kind === 'dial') {
      mainWindow.dial(asked.number);
      return;
    }
    mainWindow.show();
    tell({ tag: 'no-number', ...desktopWords(language()).noNumber, onClick: () => mainWindow.dial('') });
  }

  const hotkey = createHotkey({ ...options, onPressed: dial });
  return {
    dial,
    setHotkey(accelerator) {
      if (accelerator === wanted) return;
      wanted = accelerator;
      if (hotkey.set(accelerator)) return;
      tell({ tag: 'hotkey', ...desktopWords(language()).hotkeyTaken, onClick: mainWindow.show });
    },
    close: hotkey.close,
  };
}
