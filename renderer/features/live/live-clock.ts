import { type ConnectionState, useConnection } from '../../stores/connection-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { useNow } from '../../ui/now.ts';

interface KnownUntil {
  /** Epoch ms on core's clock. */
  at: number;
  isStopped: boolean;
}

/** The second up to which calls of this moment are known. */
export function useKnownUntil(): KnownUntil {
  const now = useNow(1000);
  const skew = useLive((state) => state.clockSkew);
  return knownUntil(now, skew, useConnection());
}

/** Stands still while the program is gone, because nobody knows how calls went on. `skew`: core's clock minus the page's, ms. */
export function knownUntil(now: number, skew: number, { phase, since }: ConnectionState): KnownUntil {
  return phase === 'lost' ? { at: since + skew, isStopped: true } : { at: now, isStopped: false };
}
