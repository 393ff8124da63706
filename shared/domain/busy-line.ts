import { type Callback, openCallbackStates } from '../contract/callback.ts';
import type { LiveCard } from '../contract/updates.ts';

/** Whether somebody rings, talks or is being called: the wrong moment for anything that is not about the call. */
export function isLineBusy(cards: readonly LiveCard[], callbacks: readonly Callback[]): boolean {
  return cards.length > 0 || callbacks.some(({ state }) => openCallbackStates.includes(state));
}
