import type { Call, CallState } from '../../../shared/contract/call.ts';
import { formatDuration } from '../../format/duration.ts';
import type { Words } from '../../words/words.ts';
import { describeWay, written } from './journey-lines.ts';

const stateWords = {
  ringing: 'ringing',
  answered: 'answered',
  ended: 'ended',
  missed: 'missed',
  rejected: 'rejected',
  busy: 'busy',
  'answered-elsewhere': 'answeredElsewhere',
  'no-answer': 'noAnswer',
  failed: 'failed',
  unknown: 'unknown',
} as const satisfies Record<CallState, string>;

/** What became of the call, in words. */
export function describeOutcome(call: Call, { t }: Words): string {
  return t(`calls.states.${stateWords[call.state]}`);
}

/** The second line of a row: what is not said by the icon and the name. */
export function describeCall(call: Call, account: string | undefined, words: Words): string {
  const { t, number } = words;
  const plain = call.state === 'ended' || call.state === 'missed';
  return [
    call.remote.name && number(call.remote),
    !plain && describeOutcome(call, words),
    call.answeredBy && t('calls.answeredBy', { name: written(call.answeredBy, number) }),
    describeWay(call, words),
    call.line,
    account !== call.line && account,
    call.note && `«${call.note}»`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The whole row as one sentence for screen readers. */
export function readCall(call: Call, now: number, words: Words): string {
  const { t, who, when } = words;
  const what = [
    t(call.direction === 'in' ? 'calls.incoming' : 'calls.outgoing'),
    describeOutcome(call, words),
    describeWay(call, words),
    call.talkSeconds !== undefined && formatDuration(call.talkSeconds),
    call.line,
    call.recording && t('calls.recording'),
  ];
  return t('calls.row', {
    who: who(call.remote),
    what: what.filter(Boolean).join(', '),
    when: when(call.startedAt, now),
  });
}
