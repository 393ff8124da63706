import { join } from 'node:path';
import type { NativeImage, Tray } from 'electron';
import type { Language } from '../../../shared/words/desktop.ts';
import type { ElectronParts } from '../electron-parts.ts';
import { type TrayCommands, trayMenuTemplate, trayToolTip } from './menu.ts';
import { initialTrayState, type TrayState } from './state.ts';
import type { TrayView } from './view.ts';

export interface TrayIcon {
  show(view: TrayView): void;
  /** Whether it was put up while somebody showed such icons. */
  isSeen(): boolean;
  /** Puts it up anew: one that nobody showed when it was made stays unseen, also when a panel has come (Linux). */
  renew(): void;
  close(): void;
}

export function createTrayIcon(options: {
  electron: ElectronParts<'Tray' | 'Menu' | 'nativeImage'>;
  platform: NodeJS.Platform;
  /** The folder of the icons. Absolute. */
  icons: string;
  language: Language;
  commands: TrayCommands;
  /** Somebody shows icons now. */
  hasHost(): boolean;
  /** Epoch ms. */
  now(): number;
}): TrayIcon {
  const { electron, platform, commands, now } = options;
  const images = new Map<string, NativeImage>();
  const image = (state: TrayState): NativeImage => {
    const file = trayIconFile(trayLook(state), platform);
    const known = images.get(file) ?? electron.nativeImage.createFromPath(join(options.icons, file));
    images.set(file, known);
    return known;
  };
  const build = (view: TrayView) => electron.Menu.buildFromTemplate(trayMenuTemplate(view, commands, now));

  let shown: TrayView = { state: initialTrayState, callers: [], balances: [], language: options.language };
  let menu = build(shown);
  let isSeen = false;
  let tray = put();

  function put(): Tray {
    isSeen = options.hasHost();
    const made = new electron.Tray(image(shown.state));
    made.on('click', () => commands.open());
    // On macOS a set menu swallows the click that is to open the window, so there the menu waits for a right click.
    if (platform === 'darwin') made.on('right-click', () => made.popUpContextMenu(menu));
    else made.setContextMenu(menu);
    return made;
  }

  function show(view: TrayView): void {
    const { state, language } = view;
    shown = view;
    tray.setImage(image(state));
    tray.setToolTip(trayToolTip(state, language));
    menu = build(view);
    if (platform === 'darwin') tray.setTitle(state.missed > 0 ? String(state.missed) : '');
    // Set anew rather than changed in place: Linux shows the items of the moment of setting.
    else tray.setContextMenu(menu);
  }

  return {
    show,
    isSeen: () => isSeen && options.hasHost(),
    renew() {
      tray.destroy();
      tray = put();
      show(shown);
    },
    close: () => tray.destroy(),
  };
}

const looks = ['offline', 'missed', 'quiet', 'degraded', 'normal'] as const;
type TrayLook = (typeof looks)[number];

/** Every icon that the tray may show on a system. */
export const trayIconFiles = (platform: NodeJS.Platform): string[] => looks.map((look) => trayIconFile(look, platform));

function trayIconFile(shown: TrayLook, platform: NodeJS.Platform): string {
  // macOS colours a template by itself and finds its `@2x` by name; Windows wants the sizes of an .ico.
  if (platform === 'darwin') return `tray-${shown}Template.png`;
  return platform === 'win32' ? `tray-${shown}.ico` : `tray-${shown}.png`;
}

/** The worst first: what is not heard cannot be missed, and what was missed waits longest. */
function trayLook({ link, missed, quiet }: TrayState): TrayLook {
  if (link === 'offline') return 'offline';
  if (missed > 0) return 'missed';
  if (quiet) return 'quiet';
  return link === 'degraded' ? 'degraded' : 'normal';
}
