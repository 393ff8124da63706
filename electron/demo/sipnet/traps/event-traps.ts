import type { TrapTable } from '../../trap-table.ts';
import type { NumberForm } from '../number-forms.ts';
import type { TimeForm } from '../time-forms.ts';

export type HookState = 'INVITE' | 'CONNECTED' | 'BYE';

/** Of the webhook (SIPNET API 2.7.0, 6.9). */
export interface EventTraps {
  duplicateEvents: boolean;
  eventOrder: 'in-order' | 'invite-late' | 'reversed';
  loseEvents: readonly HookState[];
  delayEventsMs: number;
  retryFailedEvents: number;
  hookPost: 'json' | 'json-untyped' | 'json-as-form' | 'json-with-mark' | 'form' | 'list' | 'one-list-a-call';
  hookDates: TimeForm | 'absent';
  hookNumbers: NumberForm;
  hookDuration: 'talk' | 'whole-call' | 'absent';
  cids: 'per-leg' | 'per-call';
  callIds: 'per-call' | 'per-leg';
  longIds: boolean;
  legsLeftRinging: 'bye' | 'silent';
  transferEvents: 'told' | 'silent';
  connectedUnderNewCid: boolean;
}

export const eventTraps: TrapTable<EventTraps> = {
  duplicateEvents: { normal: false, others: [true], models: 'every event is posted twice' },
  eventOrder: {
    normal: 'in-order',
    others: ['invite-late', 'reversed'],
    models: 'INVITE arrives after the next event, or a whole call arrives backwards',
  },
  loseEvents: {
    normal: [],
    others: [['INVITE'], ['CONNECTED'], ['BYE']],
    models: 'events of these states never arrive (no CONNECTED: a BYE out of nothing)',
  },
  delayEventsMs: { normal: 0, others: [50], models: 'events arrive late' },
  retryFailedEvents: {
    normal: 0,
    others: [2],
    models: 'the document promises no retry; a service that repeats refused posts',
  },
  hookPost: {
    normal: 'json',
    others: ['json-untyped', 'json-as-form', 'json-with-mark', 'form', 'list', 'one-list-a-call'],
    models:
      'JSON without its type, called a form, or behind a byte order mark; a form; a list of one event, or of a call',
  },
  hookDates: {
    normal: 'gmt',
    others: ['moscow', 'sql', 'iso', 'epoch', 'milliseconds', 'microseconds', 'short-offset', 'rfc2822', 'absent'],
    models: 'created and event_created have no stated format or zone',
  },
  hookNumbers: {
    normal: 'digits',
    others: ['plus', 'sip', 'eight', 'plus-eight', 'double-zero', 'ten-digits', 'spaced', 'named'],
    models: 'numbers come with a plus, as sip: addresses, with 8, 00, ten digits, or as people write them',
  },
  hookDuration: {
    normal: 'talk',
    others: ['whole-call', 'absent'],
    models: 'what the duration of an event counts is not stated: it may have the ringing in it, or be missing',
  },
  cids: {
    normal: 'per-leg',
    others: ['per-call'],
    models: 'whether phones that ring together share one cid is not stated',
  },
  callIds: {
    normal: 'per-call',
    others: ['per-leg'],
    models: 'nor whether they share one call_id: some exchanges give each leg a uuid',
  },
  longIds: { normal: false, others: [true], models: 'cids are numbers of 19 digits, next to each other' },
  legsLeftRinging: {
    normal: 'bye',
    others: ['silent'],
    models: 'phones that lost the race get a BYE while the call goes on, or nothing',
  },
  transferEvents: {
    normal: 'told',
    others: ['silent'],
    models: "a call that is handed on stays the first phone's, as far as events tell",
  },
  connectedUnderNewCid: { normal: false, others: [true], models: 'CONNECTED carries a cid that no INVITE had' },
};
