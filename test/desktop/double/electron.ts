import type {
  BrowserWindowConstructorOptions,
  Clipboard,
  Display,
  NativeImage,
  NativeTheme,
  Point,
  PowerMonitor,
  Screen,
} from 'electron';
import { AppDouble } from './app.ts';
import { BrowserWindowDouble } from './browser-window.ts';
import { createGlobalShortcut } from './global-shortcut.ts';
import { IpcMainDouble, type ModelledIpcMain } from './ipc-main.ts';
import { MenuDouble } from './menu.ts';
import { MessageChannelDouble } from './message-port.ts';
import { createNotificationClass } from './notification.ts';
import type { PageOpener } from './page.ts';
import { createProtocol } from './protocol.ts';
import { SessionDouble } from './session.ts';
import { StrictEmitter, strict } from './strict.ts';
import { TrayDouble } from './tray.ts';
import type { World } from './world.ts';

type Electron = typeof import('electron');
/** The part of Electron's main process that is modelled. */
export type ElectronModule = Pick<
  Electron,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeImage'
  | 'net'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
>;

export interface ElectronDouble {
  electron: ElectronModule;
  world: World;
  protocol: ReturnType<typeof createProtocol>;
  ipcMain: IpcMainDouble;
}

export interface DoubleOptions {
  platform?: NodeJS.Platform;
  languages?: string[];
  /** Work areas, the primary display first. */
  displays?: { x: number; y: number; width: number; height: number }[];
  appPath?: string;
  version?: string;
  openPage: PageOpener;
  /** The process would end here. */
  end?: (code: number) => void;
}

export function createElectronDouble(options: DoubleOptions): ElectronDouble {
  const areas = options.displays ?? [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const world: World = {
    platform: options.platform ?? process.platform,
    languages: options.languages ?? ['en-US'],
    displays: areas.map((workArea, id) => ({ id, workArea, bounds: workArea }) as Display),
    notifications: 'shown',
    cursor: { x: 0, y: 0 },
    online: true,
    proxy: 'DIRECT',
    handled: new Set(),
    clipboard: { text: '', selected: '' },
    shortcuts: new Map(),
    takenShortcuts: new Set(),
    bounces: [],
    activatorRegistered: false,
    activate() {},
    delivered: [],
    openPage: options.openPage,
    app: undefined as unknown as AppDouble,
    session: undefined as unknown as SessionDouble,
    windows: [],
    trays: [],
    applicationMenu: null,
    popup: undefined,
    shown: [],
    opened: [],
    errorBoxes: [],
  };
  world.session = new SessionDouble(world);
  world.app = new AppDouble(world, {
    appPath: options.appPath ?? '/app',
    version: options.version ?? '0.0.0',
    end: options.end ?? (() => {}),
  });
  const ipcMain = new IpcMainDouble();
  const protocol = createProtocol(world);

  class Window extends BrowserWindowDouble {
    constructor(of?: BrowserWindowConstructorOptions) {
      super(world, ipcMain, of);
    }
    static getAllWindows() {
      return world.windows;
    }
  }
  class TrayIcon extends TrayDouble {
    constructor(image: NativeImage | string) {
      super(world, image);
    }
  }
  class Menu extends MenuDouble {
    static buildFromTemplate(template: ConstructorParameters<typeof MenuDouble>[1]) {
      return new MenuDouble(world, template);
    }
    static setApplicationMenu(menu: MenuDouble | null) {
      world.applicationMenu = menu;
    }
  }

  const displayAt = ({ x, y }: Point) =>
    (world.displays.find(({ bounds }) => {
      const inside = (value: number, from: number, length: number) => value >= from && value < from + length;
      return inside(x, bounds.x, bounds.width) && inside(y, bounds.y, bounds.height);
    }) ?? world.displays[0]) as Display;
  const screen: Pick<
    Screen,
    'getPrimaryDisplay' | 'getAllDisplays' | 'getCursorScreenPoint' | 'getDisplayNearestPoint' | 'getDisplayMatching'
  > = {
    getCursorScreenPoint: () => world.cursor,
    getDisplayNearestPoint: displayAt,
    getDisplayMatching: ({ x, y, width, height }) => displayAt({ x: x + width / 2, y: y + height / 2 }),
    getPrimaryDisplay: () => {
      world.app.requireReady('screen');
      return world.displays[0] as Display;
    },
    getAllDisplays: () => world.displays,
  };
  const nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'> = {
    themeSource: 'system',
    get shouldUseDarkColors() {
      return this.themeSource === 'dark';
    },
  };
  const nativeImage: Pick<Electron['nativeImage'], 'createFromPath'> = {
    createFromPath: (path) => strict('NativeImage', { path }) as unknown as NativeImage,
  };
  const net: Pick<Electron['net'], 'isOnline'> = {
    isOnline: () => {
      world.app.requireReady('net');
      return world.online;
    },
  };
  // Asynchronous since Electron 44; the selection is undefined off Linux, whatever the types say.
  const selection: Pick<Clipboard, 'readText'> = { readText: async () => world.clipboard.selected };
  const clipboard: Pick<Clipboard, 'readText'> & { selection: unknown } = {
    readText: async () => world.clipboard.text,
    selection: world.platform === 'linux' ? strict('clipboard.selection', selection) : undefined,
  };
  const shell: Pick<Electron['shell'], 'openExternal'> = {
    openExternal: async (url) => {
      world.opened.push(url);
    },
  };
  const dialog: Pick<Electron['dialog'], 'showErrorBox'> = {
    showErrorBox: (title, content) => {
      world.errorBoxes.push({ title, content });
    },
  };
  const modelled = {
    app: world.app,
    BrowserWindow: Window,
    clipboard: strict('clipboard', clipboard),
    dialog: strict('dialog', dialog),
    globalShortcut: strict('globalShortcut', createGlobalShortcut(world)),
    ipcMain: ipcMain satisfies ModelledIpcMain | IpcMainDouble,
    Menu,
    MessageChannelMain: MessageChannelDouble,
    nativeImage: strict('nativeImage', nativeImage),
    nativeTheme: strict('nativeTheme', nativeTheme),
    net: strict('net', net),
    Notification: createNotificationClass(world),
    powerMonitor: new StrictEmitter('powerMonitor') as StrictEmitter & Pick<PowerMonitor, never>,
    protocol: protocol.module,
    screen: strict('screen', screen),
    session: strict('session', { defaultSession: world.session }),
    shell: strict('shell', shell),
    Tray: TrayIcon,
  } satisfies Record<keyof ElectronModule, unknown>;

  // The one cast: each part is checked against `electron.d.ts` where it is written, and says what it leaves out.
  return { electron: modelled as unknown as ElectronModule, world, protocol, ipcMain };
}
