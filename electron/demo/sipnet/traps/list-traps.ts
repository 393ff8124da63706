import type { TrapTable } from '../../trap-table.ts';
import type { HiddenWord } from '../hidden-words.ts';
import type { NumberForm } from '../number-forms.ts';
import type { RowNames } from '../row-names.ts';
import type { TimeForm } from '../time-forms.ts';

/** Of the lists and their rows (SIPNET API 2.7.0, 6.2-6.6): the document names no field of them. */
export interface ListTraps {
  missedIn: 'attempts' | 'calls' | 'both';
  answeredIn: 'calls' | 'both';
  legRows: 'one' | 'attempts' | 'calls' | 'both';
  legTimes: 'call' | 'leg';
  transferRows: 'one' | 'per-talk';
  pbxRows: 'per-call' | 'per-leg';
  rowIds: 'as-known' | 'attempts-too' | 'everywhere' | 'none';

  listLagMs: number;
  lateRows: 'none' | 'some';
  listedWhile: 'over' | 'talking';
  chosenBy: 'beginning' | 'end';
  rowOrder: 'newest-first' | 'oldest-first' | 'shuffled';
  repeatedRows: boolean;
  rowLimit: number;
  emptyLists: 'array' | 'absent' | 'null' | 'text' | 'object';
  listShape: 'array' | 'object' | 'lone-row';
  strangeRows: boolean;

  fieldNames: RowNames;
  rowsWithoutPhone: boolean;
  pbxCalls: 'listed' | 'refused';
  pbxDuration: 'talk' | 'whole-call';
  directionColumn: 'destination' | 'in-out' | 'absent';
  accountColumn: 'sip-id' | 'login' | 'main' | 'absent';
  ownSide: 'line' | 'phone';
  listNumbers: NumberForm | 'mixed';
  hiddenAs: HiddenWord;
  listTimes: 'same' | 'apart' | 'calls-by-answer';
  /** Never `moscow`: the column is called GMT. */
  rowDates: Exclude<TimeForm, 'moscow'>;
  rowDurations: 'seconds' | 'clock' | 'fraction';
  urlColumn: 'where-recorded' | 'relative' | 'always' | 'never';
  scalars: 'typed' | 'strings';
  absentFields: 'left-out' | 'null';
  unknownFields: boolean;
}

export const listTraps: TrapTable<ListTraps> = {
  missedIn: {
    normal: 'attempts',
    others: ['calls', 'both'],
    models: 'whether a missed call stands in calls, attempts or both is not stated',
  },
  answeredIn: {
    normal: 'calls',
    others: ['both'],
    models: 'an answered call was an attempt as well',
  },
  legRows: {
    normal: 'one',
    others: ['attempts', 'calls', 'both'],
    models: 'whether a call that rings on three phones has one row or one per leg is not stated',
  },
  legTimes: { normal: 'call', others: ['leg'], models: 'rows of legs carry the second of the call, or each its own' },
  transferRows: {
    normal: 'one',
    others: ['per-talk'],
    models: 'a call that is handed on is billed, and listed, per talk',
  },
  pbxRows: { normal: 'per-call', others: ['per-leg'], models: 'pbxcalls has a row for each leg as well' },
  rowIds: {
    normal: 'as-known',
    others: ['attempts-too', 'everywhere', 'none'],
    models: 'only the webhook is documented to carry ids: rows may have more of them, or none',
  },

  listLagMs: { normal: 0, others: [50], models: 'a call appears in the lists some time after its end' },
  lateRows: { normal: 'none', others: ['some'], models: 'some rows appear hours after others, each list for itself' },
  listedWhile: {
    normal: 'over',
    others: ['talking'],
    models: 'a call stands in the lists while it is talked, and its seconds grow',
  },
  chosenBy: {
    normal: 'beginning',
    others: ['end'],
    models: 'whether a period chooses calls by their beginning or by their end is not stated',
  },
  rowOrder: {
    normal: 'newest-first',
    others: ['oldest-first', 'shuffled'],
    models: 'no order is stated: it may be another at each reading',
  },
  repeatedRows: { normal: false, others: [true], models: 'a row comes twice in one answer' },
  rowLimit: { normal: 0, others: [1_000], models: 'an answer holds so many rows and says nothing of the others' },
  emptyLists: {
    normal: 'array',
    others: ['absent', 'null', 'text', 'object'],
    models: 'an empty list is left out of a successful answer, null, an empty text or an empty object',
  },
  listShape: {
    normal: 'array',
    others: ['object', 'lone-row'],
    models: 'what PHP makes of an array with holes: an object of numbered rows; a single row without its list',
  },
  strangeRows: { normal: false, others: [true], models: 'among the rows: null, a text, a list, an empty row' },

  fieldNames: {
    normal: 'as-known',
    others: ['lower', 'upper', 'as-hook', 'billing'],
    models: "older answers name row fields in lower case; others may use the webhook's names or a billing system's",
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
  accountColumn: {
    normal: 'sip-id',
    others: ['login', 'main', 'absent'],
    models: 'nor what Account holds: the SIP id or the login of the child, or always the main account',
  },
  ownSide: {
    normal: 'line',
    others: ['phone'],
    models: 'the own side of a call is the number, or the SIP id of the phone that rang or called',
  },
  listNumbers: {
    normal: 'digits',
    others: ['plus', 'sip', 'eight', 'plus-eight', 'double-zero', 'ten-digits', 'spaced', 'named', 'mixed'],
    models: 'how rows write numbers is not stated: lists may write the same one differently',
  },
  hiddenAs: {
    normal: 'empty',
    others: [
      'absent',
      'null',
      'null-word',
      'anonymous',
      'anonymous-caller',
      'anonymous-address',
      'unknown',
      'unknown-in-brackets',
      'withheld',
      'zero',
      'zeros',
      'minus-one',
      'russian',
    ],
    models: 'in place of a number that the caller hides, in lists and events',
  },
  listTimes: {
    normal: 'same',
    others: ['apart', 'calls-by-answer'],
    models: 'lists differ by seconds of the same call, or calls counts from the answer on',
  },
  rowDates: {
    normal: 'gmt',
    others: ['sql', 'iso', 'short-offset', 'rfc2822', 'epoch', 'milliseconds', 'microseconds'],
    models: 'how rows write a time is not stated',
  },
  rowDurations: { normal: 'seconds', others: ['clock', 'fraction'], models: 'durations as 0:01:05 or 65.000' },
  urlColumn: {
    normal: 'where-recorded',
    others: ['relative', 'always', 'never'],
    models: 'the URL of a recording is relative, stands where nothing is recorded, or never',
  },
  scalars: { normal: 'typed', others: ['strings'], models: 'numbers come as strings' },
  absentFields: { normal: 'left-out', others: ['null'], models: 'fields without a value come as null' },
  unknownFields: { normal: false, others: [true], models: 'fields and nested values nobody has seen yet' },
};
