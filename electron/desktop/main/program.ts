import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { app, BrowserWindow, clipboard, dialog, globalShortcut, ipcMain, net, powerMonitor, screen } from 'electron';
import type { Client } from '../../../shared/contract/contract.ts';
import { createCloseStack } from '../../core/close-stack.ts';
import type { Core } from '../../core/core.ts';
import { systemTrust } from '../../core/http/certificates.ts';
import type { Instance } from '../../core/instance/instance.ts';
import { createLogger } from '../../core/log/log.ts';
import type { Logger } from '../../core/ports.ts';
import { createSecretVault } from '../../core/secrets/secret-vault.ts';
import { createRunTool } from '../../core/system/run-tool.ts';
import { createSystemClock } from '../../core/system-clock.ts';
import { machineAddresses } from '../../core/wake/machine-addresses.ts';
import { createDialling, type Dialling } from '../dialling/dialling.ts';
import { type LoginWatch, watchLogin } from '../login/watch.ts';
import type { DesktopNotifier } from '../notifications/notifier.ts';
import { servePage } from '../page/page-service.ts';
import { createPopup } from '../popup/popup.ts';
import { watchSystemMoments } from '../system/power-moments.ts';
import { windowingSystem } from '../system/windowing-system.ts';
import { createTrayHost } from '../tray/host.ts';
import { builtFile } from './built-file.ts';
import { createCallCommands } from './call-commands.ts';
import { createUncaughtHandler, systemLanguage } from './failure.ts';
import { openCore } from './open-core.ts';
import { ownProgram } from './own-program.ts';
import { createShellUi, type ShellUi } from './shell-ui.ts';
import { createShutdown } from './shutdown.ts';

const { platform } = process;

/** Of a keychain that only has to answer. */
const KEYCHAIN_PATIENCE_MS = 1_000;

/** The running program, as far as starts ask something of it. */
export interface Program {
  core: Core;
  view: ShellUi;
  login: LoginWatch;
  dialling: Dialling;
  notifier: DesktopNotifier;
  logger: Logger;
}

/**
 * Opens one part after the other on a data directory that this process owns. They are closed when Electron quits; where it does so
 * meanwhile, there is no program.
 */
export async function openProgram(instance: Instance): Promise<Program | undefined> {
  const { dataDirectory } = instance;
  const clock = createSystemClock();
  const logger = createLogger({ dataDirectory });
  const program = ownProgram(process.env);
  const opened = createCloseStack(logger);
  opened.push('instance', instance.close);
  // On a thread, and from now on: on some Macs it takes longer than everything else.
  systemTrust(logger);
  let isEnding = () => false;
  process.on('uncaughtException', createUncaughtHandler({ app, dialog }, { logger, isEnding: () => isEnding() }));
  // A keychain that is still locked waits for a person: tray and window do not, and it is taken when it opens.
  const limits = { probeMs: KEYCHAIN_PATIENCE_MS };
  const vault = await createSecretVault({ dataDirectory, logger, clock, environment: process.env, limits });
  opened.push('vault', vault.close);

  const locale = systemLanguage(app);
  const isWayland = windowingSystem(app, platform) === 'wayland';
  const ask = createRunTool({ environment: process.env, logger });
  const trayHost = createTrayHost({ platform, ask, clock });
  const view = createShellUi({ locale, logger, clock, trayHost });
  const { mainWindow } = view;
  const shutdown = createShutdown({
    app,
    logger,
    program,
    onQuit: () => mainWindow.release(),
    close: opened.close,
  });
  isEnding = shutdown.hasBegun;
  const commands = createCallCommands({ mainWindow, logger });
  const { core, notifier, loginItem } = await openCore({
    ...{ dataDirectory, program, locale, clock, logger, vault, trayHost, commands, ask, isWayland, opened },
    language: view.language,
    startsAtLogin: () => login.settings().startAtLogin,
    quitInto: shutdown.quitInto,
  });
  const client = createRouterClient(core.router) as unknown as Client;
  commands.use(client);

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
  opened.push('popup', popup.close);
  opened.push('page', servePage(core, popup, logger));
  const dialling = createDialling({
    electron: { globalShortcut, clipboard },
    platform,
    logger,
    mainWindow,
    takeFocus: isWayland ? mainWindow.takeFocus : undefined,
    tell: notifier.tell,
    language: view.language,
  });
  opened.push('dialling', dialling.close);
  opened.push(
    'updates',
    core.watch((update) => {
      commands.hear(update);
      popup.hear(update);
      if (update.kind === 'snapshot' || update.kind === 'settings') dialling.setHotkey(update.settings.hotkey);
    }),
  );
  // Whether anybody shows an icon is asked before there is one: it is looked for once, when it is made.
  await trayHost.refresh();
  if (shutdown.hasBegun()) return undefined;
  opened.push('tray', view.follow({ core, client, notifier, commands }));
  const login = watchLogin({ core, client, item: loginItem, logger });
  opened.push('login', login.close);
  const moments = watchSystemMoments({
    electron: { powerMonitor, net },
    clock,
    addresses: machineAddresses,
    onWake: () => core.wake(),
  });
  opened.push('system moments', moments.close);
  return { core, view, login, dialling, notifier, logger };
}
