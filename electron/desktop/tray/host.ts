import type { Clock } from '../../core/ports.ts';
import type { RunTool } from '../../core/system/run-tool.ts';
import { busFlag } from '../../core/system/session-bus.ts';

/** Whether a tray icon is seen by anybody. Asked of the session anew by `refresh`, as panels and extensions come and go. */
export interface TrayHost {
  /** As of the last answer; false until the first one on Linux, where nothing is promised. */
  isThere(): boolean;
  refresh(): Promise<void>;
  /** Asks again and again, and calls `onCome` each time one has come. The answer stops it. */
  watch(onCome: () => void): () => void;
}

const watcher = {
  name: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};

/** A panel comes up within seconds of the login at which the program starts as well; later one comes with an extension. */
const often = { ms: 5_000, times: 24 };
const seldomMs = 60_000;

/**
 * Windows and macOS always have a tray. A Linux session has one when something watches for status notifier items and a panel has
 * registered with it to show them; stock GNOME has nothing of the kind, and a window that was hidden there would be gone for good.
 */
export function createTrayHost(system: { platform: NodeJS.Platform; ask: RunTool; clock: Clock }): TrayHost {
  const { platform, ask, clock } = system;
  if (platform !== 'linux') return { isThere: () => true, refresh: async () => {}, watch: () => () => {} };
  let there = false;
  let onCome = () => {};

  async function refresh(): Promise<void> {
    const before = there;
    there = (await busFlag(ask, watcher, 'IsStatusNotifierHostRegistered')) === true;
    if (there && !before) onCome();
  }

  return {
    isThere: () => there,
    refresh,
    watch(listener) {
      onCome = listener;
      let asked = 0;
      let isOver = false;
      let cancel = () => {};
      const wait = () => {
        if (isOver) return;
        asked += 1;
        cancel = clock.after(asked <= often.times ? often.ms : seldomMs, () => void refresh().then(wait));
      };
      wait();
      return () => {
        isOver = true;
        onCome = () => {};
        cancel();
      };
    },
  };
}
