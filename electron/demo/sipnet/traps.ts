import type { Fault } from '../faults.ts';
import { normalTraps, type TrapTable } from '../trap-table.ts';

export type HookState = 'INVITE' | 'CONNECTED' | 'BYE';

/** Where the document is silent or reality is worse than the document, the stand can be told to behave as reality may. */
export interface Traps {
  duplicateEvents: boolean;
  eventOrder: 'in-order' | 'invite-late' | 'reversed';
  loseEvents: readonly HookState[];
  delayEventsMs: number;
  retryFailedEvents: number;
  hookDates: 'gmt' | 'moscow' | 'iso' | 'epoch' | 'absent';
  hookNumbers: 'digits' | 'plus' | 'sip';
  cids: 'per-leg' | 'per-call';
  legsLeftRinging: 'bye' | 'silent';
  connectedUnderNewCid: boolean;
  callbackEvents: 'destination-leg' | 'both-legs' | 'none';

  missedIn: 'attempts' | 'calls' | 'both';
  listLagMs: number;
  fieldNames: 'as-known' | 'lower';
  emptyLists: 'array' | 'absent' | 'null';
  rowsWithoutPhone: boolean;
  pbxCalls: 'listed' | 'refused';
  pbxDuration: 'talk' | 'whole-call';
  directionColumn: 'destination' | 'in-out' | 'absent';
  scalars: 'typed' | 'strings';
  absentFields: 'left-out' | 'null';
  unknownFields: boolean;
  callbackRows: 'destination-leg' | 'both-legs';
  callbackCli: 'own-number' | 'source';
  calls2ById: 'any-day' | 'within-period' | 'ignored';
  calls2State: 'named' | 'absent';
  calls2Legs: 'shown' | 'absent';

  badDates: 'refused' | 'today';
  hourEnd: 'rule' | 'example';

  errorStatus: 'ok' | 'http';
  answersName: 'subject' | 'main' | 'stranger';
  slowAnswersMs: number;
  fault: Fault | null;

  gencallId: 'id' | 'ID' | 'callid' | 'call_id' | 'none';
  redirectSet: 'type-only' | 'complete';

  recordings: 'mp3' | 'octet-stream' | 'zip' | 'json-error' | 'html' | 'expired' | 'empty' | 'cut-short';
  recordingUrls: 'live' | 'expired';
}

/** For each trap: how the stand behaves by itself, and what of reality the other values model. */
export const trapTable: TrapTable<Traps> = {
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
  hookDates: {
    normal: 'gmt',
    others: ['moscow', 'iso', 'epoch', 'absent'],
    models: 'created and event_created have no stated format or zone',
  },
  hookNumbers: { normal: 'digits', others: ['plus', 'sip'], models: 'numbers come with a plus or as sip: addresses' },
  cids: {
    normal: 'per-leg',
    others: ['per-call'],
    models: 'whether phones that ring together share one cid is not stated',
  },
  legsLeftRinging: {
    normal: 'bye',
    others: ['silent'],
    models: 'phones that lost the race get a BYE while the call goes on, or nothing',
  },
  connectedUnderNewCid: { normal: false, others: [true], models: 'CONNECTED carries a cid that no INVITE had' },
  callbackEvents: {
    normal: 'destination-leg',
    others: ['both-legs', 'none'],
    models: 'which legs of an ordered call fire the hook is not stated',
  },

  missedIn: {
    normal: 'attempts',
    others: ['calls', 'both'],
    models: 'whether a missed call stands in calls, attempts or both is not stated',
  },
  listLagMs: { normal: 0, others: [50], models: 'a call appears in the lists some time after its end' },
  fieldNames: { normal: 'as-known', others: ['lower'], models: 'older answers name row fields in lower case' },
  emptyLists: {
    normal: 'array',
    others: ['absent', 'null'],
    models: 'an empty list is left out of a successful answer, or null',
  },
  rowsWithoutPhone: { normal: false, others: [true], models: 'some rows have no Phone' },
  pbxCalls: { normal: 'listed', others: ['refused'], models: 'not every account has a PBX to ask the calls of' },
  pbxDuration: {
    normal: 'talk',
    others: ['whole-call'],
    models: 'what the duration of a PBX call counts is not stated: it may have the ringing in it',
  },
  directionColumn: {
    normal: 'destination',
    others: ['in-out', 'absent'],
    models: 'what Direction holds is not stated',
  },
  scalars: { normal: 'typed', others: ['strings'], models: 'numbers come as strings' },
  absentFields: { normal: 'left-out', others: ['null'], models: 'fields without a value come as null' },
  unknownFields: { normal: false, others: [true], models: 'fields and nested values nobody has seen yet' },
  callbackRows: {
    normal: 'destination-leg',
    others: ['both-legs'],
    models: 'an ordered call is billed, and listed, per leg',
  },
  callbackCli: {
    normal: 'own-number',
    others: ['source'],
    models: 'the called side of an order is shown the phone that was rung first',
  },
  calls2ById: {
    normal: 'any-day',
    others: ['within-period', 'ignored'],
    models: 'whether id= still obeys the period, or is obeyed at all, is not stated',
  },
  calls2State: {
    normal: 'named',
    others: ['absent'],
    models: 'rows of calls2 are not documented: they may tell no state',
  },
  calls2Legs: { normal: 'shown', others: ['absent'], models: 'nor how long each leg of an ordered call talked' },

  badDates: { normal: 'refused', others: ['today'], models: 'the real service silently takes a bad date as today' },
  hourEnd: {
    normal: 'rule',
    others: ['example'],
    models: 'the rule fills d2 to HH:59:59, the example of the document to HH:59:00',
  },

  errorStatus: { normal: 'ok', others: ['http'], models: 'errors come as an HTTP status instead of HTTP 200' },
  answersName: {
    normal: 'subject',
    others: ['main', 'stranger'],
    models: 'answers under foruser name the main account, or all name a stranger',
  },
  slowAnswersMs: { normal: 0, others: [50], models: 'every answer takes this long' },
  fault: {
    normal: null,
    others: [{ kind: 'bad-gateway' }],
    models: '502, 429, HTML, garbage, silence, a dropped or cut connection, a redirect',
  },

  gencallId: {
    normal: 'id',
    others: ['ID', 'callid', 'call_id', 'none'],
    models: "the name of gencall's id is not documented, nor that there is one",
  },
  redirectSet: {
    normal: 'type-only',
    others: ['complete'],
    models: 'read literally, the document wants every field of redirect set',
  },

  recordings: {
    normal: 'mp3',
    others: ['octet-stream', 'zip', 'json-error', 'html', 'expired', 'empty', 'cut-short'],
    models: 'other types, an archive, an error text with HTTP 200, expired, cut',
  },
  recordingUrls: {
    normal: 'live',
    others: ['expired'],
    models: 'the URL of a row has expired while getrec still has the audio',
  },
};

export const noTraps: Traps = normalTraps(trapTable);
