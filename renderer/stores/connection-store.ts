import { create } from 'zustand';

export interface ConnectionState {
  /** `opening` only before the first snapshot; after a loss it is `lost` until the next one. */
  phase: 'opening' | 'open' | 'lost';
  /** Epoch ms since when the phase holds. */
  since: number;
  nextTryAt?: number;
}

export const useConnection = create<ConnectionState>()(() => ({ phase: 'opening', since: Date.now() }));

export function markOpen(): void {
  useConnection.setState({ phase: 'open', since: Date.now(), nextTryAt: undefined });
}

export function markLost(nextTryAt: number): void {
  useConnection.setState((state) => ({
    phase: 'lost',
    since: state.phase === 'lost' ? state.since : Date.now(),
    nextTryAt,
  }));
}
