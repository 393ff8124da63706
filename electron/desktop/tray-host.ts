import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Logger } from '../core/ports.ts';

/** Whether a tray icon is seen by anybody. Asked of the session anew by `refresh`, as panels and extensions come and go. */
export interface TrayHost {
  /** As of the last answer; false until the first one on Linux, where nothing is promised. */
  isThere(): boolean;
  refresh(): Promise<void>;
}

const watcher = 'org.kde.StatusNotifierWatcher';
/** Tools that speak D-Bus, in the order of how likely a desktop has them. Each prints a boolean. */
const questions: readonly (readonly [command: string, ...args: string[]])[] = [
  [
    'gdbus',
    ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
    ...['--method', 'org.freedesktop.DBus.NameHasOwner', watcher],
  ],
  [
    'busctl',
    ...['--user', 'call', 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'],
    ...['NameHasOwner', 's', watcher],
  ],
];
const patience = 2_000;

/**
 * Windows and macOS always have a tray. A Linux session has one when something watches for status notifier items; stock
 * GNOME has nothing of the kind, and a window that was hidden there would be gone for good.
 */
export function createTrayHost(options: {
  platform: NodeJS.Platform;
  logger: Logger;
  environment: NodeJS.ProcessEnv;
}): TrayHost {
  const { platform, logger, environment: env } = options;
  if (platform !== 'linux') return { isThere: () => true, refresh: async () => {} };
  const run = promisify(execFile);
  let there = false;

  async function ask(): Promise<boolean> {
    for (const [command, ...args] of questions) {
      try {
        return /\btrue\b/.test((await run(command, args, { timeout: patience, env })).stdout);
      } catch (error) {
        logger.debug('desktop.tray-host-unknown', { command, error });
      }
    }
    return false;
  }

  return {
    isThere: () => there,
    async refresh() {
      there = await ask();
    },
  };
}
