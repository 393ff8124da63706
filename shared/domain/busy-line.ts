import type { Callback, CallbackState } from '../contract/callback.ts';

/** States in which another order to the same number must wait. */
export const openCallbackStates: readonly CallbackState[] = [
  'ordering',
  'ordered',
  'ringing-own',
  'ringing-remote',
  'connected',
];

/** Whether somebody rings, talks or is being called: the wrong moment for anything that is not about the call. */
export function isLineBusy(cardCount: number, callbacks: readonly Callback[]): boolean {
  return cardCount > 0 || callbacks.some(({ state }) => openCallbackStates.includes(state));
}
