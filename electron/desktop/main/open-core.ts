import { app, Notification, net } from 'electron';
import type { Language } from '../../../shared/words/desktop.ts';
import { createCore } from '../../core/app.ts';
import type { CloseStack } from '../../core/close-stack.ts';
import type { Core } from '../../core/core.ts';
import type { Clock, Logger, SecretVault } from '../../core/ports.ts';
import type { RunTool } from '../../core/system/run-tool.ts';
import { autostartFolder, createLoginItem, type LoginItem } from '../login/login-item.ts';
import { createNotifier, type DesktopNotifier } from '../notifications/notifier.ts';
import { createProgramUpdater } from '../program-update/program-updater.ts';
import type { TrayHost } from '../tray/host.ts';
import type { CallCommands } from './call-commands.ts';
import { composePorts } from './core-ports.ts';
import type { Shutdown } from './shutdown.ts';

const { platform } = process;

/** Core, with what this host does for it of which others know too. */
export async function openCore(parts: {
  dataDirectory: string;
  /** What starts the program again. Absolute. */
  program: string;
  locale: Language;
  language: () => Language;
  clock: Clock;
  logger: Logger;
  vault: SecretVault;
  trayHost: TrayHost;
  commands: CallCommands;
  ask: RunTool;
  isWayland: boolean;
  startsAtLogin: () => boolean;
  quitInto: Shutdown['quitInto'];
  opened: CloseStack;
}): Promise<{ core: Core; notifier: DesktopNotifier; loginItem: LoginItem }> {
  const { program, language, clock, logger, commands, quitInto, opened } = parts;
  const loginItem = createLoginItem({
    app,
    platform,
    program,
    autostart: autostartFolder(process.env, app.getPath('home')),
  });
  const notifier = createNotifier({ platform, logger, commands, language, electron: { Notification } });
  opened.push('notifications', notifier.close);
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
    quitInto,
  });
  const core = await createCore(
    composePorts({ ...parts, version: app.getVersion(), platform, notifier, loginItem, programUpdater }),
  );
  opened.push('core', core.close);
  return { core, notifier, loginItem };
}
