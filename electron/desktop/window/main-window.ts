import { isDeepStrictEqual } from 'node:util';
import type { BrowserWindow, WebPreferences } from 'electron';
import { compact } from '../../../shared/domain/compact.ts';
import type { Logger } from '../../core/ports.ts';
import type { ElectronParts } from '../electron-parts.ts';
import { channels } from '../page/channels.ts';
import { pageUrl } from '../page/origin.ts';
import { contextMenuTemplate } from './context-menu.ts';
import {
  placeWindow,
  type Rectangle,
  readWindowState,
  smallest,
  type WindowState,
  writeWindowState,
} from './window-state.ts';

export interface MainWindow {
  /** Brings it to the front, making it anew if it is gone. Idempotent: a double click comes as two. */
  show(): void;
  /** Opens it in the task bar only, where no tray would bring it back. */
  showMinimized(): void;
  /** Loads the page without showing it: what rings is a page. */
  prepare(): void;
  /** Shows it, and resolves when it has the focus, or does not get it in time. */
  takeFocus(): Promise<void>;
  /** Shows the window, and the call in it as soon as the page is there. */
  openCall(callId: number): void;
  /** Shows the window with the page of an account. */
  openAccount(accountId: string): void;
  /** Shows the window with the dial box and this number in it: what is dialled is for the user to say. */
  dial(number: string): void;
  /** The window of this moment, for what hangs on one (a badge). */
  current(): BrowserWindow | undefined;
  /** From now on closing closes: the program is ending. */
  release(): void;
}

export interface MainWindowOptions {
  electron: ElectronParts<'BrowserWindow' | 'screen' | 'Menu' | 'nativeTheme'>;
  platform: NodeJS.Platform;
  preloadPath: string;
  /** Where the window's place is kept. */
  statePath: string;
  iconPath: string | undefined;
  developerTools: boolean;
  logger: Logger;
  /** What the user's closing means. Asked at each close. */
  whenClosed(): 'hide' | 'minimize' | 'quit';
  /** Called when closing has hidden the window. */
  onHidden(): void;
  quit(): void;
  /** Called when a window is made or shown again. */
  onShown(): void;
  language(): 'ru' | 'en';
}

/** Every page of ours lives in this; what is Electron's default today is said all the same. */
export const pageSecurity: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  devTools: false,
  // Its dictionaries would come from a server that has no business knowing of us.
  spellcheck: false,
};

type FirstLook = 'shown' | 'minimized' | 'hidden';

/** Of a system that gives the focus; one that does not shall not hold up what the user asked for. Milliseconds. */
const focusPatience = 1_000;

/** Reloads of a page that died, within a minute, before the window is left as it is. */
const mostReloads = 3;
const reloadPeriod = 60_000;

export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { electron, logger } = options;
  let window: BrowserWindow | undefined;
  let ending = false;
  /** Somebody asked to see it, perhaps before it was drawn. */
  let wanted = false;
  let loaded = false;
  /** It is on its way out of full screen, to be hidden then: closing once more asks for nothing new. */
  let leavesFullScreen = false;
  let waitingRoute: string | undefined;
  let saved: WindowState | undefined = readWindowState(options.statePath);
  let reloads: number[] = [];

  /** The primary display's first. */
  function workAreas(): Rectangle[] {
    const primary = electron.screen.getPrimaryDisplay();
    const others = electron.screen.getAllDisplays().filter((display) => display.id !== primary.id);
    return [primary, ...others].map((display) => display.workArea);
  }

  /** A hidden window is left where its monitor was when that one is unplugged, and on Linux a visible one may be. */
  function bringOntoScreen(made: BrowserWindow): void {
    if (made.isMaximized()) return;
    const bounds = made.getNormalBounds();
    const place = placeWindow({ bounds, maximized: false }, workAreas());
    if (!isDeepStrictEqual(place.bounds, bounds)) made.setBounds(place.bounds);
  }

  function create(first: FirstLook = 'shown'): BrowserWindow {
    const place = placeWindow(saved, workAreas());
    const made = new electron.BrowserWindow({
      ...place.bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      title: 'Perezvon',
      // The page's own ground, so that nothing flashes white in the dark.
      backgroundColor: electron.nativeTheme.shouldUseDarkColors ? '#17181b' : '#fbfaf8',
      autoHideMenuBar: true,
      ...compact({ icon: options.iconPath }),
      webPreferences: {
        ...pageSecurity,
        preload: options.preloadPath,
        devTools: options.developerTools,
        // It rings and keeps time while it is hidden.
        backgroundThrottling: false,
      },
    });
    loaded = false;
    watch(made, { maximized: place.maximized, first });
    made.loadURL(pageUrl).catch((error: unknown) => logger.error('desktop.page-failed', { error }));
    return made;
  }

  function watch(made: BrowserWindow, { maximized, first }: { maximized: boolean; first: FirstLook }): void {
    made.once('ready-to-show', () => {
      if (first === 'hidden' && !wanted) return;
      if (first === 'minimized' && !wanted) {
        // GNOME takes no notice of it for a window that was never shown.
        made.show();
        made.minimize();
        return;
      }
      // Not before: maximizing shows, and what would be shown is not drawn yet.
      if (maximized) made.maximize();
      made.show();
      options.onShown();
    });
    made.on('close', (event) => {
      keepPlace(made);
      if (ending) return;
      event.preventDefault();
      const wish = options.whenClosed();
      if (wish === 'minimize') made.minimize();
      else if (wish === 'quit') options.quit();
      else hide(made);
    });
    made.on('closed', () => {
      if (window === made) window = undefined;
    });
    made.webContents.on('did-finish-load', () => {
      loaded = true;
      if (waitingRoute !== undefined) send(made, waitingRoute);
      waitingRoute = undefined;
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

  function hide(made: BrowserWindow): void {
    // On macOS a window that is hidden in full screen leaves its space behind, black and empty.
    if (options.platform === 'darwin' && made.isFullScreen()) {
      if (leavesFullScreen) return;
      leavesFullScreen = true;
      made.once('leave-full-screen', () => {
        leavesFullScreen = false;
        if (!ending) hide(made);
      });
      made.setFullScreen(false);
      return;
    }
    made.hide();
    options.onHidden();
  }

  function keepPlace(made: BrowserWindow): void {
    saved = { bounds: made.getNormalBounds(), maximized: made.isMaximized() };
    writeWindowState(options.statePath, saved).catch((error: unknown) =>
      logger.warn('desktop.window-state-not-kept', { error }),
    );
  }

  function send(made: BrowserWindow, route: string): void {
    made.webContents.send(channels.goTo, route);
  }

  function goTo(route: string): void {
    show();
    if (window !== undefined && loaded) send(window, route);
    else waitingRoute = route;
  }

  function show(): void {
    wanted = true;
    if (window === undefined) {
      window = create();
      return;
    }
    bringOntoScreen(window);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    options.onShown();
  }

  electron.screen.on('display-removed', () => {
    if (window !== undefined) bringOntoScreen(window);
  });

  return {
    show,
    showMinimized() {
      window ??= create('minimized');
    },
    prepare() {
      window ??= create('hidden');
    },
    takeFocus() {
      show();
      return new Promise((resolve) => {
        if (window === undefined || window.isFocused()) return resolve();
        const late = setTimeout(resolve, focusPatience);
        window.once('focus', () => {
          clearTimeout(late);
          resolve();
        });
      });
    },
    openCall: (callId) => goTo(`/calls/${callId}`),
    openAccount: (accountId) => goTo(`/settings/accounts/${encodeURIComponent(accountId)}`),
    dial: (number) => goTo(`/dial/${encodeURIComponent(number)}`),
    current: () => window,
    release() {
      ending = true;
    },
  };
}
