import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  MessageChannelMain,
  Notification,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import type { Client } from '../../shared/contract/contract.ts';
import { defaultSettings, type Settings } from '../../shared/contract/settings.ts';
import type { DeepLink } from '../../shared/domain/deep-link.ts';
import { desktopWords } from '../../shared/words/desktop.ts';
import { createCore } from '../core/app.ts';
import type { Core } from '../core/core.ts';
import { claimInstance, type Instance } from '../core/instance/instance.ts';
import { createLogger } from '../core/log/log.ts';
import type { Logger } from '../core/ports.ts';
import { createSecretVault } from '../core/secrets/secret-vault.ts';
import { createAsk } from '../core/system/question.ts';
import { createSystemClock } from '../core/system-clock.ts';
import { machineAddresses } from '../core/wake/machine-addresses.ts';
import { builtFile } from './built-file.ts';
import { createCallCommands } from './call-commands.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { composePorts } from './compose.ts';
import { endWithError, systemLanguage } from './failure.ts';
import { createHotkey } from './hotkey.ts';
import { createLoginChoice } from './login-choice.ts';
import { autostartFolder, createLoginItem, type LoginItem } from './login-item.ts';
import { guardDownloads, guardNavigation } from './navigation.ts';
import { createNotifier } from './notifications.ts';
import { scheme } from './origin.ts';
import { guardPermissions } from './permissions.ts';
import { createPopup, type Popup } from './popup.ts';
import { popupRouter } from './popup-router.ts';
import { createProgramUpdater } from './program-update/program-updater.ts';
import { createPageHandler } from './protocol.ts';
import { createRpcPorts } from './rpc-port.ts';
import { createShutdown } from './shutdown.ts';
import type { LaterStart, LaterStarts } from './single-instance.ts';
import { watchSystemMoments } from './system-moments.ts';
import { createTrayHost } from './tray-host.ts';
import { createView } from './view.ts';

const { platform } = process;

/** The page of the web host, when that one has the data directory. */
const loopbackPage = /^http:\/\/127\.0\.0\.1:\d+\//;

export interface Start {
  commandLine: CommandLine;
  dataDirectory: string;
  laterStarts: LaterStarts;
  /** macOS: the notification of an earlier run whose click started the program. */
  answered: string | undefined;
}

/** Runs the program, or leaves it to the process that already does. After `ready`. */
export async function boot(start: Start): Promise<void> {
  const claim = await claimInstance({
    dataDirectory: start.dataDirectory,
    request: { host: 'desktop', args: process.argv.slice(1) },
  });
  if ('instance' in claim) return runProgram(start, claim.instance);
  const { url } = claim.answer;
  const { call } = start.commandLine;
  // Behind the hash the browser keeps it for itself, through the redirect as well.
  const place = call?.kind === 'dial' ? `#/dial/${encodeURIComponent(call.number)}` : '';
  if (url !== undefined && loopbackPage.test(url)) await shell.openExternal(`${url}${place}`);
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

  const ask = createAsk({ environment: process.env, logger });
  const trayHost = createTrayHost({ platform, ask });
  const loginItem = createLoginItem({
    app,
    platform,
    // An AppImage runs from a mount that is gone tomorrow: the image itself is the program.
    program: process.env.APPIMAGE ?? process.execPath,
    autostart: autostartFolder(process.env, app.getPath('home')),
  });
  const view = createView({ locale, logger, clock, trayHost });
  const { mainWindow } = view;
  const commands = createCallCommands({ mainWindow, logger });
  const notifier = createNotifier({
    ...{ platform, logger, commands, language: view.language },
    electron: { Notification },
  });
  const programUpdater = createProgramUpdater({
    ...{ clock, logger },
    installation: {
      ...{ platform, environment: process.env, isPackaged: app.isPackaged },
      ...{ program: process.execPath, resources: process.resourcesPath },
    },
    // Chromium knows the system's proxy and certificates; electron-updater downloads by it as well.
    fetch: (url, init) => net.fetch(url, init),
    quitInto: (last) => shutdown.quitInto(last),
  });
  const core = await createCore(
    composePorts({
      dataDirectory,
      version: app.getVersion(),
      platform,
      locale,
      clock,
      logger,
      vault,
      notifier,
      trayHost,
      loginItem,
      startsAtLogin: () => login.settings().startAtLogin,
      ask,
      programUpdater,
    }),
  );
  const popup = createPopup({
    electron: { BrowserWindow, screen, ipcMain },
    platform,
    preloadPath: builtFile('desktop/preload/popup-preload.cjs'),
    statePath: join(app.getPath('userData'), 'popup.json'),
    logger,
    isWindowFocused: () => mainWindow.current()?.isFocused() === true,
    openCall: mainWindow.openCall,
  });
  const closePage = servePage(core, popup, logger);
  const client = createRouterClient(core.router) as unknown as Client;
  commands.use(client);
  let hotkeySet = '';
  const setHotkey = (wanted: string) => {
    if (wanted === hotkeySet) return;
    hotkeySet = wanted;
    if (hotkey.set(wanted)) return;
    notifier.tell({ tag: 'hotkey', ...desktopWords(view.language()).hotkeyTaken, onClick: mainWindow.show });
  };
  const stopListening = core.watch((update) => {
    commands.hear(update);
    popup.hear(update);
    if (update.kind === 'snapshot' || update.kind === 'settings') setHotkey(update.settings.hotkey);
  });
  const closeView = view.follow({ core, client, notifier, commands });
  const login = followLoginItem(core, client, loginItem, logger);

  const shutdown = createShutdown({
    app,
    logger,
    onQuit: () => mainWindow.release(),
    async close() {
      stopListening();
      popup.close();
      hotkey.close();
      moments.close();
      login.close();
      closeView();
      closePage();
      notifier.close();
      await core.close();
      await vault.close();
      await instance.close();
    },
  });
  /** Into the dial box, where the user sees it; what is no number is said. */
  const dial = (asked: DeepLink) => {
    if (asked.kind === 'dial') {
      mainWindow.dial(asked.number);
      return;
    }
    mainWindow.show();
    notifier.tell({ tag: 'no-number', ...desktopWords(view.language()).noNumber, onClick: () => mainWindow.dial('') });
  };
  const hotkey = createHotkey({ electron: { globalShortcut, clipboard }, platform, logger, onPressed: dial });
  app.on('activate', () => mainWindow.show());
  const moments = watchSystemMoments({
    electron: { powerMonitor, net },
    clock,
    addresses: machineAddresses,
    onWake: () => core.wake(),
  });
  // A system without a notification centre must not keep the program from starting.
  notifier.adopt().catch((error: unknown) => logger.warn('desktop.notifications-not-adopted', { error }));
  if (start.answered !== undefined) notifier.answer(start.answered);

  // Where no place for secrets is open yet, the page asks for one first and offers the demo again.
  const startDemo = () => core.startDemo().catch((error: unknown) => logger.warn('desktop.no-demo', { error }));
  const startAgain = (later: LaterStart | undefined) => {
    const asked = later && parseCommandLine(later.args, later.workingDirectory);
    if (asked?.call === undefined) mainWindow.show();
    else dial(asked.call);
    if (asked?.demo) void startDemo();
  };
  start.laterStarts.deliverTo(startAgain);
  await instance.serve(async ({ args }) => {
    startAgain({ args, workingDirectory: process.cwd() });
    return { host: 'desktop' };
  });

  await trayHost.refresh();
  const { atLogin, hidden } = start.commandLine;
  const waits = hidden || ((atLogin || login.startedProgram) && login.settings().startHidden);
  if (start.commandLine.call !== undefined) dial(start.commandLine.call);
  else if (!waits) mainWindow.show();
  else if (!trayHost.isThere()) mainWindow.showMinimized();
  await core.start();
  if (start.commandLine.demo) await startDemo();
}

/** Everything of the page's that this process answers for. The answer ends it. */
function servePage(core: Core, popup: Popup, logger: Logger): () => void {
  guardNavigation(app, {
    logger,
    openOutside(url) {
      shell.openExternal(url).catch((error: unknown) => logger.warn('desktop.link-not-opened', { error }));
    },
  });
  guardPermissions(session.defaultSession);
  guardDownloads(session.defaultSession);
  protocol.handle(scheme, createPageHandler({ root: builtFile('renderer'), audioFile: core.audioFile }));
  const lesserRouter = popupRouter(core.router);
  return createRpcPorts({
    electron: { ipcMain, MessageChannelMain },
    routerOf: (contents) => (popup.owns(contents) ? lesserRouter : core.router),
    logger,
  }).close;
}

/** What the system starts at login, as the user chooses it here or there. A run from the sources has no program to start. */
function followLoginItem(core: Core, client: Client, item: LoginItem, logger: Logger) {
  const choice = createLoginChoice({ item, logger, save: (startAtLogin) => client.settings.update({ startAtLogin }) });
  let current: Settings = defaultSettings;
  const unwatch = core.watch((update) => {
    if (update.kind !== 'snapshot' && update.kind !== 'settings') return;
    current = update.settings;
    if (app.isPackaged) void choice.apply(current);
  });
  if (app.isPackaged) void choice.adopt(current);
  return {
    close: unwatch,
    settings: () => current,
    startedProgram: platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin,
  };
}
