import type { Clock } from '../core/ports.ts';
import type { ElectronParts } from './electron-parts.ts';

/** Moments after which every connection may be dead without knowing it. */
export interface SystemMoments {
  close(): void;
}

const lookEveryMs = 5_000;
/** Timers are late by less than this unless the machine slept or its clock was set. */
const longestDelayMs = 30_000;

export function watchSystemMoments(options: {
  electron: ElectronParts<'powerMonitor' | 'net'>;
  clock: Clock;
  /** The machine's own addresses as one text: another network is another text. */
  addresses(): string;
  /** Connect anew, at once. */
  onWake(): void;
}): SystemMoments {
  const { electron, clock, onWake } = options;
  let lastLook = clock.now();
  let online = electron.net.isOnline();
  let addresses = options.addresses();
  let cancel = () => {};

  // Sleep is told on every system and may be missed on each; the rest is told on none.
  function look(): void {
    const now = clock.now();
    const late = Math.abs(now - lastLook - lookEveryMs) > longestDelayMs;
    const before = { online, addresses };
    online = electron.net.isOnline();
    addresses = options.addresses();
    lastLook = now;
    if (online && (late || !before.online || addresses !== before.addresses)) onWake();
    cancel = clock.after(lookEveryMs, look);
  }
  cancel = clock.after(lookEveryMs, look);

  const wake = () => {
    // What the next look would find is answered by this.
    lastLook = clock.now();
    onWake();
  };
  electron.powerMonitor.on('resume', wake);
  electron.powerMonitor.on('unlock-screen', wake);
  return {
    close() {
      cancel();
      electron.powerMonitor.removeListener('resume', wake);
      electron.powerMonitor.removeListener('unlock-screen', wake);
    },
  };
}
