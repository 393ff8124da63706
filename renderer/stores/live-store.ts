import { create } from 'zustand';
import type { LiveCard, Update } from '../../shared/contract/updates.ts';
import { applyUpdate, emptyLiveState, type LiveState } from './live-state.ts';

export const useLive = create<LiveState>()(() => emptyLiveState);

export function hearUpdate(update: Update): void {
  useLive.setState((state) => applyUpdate(state, update, Date.now()));
}

/** Epoch ms on core's clock. */
export function coreNow(): number {
  return Date.now() + useLive.getState().clockSkew;
}

/** Who rings, and has rung longest. */
export function ringingCard({ cards }: LiveState): LiveCard | undefined {
  return cards.find(({ call }) => call.direction === 'in' && call.state === 'ringing');
}
