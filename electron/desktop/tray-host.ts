import type { Ask } from '../core/system/question.ts';
import { hasBusName } from '../core/system/session-bus.ts';

/** Whether a tray icon is seen by anybody. Asked of the session anew by `refresh`, as panels and extensions come and go. */
export interface TrayHost {
  /** As of the last answer; false until the first one on Linux, where nothing is promised. */
  isThere(): boolean;
  refresh(): Promise<void>;
}

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Windows and macOS always have a tray. A Linux session has one when something watches for status notifier items; stock
 * GNOME has nothing of the kind, and a window that was hidden there would be gone for good.
 */
export function createTrayHost({ platform, ask }: { platform: NodeJS.Platform; ask: Ask }): TrayHost {
  if (platform !== 'linux') return { isThere: () => true, refresh: async () => {} };
  let there = false;
  return {
    isThere: () => there,
    async refresh() {
      there = (await hasBusName(ask, watcher)) === true;
    },
  };
}
