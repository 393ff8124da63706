import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { type SelfCheck, skipped } from '../../core/self-check/check.ts';
import { createRunTool } from '../../core/system/run-tool.ts';
import type { ElectronParts } from '../electron-parts.ts';
import { autostartFolder, createLoginItem } from '../login/login-item.ts';
import { effectiveApplicationId } from '../main/application-id.ts';
import { ownProgram } from '../main/own-program.ts';
import { judgeNoticePermission } from '../notifications/permission.ts';
import { windowingSystem } from '../system/windowing-system.ts';
import { createTrayHost } from '../tray/host.ts';
import { checkHotkey } from './hotkey.ts';
import { checkLoginItem, probeEntry } from './login-item.ts';
import { checkNotification } from './notification.ts';
import { checkSandbox, readSeccompFilters } from './sandbox.ts';
import { checkTrayHost, checkTrayImages } from './tray.ts';
import { checkWindowing } from './windowing.ts';

/** What the program does around its window. While these are run, a page is open. */
export function systemChecks(parts: {
  electron: ElectronParts<'app' | 'globalShortcut' | 'nativeImage' | 'Notification'>;
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  logger: Logger;
  clock: Clock;
  words: SelfCheckWords;
  /** The folder of the icons. Absolute. */
  icons: string;
}): SelfCheck[] {
  const { electron, platform, environment, words } = parts;
  const { app, Notification } = electron;
  const ask = createRunTool({ environment, logger: parts.logger });
  const windowing = windowingSystem(app, platform);
  const autostart = autostartFolder(environment, app.getPath('home'));
  const permission = () =>
    judgeNoticePermission({
      platform,
      environment,
      ask,
      wasRefused: () => false,
      applicationId: effectiveApplicationId(app.isPackaged),
      isSupported: () => Notification.isSupported(),
    });
  return [
    { name: 'windowing', run: () => checkWindowing(windowing, environment, words) },
    {
      name: 'sandbox',
      after: 'window',
      run: () => checkSandbox({ app, platform, filtersOf: readSeccompFilters, words }),
    },
    { name: 'tray-images', run: () => checkTrayImages(parts) },
    { name: 'tray-host', run: () => checkTrayHost(createTrayHost({ platform, ask, clock: parts.clock }), words) },
    { name: 'notification', run: () => checkNotification({ electron, permission, words }) },
    { name: 'hotkey', run: () => checkHotkey({ electron, windowing, words }) },
    {
      name: 'login-item',
      run() {
        if (!app.isPackaged) return skipped(words.loginItemFromSources());
        const program = ownProgram(environment);
        const item = createLoginItem({ app, platform, program, autostart, entry: probeEntry });
        return checkLoginItem({ item, platform, autostart, words });
      },
    },
  ];
}
