import type { Clock } from '../../core/ports.ts';
import { watchForWake } from '../../core/wake/wake-watch.ts';
import type { ElectronParts } from '../electron-parts.ts';

/** Moments after which every connection may be dead without knowing it. */
export interface SystemMoments {
  close(): void;
}

export function watchSystemMoments(options: {
  electron: ElectronParts<'powerMonitor' | 'net'>;
  clock: Clock;
  /** The machine's own addresses as one text: another network is another text. */
  addresses(): string;
  /** Connect anew, at once. */
  onWake(): void;
}): SystemMoments {
  const { electron, clock, addresses, onWake } = options;
  const watch = watchForWake({ clock, addresses, onWake, isOnline: () => electron.net.isOnline() });
  electron.powerMonitor.on('resume', watch.wake);
  electron.powerMonitor.on('unlock-screen', watch.wake);
  return {
    close() {
      watch.close();
      electron.powerMonitor.removeListener('resume', watch.wake);
      electron.powerMonitor.removeListener('unlock-screen', watch.wake);
    },
  };
}
