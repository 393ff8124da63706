import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Notification,
  net,
  powerMonitor,
  screen,
  shell,
} from 'electron';
import type { Client } from '../../../shared/contract/contract.ts';
import { createCore } from '../../core/app.ts';
import { systemTrust } from '../../core/http/certificates.ts';
import { claimInstance, type Instance } from '../../core/instance/instance.ts';
import { createLogger } from '../../core/log/log.ts';
import { createSecretVault } from '../../core/secrets/secret-vault.ts';
import { createRunTool } from '../../core/system/run-tool.ts';
import { createSystemClock } from '../../core/system-clock.ts';
import { machineAddresses } from '../../core/wake/machine-addresses.ts';
import { createDialling } from '../dialling/dialling.ts';
import { autostartFolder, createLoginItem } from '../login/login-item.ts';
import { watchLogin } from '../login/watch.ts';
import { createNotifier } from '../notifications/notifier.ts';
import { servePage } from '../page/page-service.ts';
import { createPopup } from '../popup/popup.ts';
import { createProgramUpdater } from '../program-update/program-updater.ts';
import { watchSystemMoments } from '../system/power-moments.ts';
import { windowingSystem } from '../system/windowing-system.ts';
import { createTrayHost } from '../tray/host.ts';
import { builtFile } from './built-file.ts';
import { createCallCommands } from './call-commands.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { composePorts } from './core-ports.ts';
import { endWithError, systemLanguage } from './failure.ts';
import { ownProgram } from './own-program.ts';
import { createShellUi } from './shell-ui.ts';
import { createShutdown } from './shutdown.ts';
import type { LaterStart, LaterStarts } from './single-instance.ts';

const { platform } = process;
const program = ownProgram(process.env);

/** Of a keychain that only has to answer. */
const KEYCHAIN_PATIENCE_MS = 1_000;

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
  // On a thread, and from now on: on some Macs it takes longer than everything else.
  systemTrust(logger);
  process.on('uncaughtException', (error) => {
    logger.error('desktop.uncaught', { error });
    endWithError({ app, dialog }, 'hasFailed', error);
  });
  // A keychain that is still locked waits for a person: tray and window do not, and it is taken when it opens.
  const limits = { probeMs: KEYCHAIN_PATIENCE_MS };
  const vault = await createSecretVault({ dataDirectory, logger, clock, environment: process.env, limits });
  const locale = systemLanguage(app);

  const isWayland = windowingSystem(app, platform) === 'wayland';
  const ask = createRunTool({ environment: process.env, logger });
  const trayHost = createTrayHost({ platform, ask, clock });
  const loginItem = createLoginItem({
    app,
    platform,
    program,
    autostart: autostartFolder(process.env, app.getPath('home')),
  });
  const view = createShellUi({ locale, logger, clock, trayHost });
  const { mainWindow } = view;
  const commands = createCallCommands({ mainWindow, logger });
  const notifier = createNotifier({
    platform,
    logger,
    commands,
    language: view.language,
    electron: { Notification },
  });
  const programUpdater = createProgramUpdater({
    clock,
    logger,
    installation: {
      platform,
      environment: process.env,
      isPackaged: app.isPackaged,
      program: process.execPath,
      resources: process.resourcesPath,
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
      isWayland,
      programUpdater,
    }),
  );
  const popup = createPopup({
    electron: { BrowserWindow, screen, ipcMain },
    platform,
    clock,
    isPossible: !isWayland,
    preloadPath: builtFile('desktop/preload/popup-preload.cjs'),
    statePath: join(app.getPath('userData'), 'popup.json'),
    logger,
    isWindowFocused: () => mainWindow.current()?.isFocused() === true,
    openCall: mainWindow.openCall,
  });
  const closePage = servePage(core, popup, logger);
  const client = createRouterClient(core.router) as unknown as Client;
  commands.use(client);
  const dialling = createDialling({
    electron: { globalShortcut, clipboard },
    platform,
    logger,
    mainWindow,
    takeFocus: isWayland ? mainWindow.takeFocus : undefined,
    tell: notifier.tell,
    language: view.language,
  });
  const stopListening = core.watch((update) => {
    commands.hear(update);
    popup.hear(update);
    if (update.kind === 'snapshot' || update.kind === 'settings') dialling.setHotkey(update.settings.hotkey);
  });
  // Whether anybody shows an icon is asked before there is one: it is looked for once, when it is made.
  await trayHost.refresh();
  const closeView = view.follow({ core, client, notifier, commands });
  const login = watchLogin({ core, client, item: loginItem, logger });

  const shutdown = createShutdown({
    app,
    logger,
    program,
    onQuit: () => mainWindow.release(),
    async close() {
      stopListening();
      popup.close();
      dialling.close();
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
    else dialling.dial(asked.call);
    if (asked?.demo) void startDemo();
  };
  start.laterStarts.deliverTo(startAgain);
  await instance.serve(async ({ args }) => {
    startAgain({ args, workingDirectory: process.cwd() });
    return { host: 'desktop' };
  });

  const { atLogin, hidden } = start.commandLine;
  const waits = hidden || ((atLogin || login.startedProgram) && login.settings().startHidden);
  if (start.commandLine.call !== undefined) dialling.dial(start.commandLine.call);
  else if (!waits) mainWindow.show();
  else if (!view.isTraySeen()) mainWindow.showMinimized();
  else if (login.settings().sound) mainWindow.prepare();
  await core.start();
  if (start.commandLine.demo) await startDemo();
}
