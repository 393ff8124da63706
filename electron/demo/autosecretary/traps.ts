import { normalTraps, type TrapTable } from '../trap-table.ts';
import type { StandFault } from './fault-answer.ts';

/** Where the document is silent or contradicts itself, the stand can be told to behave as reality may. */
export interface Traps {
  unauthorizedAs: 'status' | 'forbidden' | 'error-in-200' | 'login-page';
  foreignNumbers: 'bad-request' | 'not-found' | 'forbidden';
  phoneForms: 'any' | 'ten-digits';

  statuses: 'agree' | 'http-200' | 'body-200' | 'absent';
  errorTexts: 'field' | 'vague' | 'html' | 'null';
  envelope: 'documented' | 'wrapped' | 'value-as-text';
  scalars: 'typed' | 'strings';
  unknownFields: boolean;
  emptyLists: 'array' | 'null' | 'absent';
  jsonAs: 'json' | 'plain-text' | 'with-mark';
  slowAnswersMs: number;
  lateAnswersMs: number;
  fault: StandFault | null;

  numberList: 'strings' | 'numbers' | 'objects';

  startIdMeans: 'seqid' | 'id';
  startIdSelects: 'not-below' | 'position';
  startIdItself: 'included' | 'left-out';
  unknownStartId: 'next' | 'empty' | 'refused';
  seqidsGiven: 'at-start' | 'at-end';
  ids: 'rising' | 'by-node' | 'scattered';
  rowOrder: 'time' | 'id' | 'newest-first';
  usualLimit: number;
  overLimit: 'clipped' | 'refused';
  links: 'array' | 'string' | 'object' | 'json-text' | 'as-printed' | 'null' | 'absent' | 'always';
  linkSlashes: 'back' | 'forward';
  linkIds: 'as-start-id' | 'id' | 'seqid';
  linkHost: 'own' | 'foreign';
  linksOf: 'both' | 'bytime';

  today: 'calendar-day' | 'last-24-hours';
  halfPeriod: 'open' | 'refused';
  dayEnd: 'whole-day' | 'midnight';
  periodEnd: 'inclusive' | 'exclusive';
  reversedPeriod: 'refused' | 'empty';
  longestPeriodDays: number | null;
  keptDays: number | null;
  recordZone: 'moscow' | 'number' | 'utc';
  dates: 'unpadded' | 'day-unpadded' | 'padded' | 'fraction' | 'offset' | 'wcf' | 'dotted';

  recordsOfCall: 'one' | 'by-leg' | 'growing';
  legTimes: 'own' | 'of-call';
  unfinishedCalls: 'absent' | 'listed';
  listLagMs: number;
  lateRowsMs: number;
  repeatedRows: 'none' | 'twice' | 'under-new-seqid';
  brokenRows: boolean;
  talkCounts: 'conversation' | 'with-message' | 'from-pick-up';
  durations: 'seconds' | 'clock';
  callers: 'ten-digits' | 'with-8' | 'digits' | 'plus';
  hiddenCallers: 'empty' | 'word' | 'null' | 'absent';
  traces: 'usual' | 'foreign-words' | 'cut' | 'long' | 'empty' | 'null';

  timeZoneUnit: 'moscow-hours' | 'utc-hours' | 'utc-minutes' | 'utc-seconds' | 'text';
  shortNumberField: 'ab_ext_enabled' | 'ap_ext_enabled' | 'both';
  sampleFields: 'present' | 'absent';
  emptyFields: 'empty' | 'null' | 'absent';
  storedPhones: 'as-sent' | 'with-8';
  destinationOrder: 'as-stored' | 'by-priority';
  days: '0-7' | '0-6' | '1-7';

  putDestinations: 'replace' | 'merge';
  putFields: 'merge' | 'replace';
  putEffect: 'whole' | 'none' | 'loses-last' | 'later';
  putAnswer: 'number' | 'true' | 'null' | 'empty' | 'no-content';
  missingDestinationFields: 'usual' | 'refused';
  unknownPutFields: 'ignored' | 'kept' | 'refused';
  readOnlyFields: 'ignored' | 'refused';
  extPriority: 'any' | 'set' | 'refused';
  overnight: 'accepted' | 'refused';
  rival: 'nobody' | 'before-write' | 'after-write';
}

/** For each trap: how the stand behaves by itself, and what of reality the other values model. */
export const trapTable: TrapTable<Traps> = {
  unauthorizedAs: {
    normal: 'status',
    others: ['forbidden', 'error-in-200', 'login-page'],
    models: 'how a caller authenticates is not documented, nor how it is turned away',
  },
  foreignNumbers: {
    normal: 'bad-request',
    others: ['not-found', 'forbidden'],
    models: 'what is answered about a number of somebody else; 403 looks like a refused key',
  },
  phoneForms: {
    normal: 'any',
    others: ['ten-digits'],
    models: 'the form of phone is not stated; the samples have ten digits',
  },

  statuses: {
    normal: 'agree',
    others: ['http-200', 'body-200', 'absent'],
    models: 'whether the HTTP status is that of status_code is not stated: only one of them tells of the error',
  },
  errorTexts: {
    normal: 'field',
    others: ['vague', 'html', 'null'],
    models: 'status_msg describes the error, but in which words is not stated',
  },
  envelope: {
    normal: 'documented',
    others: ['wrapped', 'value-as-text'],
    models: 'WCF can wrap an answer in its method, and a value that is JSON already comes as text',
  },
  scalars: { normal: 'typed', others: ['strings'], models: 'numbers come as strings' },
  unknownFields: { normal: false, others: [true], models: 'fields and nested values nobody has seen yet' },
  emptyLists: { normal: 'array', others: ['null', 'absent'], models: 'a value without rows is null, or left out' },
  jsonAs: {
    normal: 'json',
    others: ['plain-text', 'with-mark'],
    models: 'JSON under another label, or behind a byte order mark',
  },
  slowAnswersMs: { normal: 0, others: [50], models: 'a request waits this long before it is carried out' },
  lateAnswersMs: { normal: 0, others: [50], models: 'an answer waits this long after it was carried out' },
  fault: {
    normal: null,
    others: [
      { kind: 'status', status: 503 },
      { kind: 'bad-gateway' },
      { kind: 'empty' },
      { kind: 'huge' },
      { kind: 'trickle' },
      { kind: 'json', body: { value: { rows: 7 }, status_code: 200, status_msg: 'OK' } },
    ],
    models: 'any status, HTML, garbage, silence, a dropped or cut connection, nothing, too much, JSON of another shape',
  },

  numberList: {
    normal: 'strings',
    others: ['numbers', 'objects'],
    models: 'numbers that are numbers, or come with their description',
  },

  startIdMeans: {
    normal: 'seqid',
    others: ['id'],
    models: 'start_id is that of a record by the text, and looks like that of a call in the sample of links',
  },
  startIdSelects: {
    normal: 'not-below',
    others: ['position'],
    models: 'from that record on: all with such an id or a higher one, or what stands behind it in the list',
  },
  startIdItself: {
    normal: 'included',
    others: ['left-out'],
    models: 'the record of start_id is the first by the text, and may still be left out',
  },
  unknownStartId: {
    normal: 'next',
    others: ['empty', 'refused'],
    models: 'a start_id that no record has (any more)',
  },
  seqidsGiven: {
    normal: 'at-start',
    others: ['at-end'],
    models: 'records that are numbered when they are written: a long call has a higher seqid than later ones',
  },
  ids: {
    normal: 'rising',
    others: ['by-node', 'scattered'],
    models: 'nothing says that ids rise: two nodes count for themselves, or they are drawn',
  },
  rowOrder: {
    normal: 'time',
    others: ['id', 'newest-first'],
    models: 'the order is documented, but pages by id may come in theirs',
  },
  usualLimit: { normal: 1_000, others: [100], models: 'how many rows come when no limit is given is not stated' },
  overLimit: { normal: 'clipped', others: ['refused'], models: 'nor what becomes of a limit over 1000' },
  links: {
    normal: 'array',
    others: ['string', 'object', 'json-text', 'as-printed', 'null', 'absent', 'always'],
    models: 'links of the sample are no JSON: their shape is unknown, and whether the last page has none',
  },
  linkSlashes: {
    normal: 'back',
    others: ['forward'],
    models: 'the sample has backslashes for the slashes of the address',
  },
  linkIds: {
    normal: 'as-start-id',
    others: ['id', 'seqid'],
    models: 'the start_id of a link may be the id that start_id does not mean',
  },
  linkHost: { normal: 'own', others: ['foreign'], models: 'links lead to another host, as behind a proxy' },
  linksOf: { normal: 'both', others: ['bytime'], models: 'links are described with cdr/bytime only' },

  today: {
    normal: 'calendar-day',
    others: ['last-24-hours'],
    models: 'what the current day is when begin and end are missing',
  },
  halfPeriod: { normal: 'open', others: ['refused'], models: 'only one of begin and end' },
  dayEnd: {
    normal: 'whole-day',
    others: ['midnight'],
    models: 'an end without a time is the end of that day or its beginning',
  },
  periodEnd: { normal: 'inclusive', others: ['exclusive'], models: 'whether the last second belongs is not stated' },
  reversedPeriod: { normal: 'refused', others: ['empty'], models: 'an end before the beginning' },
  longestPeriodDays: { normal: null, others: [3], models: 'a longer interval is refused' },
  keptDays: { normal: null, others: [10], models: 'older records are gone' },
  recordZone: {
    normal: 'moscow',
    others: ['number', 'utc'],
    models: 'times have no zone: that of the service, of the number, or none',
  },
  dates: {
    normal: 'unpadded',
    others: ['day-unpadded', 'padded', 'fraction', 'offset', 'wcf', 'dotted'],
    models: 'the sample has 2012-10-2T09:46:12; WCF by itself writes /Date(1349156772000+0300)/',
  },

  recordsOfCall: {
    normal: 'one',
    others: ['by-leg', 'growing'],
    models: 'a record has an id beside that of its call: one for each leg, or one that tells all so far',
  },
  legTimes: { normal: 'own', others: ['of-call'], models: "the start_time of a later leg is its own or the call's" },
  unfinishedCalls: {
    normal: 'absent',
    others: ['listed'],
    models: 'a call is listed while it goes on, and its record is rewritten',
  },
  listLagMs: { normal: 0, others: [50], models: 'a record appears some time after the end of its call' },
  lateRowsMs: {
    normal: 0,
    others: [50],
    models: 'every third call appears that much later, when later calls have been listed',
  },
  repeatedRows: {
    normal: 'none',
    others: ['twice', 'under-new-seqid'],
    models: 'the same record comes twice in a page, or is written twice',
  },
  brokenRows: {
    normal: false,
    others: [true],
    models: 'rows that cannot be read stand among the others: null, text, without ids, without time',
  },
  talkCounts: {
    normal: 'conversation',
    others: ['with-message', 'from-pick-up'],
    models: 'whether talk_duration counts a message, or all since the service picked up, is not stated',
  },
  durations: { normal: 'seconds', others: ['clock'], models: 'the unit is not stated: 00:01:05' },
  callers: {
    normal: 'ten-digits',
    others: ['with-8', 'digits', 'plus'],
    models: 'the form of an is not stated; the sample has ten digits',
  },
  hiddenCallers: {
    normal: 'empty',
    others: ['word', 'null', 'absent'],
    models: 'nor what stands there when a caller hides',
  },
  traces: {
    normal: 'usual',
    others: ['foreign-words', 'cut', 'long', 'empty', 'null'],
    models: 'the words of log are described on a page that is not in the document',
  },

  timeZoneUnit: {
    normal: 'moscow-hours',
    others: ['utc-hours', 'utc-minutes', 'utc-seconds', 'text'],
    models: 'the sample has 0 for a number of Moscow; unit and base are not stated',
  },
  shortNumberField: {
    normal: 'ab_ext_enabled',
    others: ['ap_ext_enabled', 'both'],
    models: 'the sample and the table name the field differently',
  },
  sampleFields: {
    normal: 'present',
    others: ['absent'],
    models: 'enabled and description stand in the sample and not in the table',
  },
  emptyFields: {
    normal: 'empty',
    others: ['null', 'absent'],
    models: 'addresses and short numbers that are not set are null, or left out',
  },
  storedPhones: {
    normal: 'as-sent',
    others: ['with-8'],
    models: "the phone of a destination is kept in a form of the service's own",
  },
  destinationOrder: {
    normal: 'as-stored',
    others: ['by-priority'],
    models: 'dn_list comes back in another order',
  },
  days: {
    normal: '0-7',
    others: ['0-6', '1-7'],
    models: 'the sample has day 0; range and meaning are not stated, and other values are refused',
  },

  putDestinations: {
    normal: 'replace',
    others: ['merge'],
    models: 'dn_list becomes what was sent, or what was sent is added to it',
  },
  putFields: {
    normal: 'merge',
    others: ['replace'],
    models: 'only phone is obligatory: what is left out stays, or goes back to what a new number has',
  },
  putEffect: {
    normal: 'whole',
    others: ['none', 'loses-last', 'later'],
    models: 'a write is answered with OK and changes nothing, not all, or only after half a minute',
  },
  putAnswer: {
    normal: 'number',
    others: ['true', 'null', 'empty', 'no-content'],
    models: 'the value of a PUT is not documented, nor that there is one',
  },
  missingDestinationFields: {
    normal: 'usual',
    others: ['refused'],
    models: 'which fields of a destination are obligatory is not stated',
  },
  unknownPutFields: {
    normal: 'ignored',
    others: ['kept', 'refused'],
    models: 'nor what becomes of fields that the service does not know',
  },
  readOnlyFields: {
    normal: 'ignored',
    others: ['refused'],
    models: 'nor of updated_on and updated_by that are sent back',
  },
  extPriority: {
    normal: 'any',
    others: ['set', 'refused'],
    models: 'the priority of a short number is -1: what of another one is not stated',
  },
  overnight: { normal: 'accepted', others: ['refused'], models: 'hours that end before they begin' },
  rival: {
    normal: 'nobody',
    others: ['before-write', 'after-write'],
    models: 'somebody in the cabinet adds a destination between the read and the write, or right after it',
  },
};

export const noTraps: Traps = normalTraps(trapTable);
