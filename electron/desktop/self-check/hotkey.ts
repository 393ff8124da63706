import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, failed, ok, skipped } from '../../core/self-check/check.ts';
import type { ElectronParts } from '../electron-parts.ts';

/** Nobody's: four keys at once. */
const keys = 'CommandOrControl+Alt+Shift+F11';

/** Takes keys for the whole system, and gives them back. */
export function checkHotkey(parts: {
  electron: ElectronParts<'globalShortcut'>;
  windowing: string | undefined;
  words: SelfCheckWords;
}): Finding {
  const { windowing, words } = parts;
  const { globalShortcut } = parts.electron;
  // There the desktop's portal puts up a question, and keeps the keys when they are given back.
  if (windowing === 'wayland') return skipped(words.hotkeyNeedsConsent());
  if (!globalShortcut.register(keys, () => {})) return failed(words.hotkeyRefused(keys));
  const isHeld = globalShortcut.isRegistered(keys);
  globalShortcut.unregister(keys);
  if (!isHeld) return failed(words.hotkeyRefused(keys));
  return globalShortcut.isRegistered(keys) ? failed(words.hotkeyKept(keys)) : ok();
}
