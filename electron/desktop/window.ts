import type { BrowserWindow } from 'electron';
import type { Logger } from '../core/ports.ts';
import { channels } from './channels.ts';
import { contextMenuTemplate } from './context-menu.ts';
import type { ElectronParts } from './electron-parts.ts';
import { pageUrl } from './origin.ts';
import { placeWindow, readWindowState, smallest, type WindowState, writeWindowState } from './window-state.ts';

export interface MainWindow {
  /** Brings it to the front, making it anew if it is gone. Idempotent: a double click comes as two. */
  show(): void;
  /** Shows the window, and the call in it as soon as the page is there. */
  openCall(callId: number): void;
  /** The window of this moment, for what hangs on one (a badge). */
  current(): BrowserWindow | undefined;
  /** From now on closing closes: the program is ending. */
  release(): void;
}

export interface MainWindowOptions {
  electron: ElectronParts<'BrowserWindow' | 'screen' | 'Menu' | 'nativeTheme'>;
  preloadPath: string;
  /** Where the window's place is kept. */
  statePath: string;
  iconPath: string | undefined;
  developerTools: boolean;
  logger: Logger;
  /** Whether closing only hides, because something else brings the window back. Asked at each close. */
  hidesOnClose(): boolean;
  /** Called when a window is made or shown again. */
  onShown(): void;
  language(): 'ru' | 'en';
}

/** Reloads of a page that died, within a minute, before the window is left as it is. */
const mostReloads = 3;
const reloadPeriod = 60_000;

export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { electron, logger } = options;
  let window: BrowserWindow | undefined;
  let ending = false;
  let loaded = false;
  let waitingCall: number | undefined;
  let saved: WindowState | undefined = readWindowState(options.statePath);
  let reloads: number[] = [];

  function create(): BrowserWindow {
    const primary = electron.screen.getPrimaryDisplay();
    const others = electron.screen.getAllDisplays().filter((display) => display.id !== primary.id);
    const place = placeWindow(
      saved,
      [primary, ...others].map((display) => display.workArea),
    );
    const made = new electron.BrowserWindow({
      ...place.bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      title: 'Perezvon',
      // The page's own ground, so that nothing flashes white in the dark.
      backgroundColor: electron.nativeTheme.shouldUseDarkColors ? '#17181b' : '#fbfaf8',
      autoHideMenuBar: true,
      ...(options.iconPath === undefined ? {} : { icon: options.iconPath }),
      webPreferences: {
        preload: options.preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        // Its dictionaries would come from a server that has no business knowing of us.
        spellcheck: false,
        devTools: options.developerTools,
      },
    });
    loaded = false;
    watch(made, place.maximized);
    made.loadURL(pageUrl).catch((error: unknown) => logger.error('desktop.page-failed', { error }));
    return made;
  }

  function watch(made: BrowserWindow, maximized: boolean): void {
    made.once('ready-to-show', () => {
      // Not before: maximizing shows, and what would be shown is not drawn yet.
      if (maximized) made.maximize();
      made.show();
      options.onShown();
    });
    made.on('close', (event) => {
      keepPlace(made);
      if (ending || !options.hidesOnClose()) return;
      event.preventDefault();
      made.hide();
    });
    made.on('closed', () => {
      if (window === made) window = undefined;
    });
    made.webContents.on('did-finish-load', () => {
      loaded = true;
      if (waitingCall !== undefined) sendCall(made, waitingCall);
      waitingCall = undefined;
    });
    made.webContents.on('render-process-gone', (_event, details) => {
      loaded = false;
      logger.error('desktop.page-gone', { reason: details.reason, exitCode: details.exitCode });
      const now = Date.now();
      reloads = [...reloads.filter((at) => now - at < reloadPeriod), now];
      if (!ending && details.reason !== 'clean-exit' && reloads.length <= mostReloads) made.webContents.reload();
    });
    made.webContents.on('context-menu', (_event, params) => {
      const template = contextMenuTemplate(params, options.language());
      if (template.length > 0) electron.Menu.buildFromTemplate(template).popup({ window: made });
    });
  }

  function keepPlace(made: BrowserWindow): void {
    saved = { bounds: made.getNormalBounds(), maximized: made.isMaximized() };
    writeWindowState(options.statePath, saved).catch((error: unknown) =>
      logger.warn('desktop.window-state-not-kept', { error }),
    );
  }

  function sendCall(made: BrowserWindow, callId: number): void {
    made.webContents.send(channels.openCall, callId);
  }

  function show(): void {
    if (window === undefined) {
      window = create();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    options.onShown();
  }

  return {
    show,
    openCall(callId) {
      show();
      if (window !== undefined && loaded) sendCall(window, callId);
      else waitingCall = callId;
    },
    current: () => window,
    release() {
      ending = true;
    },
  };
}
