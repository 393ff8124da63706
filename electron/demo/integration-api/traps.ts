import type { Fault } from '../faults.ts';
import { normalTraps, type TrapTable } from '../trap-table.ts';
import type { TokenAlgorithm } from './web-token.ts';

/** Where the documents are silent or contradict themselves, the stand can be told to behave as reality may. */
export interface Traps {
  algorithm: TokenAlgorithm;
  expiredIn:
    | 'iso'
    | 'iso-offset'
    | 'local'
    | 'seconds'
    | 'milliseconds'
    | 'seconds-number'
    | 'milliseconds-number'
    | 'seconds-left'
    | 'words'
    | 'absent';
  tokenExp: 'stated' | 'absent';
  /** ms; `null` is as stated. */
  accessLivesMs: number | null;
  refreshLivesMs: number | null;
  earlyRefresh: 'allowed' | 'refused';
  unauthorizedAs: 'status' | 'status-with-error' | 'error-in-200';
  serviceOffAs: 'forbidden' | 'unauthorized' | 'error-in-200';
  serviceOffStops: 'everything' | 'methods';

  errorStatus: 'ok' | 'http';
  successError: 'zero' | 'null' | 'absent';
  placement: 'as-documented' | 'in-result' | 'beside-result';
  scalars: 'typed' | 'strings';
  unknownFields: boolean;
  slowAnswersMs: number;
  lateAnswersMs: number;
  fault: Fault | null;

  searchDepth: 'window-and-back' | 'window' | 'back';
  monthLength: 'calendar' | '30-days';
  beyondDepth: 'refused' | 'clipped' | 'empty';
  zeroFilters: 'literal' | 'no-limit';
  periodEnd: 'inclusive' | 'exclusive';
  listNums: 'any' | 'ten-digits' | 'with-8';
  foreignNums: 'refused' | 'empty';
  missedCalls: 'listed' | 'absent';
  unfinishedCalls: 'absent' | 'listed';
  listLagMs: number;
  rowFields: 'few' | 'many' | 'other-names' | 'no-duration';
  rowCase: 'as-documented' | 'lower' | 'capital';
  durations: 'seconds' | 'clock';
  extNums: 'national' | 'ten-digits' | 'digits' | 'plus';
  hiddenNums: 'empty' | 'word' | 'null';
  absentFields: 'null' | 'left-out';
  emptyLists: 'array' | 'absent' | 'null';
  rowOrder: 'oldest-first' | 'newest-first';
  duplicateRows: boolean;
  recordIds: 'uuid' | 'odd';

  callbackAnswer: 'standard' | 'empty' | 'text' | 'no-error' | 'no-success' | 'odd-code';
  callbackRows: 'destination-leg' | 'both-legs' | 'none';
  callbacksRefused: boolean;

  fileContent:
    | 'mp3'
    | 'cut-connection'
    | 'cut-json'
    | 'cut-content'
    | 'not-base64'
    | 'empty'
    | 'absent'
    | 'null'
    | 'number'
    | 'list'
    | 'html'
    | 'wav';
  base64: 'plain' | 'escaped-slashes' | 'escaped-codes' | 'lines' | 'unpadded' | 'url-alphabet';
  fileLength: 'stated' | 'chunked';
  fileNames: 'plain' | 'hostile';
  pauseFileMs: number;
  revokedMidFile: 'no' | 'cut' | 'goes-on';
  hashResults: 'stored' | 'forgotten';

  settingsKey: 'vatsSettings' | 'vatssettings';
  settingsLists: 'arrays' | 'single-as-object' | 'numbered';
  settingsFields: 'schema' | 'example';
  redirectNums: 'strings' | 'numbers';
  missingFields: 'cleared' | 'kept';
  readOnlyChanges: 'ignored' | 'refused';
  newRedirectNums: 'accepted' | 'refused';
}

/** For each trap: how the stand behaves by itself, and what of reality the other values model. */
export const trapTable: TrapTable<Traps> = {
  algorithm: { normal: 'RS256', others: ['HS256'], models: 'the samples of the documents have both' },
  expiredIn: {
    normal: 'iso',
    others: [
      'iso-offset',
      'local',
      'seconds',
      'milliseconds',
      'seconds-number',
      'milliseconds-number',
      'seconds-left',
      'words',
      'absent',
    ],
    models: 'the document calls it a date and gives no format',
  },
  tokenExp: { normal: 'stated', others: ['absent'], models: 'tokens without exp' },
  accessLivesMs: { normal: null, others: [60_000], models: 'the access token is refused before its stated end' },
  refreshLivesMs: { normal: null, others: [60_000], models: 'so is the refresh token' },
  earlyRefresh: {
    normal: 'allowed',
    others: ['refused'],
    models: 'read to the letter, a pair is refreshed after the access token has ended',
  },
  unauthorizedAs: {
    normal: 'status',
    others: ['status-with-error', 'error-in-200'],
    models: 'what a refused token is answered with is not documented',
  },
  serviceOffAs: {
    normal: 'forbidden',
    others: ['unauthorized', 'error-in-200'],
    models: 'nor what is answered while the service is switched off in the cabinet',
  },
  serviceOffStops: {
    normal: 'everything',
    others: ['methods'],
    models: 'pairs are still made while the methods are forbidden',
  },

  errorStatus: { normal: 'ok', others: ['http'], models: 'errors come with an HTTP status instead of HTTP 200' },
  successError: {
    normal: 'zero',
    others: ['null', 'absent'],
    models: 'what stands in error when there is none is not stated',
  },
  placement: {
    normal: 'as-documented',
    others: ['in-result', 'beside-result'],
    models: 'code, requestHash and fileContent stand in result at one brand and beside it at the other',
  },
  scalars: { normal: 'typed', others: ['strings'], models: 'numbers come as strings' },
  unknownFields: { normal: false, others: [true], models: 'fields and nested values nobody has seen yet' },
  slowAnswersMs: { normal: 0, others: [50], models: 'a request waits this long before it is carried out' },
  lateAnswersMs: { normal: 0, others: [50], models: 'an answer waits this long after it was carried out' },
  fault: {
    normal: null,
    others: [{ kind: 'bad-gateway' }],
    models: '502, 429, HTML, garbage, silence, a dropped or cut connection, a redirect',
  },

  searchDepth: {
    normal: 'window-and-back',
    others: ['window', 'back'],
    models: 'one month is the length of the period, or how far back it may reach',
  },
  monthLength: { normal: 'calendar', others: ['30-days'], models: 'a month by the calendar, or thirty days' },
  beyondDepth: {
    normal: 'refused',
    others: ['clipped', 'empty'],
    models: 'a deeper search is refused, silently shortened, or finds nothing',
  },
  zeroFilters: {
    normal: 'literal',
    others: ['no-limit'],
    models: 'durationTo 0 and isRead 0 of the sample body are filters, or mean nothing',
  },
  periodEnd: { normal: 'inclusive', others: ['exclusive'], models: 'whether the last second belongs is not stated' },
  listNums: {
    normal: 'any',
    others: ['ten-digits', 'with-8'],
    models: 'the form of nums is not stated; another form finds nothing',
  },
  foreignNums: { normal: 'refused', others: ['empty'], models: 'numbers of somebody else just find nothing' },
  missedCalls: { normal: 'listed', others: ['absent'], models: 'whether unanswered calls are listed is not stated' },
  unfinishedCalls: { normal: 'absent', others: ['listed'], models: 'a call is listed while it goes on' },
  listLagMs: { normal: 0, others: [50], models: 'a call appears in the list some time after its end' },
  rowFields: {
    normal: 'few',
    others: ['many', 'other-names', 'no-duration'],
    models: 'the scan has lost the fields after extNum',
  },
  rowCase: { normal: 'as-documented', others: ['lower', 'capital'], models: 'field names in another case' },
  durations: { normal: 'seconds', others: ['clock'], models: 'durations as 00:01:05' },
  extNums: {
    normal: 'national',
    others: ['ten-digits', 'digits', 'plus'],
    models: 'the form of extNum is not stated',
  },
  hiddenNums: { normal: 'empty', others: ['word', 'null'], models: 'nor what stands there when a caller hides' },
  absentFields: { normal: 'null', others: ['left-out'], models: 'fields without a value are left out' },
  emptyLists: { normal: 'array', others: ['absent', 'null'], models: 'an empty rowset is left out, or null' },
  rowOrder: { normal: 'oldest-first', others: ['newest-first'], models: 'the order of rows is not stated' },
  duplicateRows: { normal: false, others: [true], models: 'every row comes twice' },
  recordIds: {
    normal: 'uuid',
    others: ['odd'],
    models: 'the id in the SunSim document is not a valid UUID; of calls that are recorded from now on',
  },

  callbackAnswer: {
    normal: 'standard',
    others: ['empty', 'text', 'no-error', 'no-success', 'odd-code'],
    models: 'the answer of callback/create is not documented at all',
  },
  callbackRows: {
    normal: 'destination-leg',
    others: ['both-legs', 'none'],
    models: 'which legs of an ordered call are listed is not stated',
  },
  callbacksRefused: { normal: false, others: [true], models: 'an order is refused for a reason of the contract' },

  fileContent: {
    normal: 'mp3',
    others: [
      'cut-connection',
      'cut-json',
      'cut-content',
      'not-base64',
      'empty',
      'absent',
      'null',
      'number',
      'list',
      'html',
      'wav',
    ],
    models: 'a broken, missing or wrong recording',
  },
  base64: {
    normal: 'plain',
    others: ['escaped-slashes', 'escaped-codes', 'lines', 'unpadded', 'url-alphabet'],
    models: 'JSON writers that escape / or +, base64 writers that break lines or leave out the end',
  },
  fileLength: { normal: 'stated', others: ['chunked'], models: 'no Content-Length' },
  fileNames: { normal: 'plain', others: ['hostile'], models: 'a file_NAME that leads out of its folder' },
  pauseFileMs: { normal: 0, others: [50], models: 'a recording stops for this long in its middle' },
  revokedMidFile: {
    normal: 'no',
    others: ['cut', 'goes-on'],
    models: 'the pair dies in the middle of the next recording, which is cut or goes on',
  },
  hashResults: { normal: 'stored', others: ['forgotten'], models: 'how long results are kept is not stated' },

  settingsKey: {
    normal: 'vatsSettings',
    others: ['vatssettings'],
    models: 'the documents write the key both ways; only the one that get answers is taken',
  },
  settingsLists: {
    normal: 'arrays',
    others: ['single-as-object', 'numbered'],
    models: 'the scan has lost the brackets: a list of one as an object, lists as objects with numbered keys',
  },
  settingsFields: {
    normal: 'schema',
    others: ['example'],
    models: 'the full example lacks the fields of modes and of profiles that the schema has',
  },
  redirectNums: {
    normal: 'strings',
    others: ['numbers'],
    models: 'num of a forwarding number is a number in the schema and a string in the example',
  },
  missingFields: {
    normal: 'cleared',
    others: ['kept'],
    models: 'what becomes of fields that are not sent back is not stated',
  },
  readOnlyChanges: {
    normal: 'ignored',
    others: ['refused'],
    models: 'nor of changes in fields that may not be changed',
  },
  newRedirectNums: {
    normal: 'accepted',
    others: ['refused'],
    models: 'whether forwarding numbers can be added by the API is not stated',
  },
};

export const noTraps: Traps = normalTraps(trapTable);
