import { create } from 'zustand';
import type { Call } from '../../shared/contract/call.ts';

interface PlayerState {
  /** What is in the player; nothing means that the player is not there. */
  call?: Call | undefined;
  /** What the audio element really does, as it reports. */
  playing: boolean;
  rate: number;
  /** Counts the wishes to play or pause, so that the same wish twice is two wishes. */
  toggles: number;
}

export const usePlayer = create<PlayerState>()(() => ({ playing: false, rate: 1, toggles: 0 }));

/** Plays the recording of this call; pauses it when it is the one that plays. */
export function playCall(call: Call): void {
  usePlayer.setState((state) =>
    state.call?.id === call.id ? { toggles: state.toggles + 1 } : { call, playing: false, toggles: 0 },
  );
}

export function togglePlayer(): void {
  usePlayer.setState((state) => ({ toggles: state.toggles + 1 }));
}

export function closePlayer(): void {
  usePlayer.setState({ call: undefined, playing: false });
}
