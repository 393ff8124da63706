import { join } from 'node:path';
import type { MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { desktopWords, type Language } from '../../shared/words/desktop.ts';
import type { ElectronParts } from './electron-parts.ts';
import { initialTrayState, type TrayState } from './tray-state.ts';

export interface TrayIcon {
  show(state: TrayState, language: Language): void;
  close(): void;
}

export function createTrayIcon(options: {
  electron: ElectronParts<'Tray' | 'Menu' | 'nativeImage'>;
  platform: NodeJS.Platform;
  /** The folder of the icons. Absolute. */
  icons: string;
  language: Language;
  open(): void;
  quit(): void;
}): TrayIcon {
  const { electron, platform } = options;
  const images = new Map<string, NativeImage>();
  const image = (state: TrayState): NativeImage => {
    const file = trayIconFile(state, platform);
    const known = images.get(file) ?? electron.nativeImage.createFromPath(join(options.icons, file));
    images.set(file, known);
    return known;
  };
  const build = (state: TrayState, language: Language) =>
    electron.Menu.buildFromTemplate(trayMenuTemplate(state, language, options));

  const tray: Tray = new electron.Tray(image(initialTrayState));
  let menu = build(initialTrayState, options.language);
  tray.on('click', () => options.open());
  // On macOS a set menu swallows the click that is to open the window, so there the menu waits for a right click.
  if (platform === 'darwin') tray.on('right-click', () => tray.popUpContextMenu(menu));
  else tray.setContextMenu(menu);

  return {
    show(state, language) {
      tray.setImage(image(state));
      tray.setToolTip(trayToolTip(state, language));
      menu = build(state, language);
      if (platform === 'darwin') tray.setTitle(state.missed > 0 ? String(state.missed) : '');
      // Set anew rather than changed in place: Linux shows the items of the moment of setting.
      else tray.setContextMenu(menu);
    },
    close: () => tray.destroy(),
  };
}

function trayIconFile(state: TrayState, platform: NodeJS.Platform): string {
  const shown = state.link === 'offline' ? 'offline' : state.missed > 0 ? 'missed' : 'normal';
  // macOS colours a template by itself and finds its `@2x` by name; Windows wants the sizes of an .ico.
  if (platform === 'darwin') return `tray-${shown}Template.png`;
  return platform === 'win32' ? `tray-${shown}.ico` : `tray-${shown}.png`;
}

function trayToolTip(state: TrayState, language: Language): string {
  const words = desktopWords(language);
  return `Perezvon: ${[words.link[state.link], ...(state.missed > 0 ? [words.missed(state.missed)] : [])].join(', ')}`;
}

function trayMenuTemplate(
  state: TrayState,
  language: Language,
  commands: { open(): void; quit(): void },
): MenuItemConstructorOptions[] {
  const words = desktopWords(language);
  return [
    { label: words.open, click: () => commands.open() },
    { type: 'separator' },
    { label: words.link[state.link], enabled: false },
    ...(state.missed > 0 ? [{ label: words.missed(state.missed), click: () => commands.open() }] : []),
    { type: 'separator' },
    { label: words.quit, click: () => commands.quit() },
  ];
}
