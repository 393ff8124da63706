import type { MenuItemConstructorOptions } from 'electron';
import { type DesktopWords, desktopWords, type Language } from '../../../shared/words/desktop.ts';

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
  if (mac) return [appleMenu(words), edit, view, windowMenu(words)];
  return [{ label: words.menu.file, submenu: [{ role: 'quit', label: words.quit }] }, edit, view];
}

/** Item by item, as the labels that Electron's own `appMenu` brings are English. */
function appleMenu({ menu, quit }: DesktopWords): MenuItemConstructorOptions {
  return {
    label: 'Perezvon',
    submenu: [
      { role: 'about', label: menu.about },
      { type: 'separator' },
      { role: 'services', label: menu.services },
      { type: 'separator' },
      { role: 'hide', label: menu.hide },
      { role: 'hideOthers', label: menu.hideOthers },
      { role: 'unhide', label: menu.showAll },
      { type: 'separator' },
      { role: 'quit', label: quit },
    ],
  };
}

/** Electron's own `windowMenu` has no "Close", and without the item Cmd+W does nothing. The role is for the list of windows. */
function windowMenu({ menu }: DesktopWords): MenuItemConstructorOptions {
  return {
    role: 'windowMenu',
    label: menu.window,
    submenu: [
      { role: 'minimize', label: menu.minimize },
      { role: 'zoom', label: menu.zoom },
      { role: 'close', label: menu.close },
      { type: 'separator' },
      { role: 'front', label: menu.front },
    ],
  };
}
