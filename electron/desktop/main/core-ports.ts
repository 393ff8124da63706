import { app, Notification, session, shell } from 'electron';
import type { Language } from '../../../shared/words/desktop.ts';
import { readLicences } from '../../core/page/licences.ts';
import type { Clock, CorePorts, Logger, ProgramUpdater, SecretVault } from '../../core/ports.ts';
import { judgeFocusAssist } from '../../core/system/focus-assist.ts';
import { hostPlatform } from '../../core/system/host-platform.ts';
import type { RunTool } from '../../core/system/run-tool.ts';
import { createCallLinks } from '../dialling/tel-protocol-client.ts';
import type { LoginItem } from '../login/login-item.ts';
import type { DesktopNotifier } from '../notifications/notifier.ts';
import { judgeNoticePermission } from '../notifications/permission.ts';
import { createUrlOpener } from '../page/open-external.ts';
import { describeSystem } from '../system/host-diagnostics.ts';
import type { TrayHost } from '../tray/host.ts';
import { effectiveApplicationId } from './application-id.ts';
import { builtFile } from './built-file.ts';

/** What core gets in the desktop host. */
export function composePorts(parts: {
  dataDirectory: string;
  version: string;
  platform: NodeJS.Platform;
  locale: Language;
  clock: Clock;
  logger: Logger;
  vault: SecretVault;
  notifier: DesktopNotifier;
  trayHost: TrayHost;
  loginItem: LoginItem;
  startsAtLogin: () => boolean;
  ask: RunTool;
  isWayland: boolean;
  programUpdater: ProgramUpdater;
}): CorePorts {
  const { dataDirectory, version, platform, locale, clock, logger, vault, notifier, trayHost, programUpdater } = parts;
  const system = { platform, environment: process.env, ask: parts.ask };
  const callLinks = createCallLinks({ ...system, app, shell });
  return {
    paths: { dataDirectory },
    clock,
    logger,
    vault,
    notifier,
    urlOpener: createUrlOpener({ shell, telOpener: callLinks.telOpener }),
    programUpdater,
    licences: () => readLicences(builtFile('')),
    fileRevealer: { reveal: (path) => shell.showItemInFolder(path) },
    // From the sources the system would be told of Electron itself.
    ...(app.isPackaged ? { callLinks } : {}),
    diagnose: () =>
      describeSystem({
        trayHost,
        loginItem: app.isPackaged ? parts.loginItem : undefined,
        startsAtLogin: parts.startsAtLogin,
        callLinks: app.isPackaged ? callLinks.judge : undefined,
        focusAssist: () => judgeFocusAssist({ ...system, home: app.getPath('home') }),
        notifications: () =>
          judgeNoticePermission({
            ...system,
            applicationId: effectiveApplicationId(app.isPackaged),
            wasRefused: notifier.wasRefused,
            isSupported: () => Notification.isSupported(),
          }),
      }),
    // Chromium knows the system's settings on each platform, and runs their PAC scripts in its own sandbox.
    resolveProxy: (origin) => session.defaultSession.resolveProxy(origin),
    host: {
      name: 'desktop',
      version,
      platform: hostPlatform(platform),
      locale,
      features: {
        tray: true,
        notifications: Notification.isSupported() ? 'os' : 'none',
        loginItem: app.isPackaged,
        popup: !parts.isWayland,
        hotkey: true,
        wayland: parts.isWayland,
      },
    },
    // Servers that few users start: with them a web framework and an encoder would load at every start.
    demo: {
      start: async (language) => (await import('../../demo/demo-provider.ts')).createDemoProvider().start(language),
    },
    embeddedRelay: async (options) => (await import('../../relay/relay.ts')).createEmbeddedRelay(options),
  };
}
