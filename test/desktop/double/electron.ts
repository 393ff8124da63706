import type { BrowserWindowConstructorOptions, Display, NativeImage } from 'electron';
import { AppDouble } from './app.ts';
import { BrowserWindowDouble } from './browser-window.ts';
import { IpcMainDouble } from './ipc-main.ts';
import { MenuDouble } from './menu.ts';
import { MessageChannelDouble } from './message-port.ts';
import { createNotificationClass } from './notification.ts';
import { createProtocol } from './protocol.ts';
import { SessionDouble } from './session.ts';
import { strict } from './strict.ts';
import { createSystem, ScreenDouble } from './system.ts';
import { TrayDouble } from './tray.ts';
import type { World } from './world.ts';

/** The part of Electron's main process that is modelled. */
export type ElectronModule = Pick<typeof import('electron'), keyof ReturnType<typeof createModule>>;

export interface ElectronDouble {
  electron: ElectronModule;
  world: World;
  protocol: ReturnType<typeof createProtocol>;
  ipcMain: IpcMainDouble;
}

export interface DoubleOptions
  extends Pick<World, 'openPage'>,
    Partial<Pick<World, 'platform' | 'languages' | 'claimLock' | 'openExternal'>> {
  /** Work areas, the primary display first. */
  displays?: Display['workArea'][];
  appPath?: string;
  version?: string;
  /** The process would end here. */
  end?: (code: number) => void;
}

export function createElectronDouble(options: DoubleOptions): ElectronDouble {
  const areas = options.displays ?? [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const world: World = {
    platform: options.platform ?? process.platform,
    languages: options.languages ?? ['en-US'],
    // Without Wayland, as on a machine that tests.
    switches: new Map((options.platform ?? process.platform) === 'linux' ? [['ozone-platform', 'x11']] : []),
    displays: areas.map((workArea, id) => ({ id, workArea, bounds: workArea }) as Display),
    notifications: 'shown',
    cursor: { x: 0, y: 0 },
    online: true,
    proxy: 'DIRECT',
    handled: new Set(),
    clipboard: { text: '', selected: '' },
    staleClipboard: '',
    isWayland: () => world.switches.get('ozone-platform') === 'wayland',
    hasFocus: () => world.focused !== undefined,
    shortcuts: new Map(),
    takenShortcuts: new Set(),
    bounces: [],
    activatorRegistered: false,
    startMenu: new Map(),
    activate() {},
    delivered: [],
    claimLock: options.claimLock ?? (() => true),
    openExternal: options.openExternal ?? (() => {}),
    openPage: options.openPage,
    app: undefined as unknown as AppDouble,
    screen: undefined as unknown as ScreenDouble,
    session: undefined as unknown as SessionDouble,
    windows: [],
    focused: undefined,
    isScaled: false,
    trays: [],
    trayHost: true,
    popup: undefined,
    shown: [],
  };
  const { appPath = '/app', version = '0.0.0', end = () => {} } = options;
  world.app = new AppDouble(world, { appPath, version, end });
  world.screen = new ScreenDouble(world);
  world.session = new SessionDouble(world);
  const ipcMain = new IpcMainDouble();
  const protocol = createProtocol(world);
  // The one cast: each part is checked against `electron.d.ts` where it is written.
  const electron = createModule(world, ipcMain, protocol.module) as unknown as ElectronModule;
  return { electron, world, protocol, ipcMain };
}

function createModule(world: World, ipcMain: IpcMainDouble, protocol: ReturnType<typeof createProtocol>['module']) {
  return {
    ...createSystem(world),
    app: world.app,
    screen: world.screen,
    ipcMain,
    protocol,
    session: strict('session', { defaultSession: world.session, fromPartition: () => world.session }),
    BrowserWindow: class extends BrowserWindowDouble {
      constructor(options?: BrowserWindowConstructorOptions) {
        super(world, ipcMain, options);
      }
      static getAllWindows() {
        return world.windows;
      }
    },
    Menu: class extends MenuDouble {
      static buildFromTemplate(template: ConstructorParameters<typeof MenuDouble>[1]) {
        return new MenuDouble(world, template);
      }
      static setApplicationMenu() {}
    },
    MessageChannelMain: MessageChannelDouble,
    Notification: createNotificationClass(world),
    Tray: class extends TrayDouble {
      constructor(image: NativeImage | string) {
        super(world, image);
      }
    },
  };
}
