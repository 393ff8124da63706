import type { CallState, Direction } from '../../../shared/contract/call.ts';
import type { DerivedCall } from '../../../shared/domain/call-machine.ts';
import type { ListedCall } from '../providers/provider.ts';

/** What one row of a provider's list says of a call, as it is kept. */
export interface ListedFacts {
  startedAt: number;
  talkSeconds?: number;
  outcome?: NonNullable<ListedCall['outcome']>;
  raw: Record<string, unknown>;
}

export interface SettledCall {
  state: CallState;
  startedAt: number;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  talkSeconds: number | undefined;
  ringSeconds: number | undefined;
  answeredBy: string | undefined;
}

/** States that only mean "nobody was heard to talk": a list that knows of talk corrects them. */
const silentStates: readonly CallState[] = ['missed', 'no-answer', 'rejected', 'failed', 'unknown'];

/**
 * One state from what was heard live and what the lists say. A pure function of both, so that it does not matter which
 * came first or how often. Times of the live events win: they are on our clock, and the card showed them.
 */
export function settleCall(
  heard: DerivedCall | undefined,
  listed: readonly ListedFacts[],
  direction: Direction,
): SettledCall {
  const talk = Math.max(0, ...listed.map((row) => row.talkSeconds ?? 0));
  const verdicts = listed.map((row) => row.outcome).filter((outcome) => outcome !== undefined && outcome !== 'ended');
  // A list that names a cause knows more than one that only counts no seconds.
  const verdict = verdicts.find((outcome) => outcome !== 'missed' && outcome !== 'no-answer') ?? verdicts[0];
  if (heard === undefined) {
    const startedAt = Math.min(...listed.map((row) => row.startedAt));
    const talked = talk > 0 || listed.some((row) => row.outcome === 'ended');
    const state: CallState = talked ? 'ended' : (verdict ?? 'unknown');
    return {
      state: state === 'missed' && direction === 'out' ? 'no-answer' : state,
      startedAt,
      answeredAt: undefined,
      endedAt: undefined,
      talkSeconds: talked && talk > 0 ? talk : undefined,
      ringSeconds: undefined,
      answeredBy: undefined,
    };
  }

  // A list may show a call that is still going on: until its end was heard, or given up on, its row proves nothing.
  if (heard.state === 'ringing' || heard.state === 'answered') return heard;
  if (talk > 0)
    return { ...heard, talkSeconds: talk, state: silentStates.includes(heard.state) ? 'ended' : heard.state };
  if (verdict !== undefined && heard.state === 'unknown') return { ...heard, state: verdict };
  return heard;
}
