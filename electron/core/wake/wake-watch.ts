import type { Clock } from '../ports.ts';

/** Notices by itself that this machine slept, that its clock was set, or that it is in another network. */
export interface WakeWatch {
  /** The system told of such a moment: connects anew, and what the next look would find is answered by this. */
  wake(): void;
  close(): void;
}

const lookEveryMs = 5_000;
/** Timers are late by less than this unless the machine slept or its clock was set. */
const longestDelayMs = 30_000;

export function watchForWake(options: {
  clock: Clock;
  isOnline(): boolean;
  /** The machine's own addresses as one text: another network is another text. */
  addresses(): string;
  /** Connect anew, at once. */
  onWake(): void;
}): WakeWatch {
  const { clock, onWake } = options;
  let lastLook = clock.now();
  let network = findNetwork({ online: true, addresses: '' });
  let cancel = () => {};

  /** Where no descriptor is left, the system cannot even be asked: then it is as before. A timer's throw would end the program. */
  function findNetwork(before: { online: boolean; addresses: string }): typeof before {
    try {
      return { online: options.isOnline(), addresses: options.addresses() };
    } catch {
      return before;
    }
  }

  // Sleep is told on some systems and may be missed on each; the rest is told on none.
  function look(): void {
    const now = clock.now();
    const late = Math.abs(now - lastLook - lookEveryMs) > longestDelayMs;
    const before = network;
    network = findNetwork(before);
    lastLook = now;
    cancel = clock.after(lookEveryMs, look);
    if (late || (network.online && (!before.online || network.addresses !== before.addresses))) onWake();
  }
  cancel = clock.after(lookEveryMs, look);

  return {
    wake() {
      lastLook = clock.now();
      onWake();
    },
    close: () => cancel(),
  };
}
