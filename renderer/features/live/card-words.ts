import type { CallState } from '../../../shared/contract/call.ts';

/** How the state of a card is said, by its key among the `live` words. */
export const cardStateWords = {
  ringing: 'ringing',
  answered: 'answered',
  ended: 'ended',
  missed: 'missed',
  rejected: 'rejected',
  busy: 'busy',
  'answered-elsewhere': 'answeredElsewhere',
  'no-answer': 'ended',
  failed: 'ended',
  unknown: 'ended',
} as const satisfies Record<CallState, string>;
