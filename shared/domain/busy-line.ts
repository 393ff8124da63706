import { type Callback, openCallbackStates } from '../contract/callback.ts';

/** Whether somebody rings, talks or is being called: the wrong moment for anything that is not about the call. */
export function isLineBusy(cardCount: number, callbacks: readonly Callback[]): boolean {
  return cardCount > 0 || callbacks.some(({ state }) => openCallbackStates.includes(state));
}
