import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type {
  AutoUpdater,
  Clipboard,
  Display,
  GlobalShortcut,
  NativeImage,
  NativeTheme,
  Point,
  PowerMonitor,
  Screen,
} from 'electron';
import type { ModelledSystem } from './modelled-system.ts';
import { createNet } from './net.ts';
import { type Modelled, StrictEmitter, strict } from './strict.ts';

type Electron = typeof import('electron');

export class ScreenDouble extends StrictEmitter implements Modelled<Screen, ScreenDouble> {
  private system: ModelledSystem;

  constructor(system: ModelledSystem) {
    super('screen');
    this.system = system;
  }
  getPrimaryDisplay(): Display {
    this.system.app.requireReady('screen');
    return this.system.displays[0] as Display;
  }
  getAllDisplays(): Display[] {
    return this.system.displays;
  }
  getCursorScreenPoint(): Point {
    // A program on Wayland is not told.
    return this.system.isWayland() ? { x: 0, y: 0 } : this.system.cursor;
  }
  getDisplayNearestPoint({ x, y }: Point): Display {
    const inside = (value: number, from: number, length: number) => value >= from && value < from + length;
    const { displays } = this.system;
    const found = displays.find(
      ({ bounds }) => inside(x, bounds.x, bounds.width) && inside(y, bounds.y, bounds.height),
    );
    return found ?? (displays[0] as Display);
  }
  getDisplayMatching({ x, y, width, height }: Display['bounds']): Display {
    return this.getDisplayNearestPoint({ x: x + width / 2, y: y + height / 2 });
  }
}

/** What electron-updater tells of a restart, on every system, and what macOS replaces programs by. */
class AutoUpdaterDouble extends StrictEmitter implements Modelled<AutoUpdater, AutoUpdaterDouble> {
  constructor() {
    super('autoUpdater');
  }
}

class PowerMonitorDouble extends StrictEmitter implements Modelled<PowerMonitor, PowerMonitorDouble> {
  constructor() {
    super('powerMonitor');
  }
}

const accelerator = /^(?:(?:Command|Control|CommandOrControl|Alt|Option|Shift|Super)\+)*(?:[A-Z0-9]|F\d{1,2}|Space)$/;

/** Everything of Electron's that stands for the machine and its session. */
export function createSystem(system: ModelledSystem) {
  const globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister' | 'isRegistered'> = {
    /** False for what another program has; throws for what is no key. */
    register(key, callback) {
      system.app.requireReady('globalShortcut.register');
      if (!accelerator.test(key)) throw new TypeError(`Error processing argument at index 0: ${key}`);
      // The portal says yes to everything, and asks the user afterwards.
      if (!system.isWayland() && (system.takenShortcuts.has(key) || system.shortcuts.has(key))) return false;
      system.shortcuts.set(key, callback);
      return true;
    },
    // On the portal's path nothing comes of it (electron_api_global_shortcut.cc): the key goes on to be delivered.
    unregister: (key) => {
      if (!system.isWayland()) system.shortcuts.delete(key);
    },
    isRegistered: (key) => system.shortcuts.has(key),
  };
  const nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'> = {
    themeSource: 'system',
    get shouldUseDarkColors() {
      return this.themeSource === 'dark';
    },
  };
  const nativeImage: Pick<Electron['nativeImage'], 'createFromPath'> = {
    // Electron decodes it. Here nothing is looked into: what has no bytes is empty.
    createFromPath(path) {
      const isEmpty = () => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0;
      return strict('NativeImage', { path, isEmpty }) as unknown as NativeImage;
    },
  };
  // Asynchronous since Electron 44; the selection is undefined off Linux, whatever the types say.
  const selection: Pick<Clipboard, 'readText'> = { readText: async () => system.clipboard.selected };
  const clipboard: Pick<Clipboard, 'readText' | 'writeText'> & { selection: unknown } = {
    readText: async () => (system.isWayland() && !system.hasFocus() ? system.staleClipboard : system.clipboard.text),
    writeText: async (text) => {
      system.clipboard.text = text;
    },
    selection: system.platform === 'linux' ? strict('clipboard.selection', selection) : undefined,
  };
  const shell: Pick<Electron['shell'], 'openExternal' | 'showItemInFolder'> = {
    openExternal: async (url) => system.openExternal(url),
    // As on a Linux session without a file manager that answers over D-Bus: the folder is opened, by its path.
    showItemInFolder: (path) => system.openExternal(dirname(path)),
  };
  const dialog: Pick<Electron['dialog'], 'showErrorBox'> = {
    showErrorBox(title, content) {
      // As on Linux before `ready`; later there would be a box, which nobody here could read.
      process.stderr.write(`${title}\n${content}\n`);
    },
  };
  return {
    autoUpdater: new AutoUpdaterDouble(),
    clipboard: strict('clipboard', clipboard),
    dialog: strict('dialog', dialog),
    globalShortcut: strict('globalShortcut', globalShortcut),
    nativeImage: strict('nativeImage', nativeImage),
    nativeTheme: strict('nativeTheme', nativeTheme),
    net: createNet(system),
    powerMonitor: new PowerMonitorDouble(),
    shell: strict('shell', shell),
  };
}
