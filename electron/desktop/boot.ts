import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Language } from '../../shared/words/desktop.ts';
import { createCore } from '../core/app.ts';
import type { Core } from '../core/core.ts';
import { claimInstance, type Instance } from '../core/instance/instance.ts';
import { createLogger } from '../core/log/log.ts';
import type { Logger } from '../core/ports.ts';
import { createSecretVault } from '../core/secrets/secret-vault.ts';
import { createSystemClock } from '../core/system-clock.ts';
import { createBadge } from './badge.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { composePorts } from './compose.ts';
import { endWithError, systemLanguage } from './failure.ts';
import { applicationMenuTemplate } from './menu.ts';
import { guardDownloads, guardNavigation } from './navigation.ts';
import { createNotifier } from './notifications.ts';
import { scheme } from './origin.ts';
import { guardPermissions } from './permissions.ts';
import { createPageHandler } from './protocol.ts';
import { createRpcPorts } from './rpc-port.ts';
import { createShutdown } from './shutdown.ts';
import type { LaterStarts } from './single-instance.ts';
import { createTrayIcon } from './tray.ts';
import { initialTrayState, nextTrayState } from './tray-state.ts';
import { createMainWindow, type MainWindow } from './window.ts';

const { platform } = process;

/** A place of the built program, in the package or in the sources' folder. */
const at = (path: string) => join(app.getAppPath(), 'out', path);

/** The page of the web host, when that one has the data directory. */
const loopbackPage = /^http:\/\/127\.0\.0\.1:\d+\//;

export interface Start {
  commandLine: CommandLine;
  dataDirectory: string;
  laterStarts: LaterStarts;
}

/** Runs the program, or leaves it to the process that already does. After `ready`. */
export async function boot(start: Start): Promise<void> {
  const claim = await claimInstance({
    dataDirectory: start.dataDirectory,
    request: { host: 'desktop', args: process.argv.slice(1) },
  });
  if ('instance' in claim) return runProgram(start, claim.instance);
  const { url } = claim.answer;
  if (url !== undefined && loopbackPage.test(url)) await shell.openExternal(url);
  app.quit();
}

async function runProgram(start: Start, instance: Instance): Promise<void> {
  const { dataDirectory } = instance;
  const clock = createSystemClock();
  const logger = createLogger({ dataDirectory });
  process.on('uncaughtException', (error) => {
    logger.error('desktop.uncaught', { error });
    endWithError({ app, dialog }, 'hasFailed', error);
  });
  const vault = await createSecretVault({ dataDirectory, logger, clock, environment: process.env });
  const locale = systemLanguage(app);

  const view = createView({ locale, logger });
  const notifier = createNotifier({ electron: { Notification }, logger, openCall: view.mainWindow.openCall });
  const core = await createCore(
    composePorts({ dataDirectory, version: app.getVersion(), platform, locale, clock, logger, vault, notifier }),
  );
  const closePage = servePage(core, logger);
  const closeView = view.follow(core);

  createShutdown({
    app,
    logger,
    onQuit: () => view.mainWindow.release(),
    async close() {
      closeView();
      closePage();
      notifier.close();
      await core.close();
      await vault.close();
      await instance.close();
    },
  });
  app.on('activate', () => view.mainWindow.show());
  powerMonitor.on('resume', () => core.wake());
  // A toast of an earlier run has nobody here to answer it; the window knows all that it told.
  if (platform === 'win32') Notification.handleActivation(() => view.mainWindow.show());

  // Where no place for secrets is open yet, the page asks for one first and offers the demo again.
  const startDemo = () => core.startDemo().catch((error: unknown) => logger.warn('desktop.no-demo', { error }));
  start.laterStarts.deliverTo((later) => {
    view.mainWindow.show();
    if (later && parseCommandLine(later.args, later.workingDirectory).demo) void startDemo();
  });
  await instance.serve(async () => {
    view.mainWindow.show();
    return { host: 'desktop' };
  });

  if (!start.commandLine.hidden) view.mainWindow.show();
  await core.start();
  if (start.commandLine.demo) await startDemo();
}

/** Everything of the page's that this process answers for. The answer ends it. */
function servePage(core: Core, logger: Logger): () => void {
  guardNavigation(app, {
    logger,
    openOutside(url) {
      shell.openExternal(url).catch((error: unknown) => logger.warn('desktop.link-not-opened', { error }));
    },
  });
  guardPermissions(session.defaultSession);
  guardDownloads(session.defaultSession);
  protocol.handle(scheme, createPageHandler({ root: at('renderer'), audioFile: core.audioFile }));
  return createRpcPorts({ electron: { ipcMain, MessageChannelMain }, router: core.router, logger }).close;
}

/** The window, the tray, the badge and the menu: one state, told in the user's language. */
function createView(options: { locale: Language; logger: Logger }): {
  mainWindow: MainWindow;
  /** Puts the tray up and keeps everything as core says. The answer takes it down. */
  follow(core: Core): () => void;
} {
  const { locale } = options;
  const developerTools = !app.isPackaged;
  const icons = at('desktop/main/icons');
  let language = locale;
  let state = initialTrayState;
  const badge = createBadge({ electron: { app, nativeImage }, platform, icons, window: () => mainWindow.current() });
  const mainWindow = createMainWindow({
    electron: { BrowserWindow, screen, Menu, nativeTheme },
    preloadPath: at('desktop/preload/preload.cjs'),
    statePath: join(app.getPath('userData'), 'window.json'),
    iconPath: platform === 'linux' ? join(icons, 'window.png') : undefined,
    developerTools,
    logger: options.logger,
    language: () => language,
    hidesOnClose: () => true,
    onShown: () => badge.show(state.missed, language),
  });

  function follow(core: Core): () => void {
    const tray = createTrayIcon({
      electron: { Tray, Menu, nativeImage },
      platform,
      icons,
      language,
      open: mainWindow.show,
      quit: () => app.quit(),
    });
    // Without a listener the program would end with its window, and the tray with it.
    app.on('window-all-closed', () => {});

    const showMenu = () => {
      const template = applicationMenuTemplate({ platform, language, developerTools });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    };
    const showState = () => {
      tray.show(state, language);
      badge.show(state.missed, language);
    };
    const apply = (settings: Settings) => {
      nativeTheme.themeSource = settings.theme;
      const chosen = settings.language === 'system' ? locale : settings.language;
      if (chosen === language) return;
      language = chosen;
      showMenu();
      showState();
    };
    showMenu();
    showState();
    const unwatch = core.watch((update) => {
      if (update.kind === 'snapshot' || update.kind === 'settings') apply(update.settings);
      const next = nextTrayState(state, update);
      if (next === state) return;
      state = next;
      showState();
    });
    return () => {
      unwatch();
      tray.close();
    };
  }

  return { mainWindow, follow };
}
