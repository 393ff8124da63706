import type { Recording } from '../../../shared/contract/recording.ts';
import { usePlayer } from '../../stores/player-store.ts';
import { isArchive } from './recording-words.ts';

/** Whether it is here and nothing here can play it. Which formats a machine plays shows only when it tries. */
export function useUnplayable(recording: Recording | undefined): boolean {
  const refused = usePlayer((player) => recording !== undefined && player.refused.has(recording.callId));
  return recording?.state === 'stored' && (refused || isArchive(recording));
}
