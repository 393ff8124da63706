import { create } from 'zustand';
import type { Call } from '../../shared/contract/call.ts';

/** What is asked of the audio element. Each is a new object, so that the same command twice is two. */
export type PlayerCommand = { kind: 'toggle' } | { kind: 'step'; seconds: number };

interface PlayerState {
  /** What is in the player; nothing means that the player is not there. */
  call?: Call | undefined;
  /** What the audio element really does, as it reports. */
  playing: boolean;
  rate: number;
  /** 0 to 1, of what the system gives the page. */
  volume: number;
  skipsSilence: boolean;
  /** Whether the notes of the recording are shown above the player. */
  notesOpen: boolean;
  command?: PlayerCommand | undefined;
  /** Calls whose recordings this machine's audio element has refused. */
  refused: ReadonlySet<number>;
}

export const usePlayer = create<PlayerState>()(() => ({
  playing: false,
  rate: 1,
  volume: 1,
  skipsSilence: false,
  notesOpen: false,
  refused: new Set(),
}));

/** Plays the recording of this call; pauses it when it is the one that plays. */
export function playCall(call: Call): void {
  if (usePlayer.getState().call?.id === call.id) togglePlayer();
  else usePlayer.setState({ call, playing: false, command: undefined });
}

/** The audio element cannot play it: the next one may. */
export function noteRefused(callId: number): void {
  usePlayer.setState(({ refused }) => ({ playing: false, refused: new Set(refused).add(callId) }));
}

export function togglePlayer(): void {
  usePlayer.setState({ command: { kind: 'toggle' } });
}

/** Forward by so many seconds; back by a negative number. */
export function stepPlayer(seconds: number): void {
  usePlayer.setState({ command: { kind: 'step', seconds } });
}

export function closePlayer(): void {
  usePlayer.setState({ call: undefined, playing: false, notesOpen: false, command: undefined });
}
