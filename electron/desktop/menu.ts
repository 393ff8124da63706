import type { MenuItemConstructorOptions } from 'electron';
import { desktopWords, type Language } from '../../shared/words/desktop.ts';

/**
 * The application menu. On macOS the edit commands of the keyboard work only through it; elsewhere it stays hidden until
 * Alt is pressed.
 */
export function applicationMenuTemplate(options: {
  platform: NodeJS.Platform;
  language: Language;
  developerTools: boolean;
}): MenuItemConstructorOptions[] {
  const words = desktopWords(options.language);
  const mac = options.platform === 'darwin';
  const edit: MenuItemConstructorOptions = {
    label: words.menu.edit,
    submenu: [
      { role: 'undo', label: words.edit.undo },
      { role: 'redo', label: words.edit.redo },
      { type: 'separator' },
      { role: 'cut', label: words.edit.cut },
      { role: 'copy', label: words.edit.copy },
      { role: 'paste', label: words.edit.paste },
      { role: 'selectAll', label: words.edit.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.menu.view,
    submenu: [
      { role: 'resetZoom', label: words.menu.actualSize },
      { role: 'zoomIn', label: words.menu.larger },
      { role: 'zoomOut', label: words.menu.smaller },
      ...(options.developerTools
        ? ([{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] as const)
        : []),
    ],
  };
  if (mac) return [{ role: 'appMenu' }, edit, view, { role: 'windowMenu', label: words.menu.window }];
  return [{ label: words.menu.file, submenu: [{ role: 'quit', label: words.quit }] }, edit, view];
}
