import type { LiveLimits } from '../../electron/core/live/live-calls.ts';
import type { Fault } from '../../electron/demo/faults.ts';
import type { Traps } from '../../electron/demo/sipnet/traps.ts';
import type { ProblemCode } from '../../shared/contract/problem.ts';
import { readingsBut, readingTitle } from '../fixtures/sipnet-readings.ts';

/** How the main job goes under a reading of a trap, where it cannot go as usual. */
export interface Course {
  /** Whether a call is shown while it rings. */
  rings: boolean;
  /** Whether a talk is shown while it lasts. */
  talks: boolean;
  /** Whether the end of a talk is shown when it comes. */
  ends: boolean;
  /** The order is followed to its end, or its fate stays unknown. */
  callback: 'followed' | 'unknown';
  /** What the button of the recording comes to: it plays, or cannot for this reason. */
  recording: 'plays' | 'not listed' | ProblemCode;
  /** After how long rings and talks are given up, where nothing else ends them, ms. */
  limits?: Pick<LiveLimits, 'ring' | 'talk'>;
  /** All that the log has of both callers in the end. */
  history: readonly string[];
}

const usual: Course = {
  rings: true,
  talks: true,
  ends: true,
  callback: 'followed',
  recording: 'plays',
  history: ['in missed', 'out ended', 'in ended'],
};

/** What each reading makes impossible, and why. Everything that is not here is possible under all of them. */
const exceptions: { readonly [Name in keyof Traps]?: Readonly<Record<string, Partial<Course>>> } = {
  eventOrder: {
    // The INVITE itself arrives when the ringing is over.
    'invite-late': { rings: false },
    // And nothing at all before the end of the call.
    reversed: { rings: false, talks: false, ends: false },
  },
  loseEvents: {
    INVITE: { rings: false },
    // A ring that nobody seems to take; the list tells better once the call has ended.
    CONNECTED: { talks: false, ends: false },
    BYE: { ends: false, limits: { ring: 4_000, talk: 6_000 } },
  },
  // All answers name somebody else: what such a service says of the account's calls is not believed.
  answersName: {
    stranger: { callback: 'unknown', recording: 'not listed' },
  },
  // The provider answers nothing but 502: what comes through the relay goes on.
  fault: {
    'bad-gateway': { callback: 'unknown', recording: 'not listed', history: ['in missed', 'in ended'] },
  },
  // A recording that is none is told as that, and why.
  recordings: {
    'json-error': { recording: 'RECORDING_EXPIRED' },
    html: { recording: 'PROVIDER_GARBLED' },
    expired: { recording: 'RECORDING_EXPIRED' },
    empty: { recording: 'RECORDING_BROKEN' },
    'cut-short': { recording: 'RECORDING_CUT_SHORT' },
  },
};

export interface Reading {
  title: string;
  traps: Partial<Traps>;
  course: Course;
}

/**
 * What only the reading of rows and events sees, and what becomes of them in the history: a page shows no more of it than
 * the suites of `test/conformance` do.
 */
const seenBySuites = [
  ...(['hookPost', 'hookDuration', 'callIds', 'longIds', 'transferEvents'] as const),
  ...(['answeredIn', 'legRows', 'legTimes', 'transferRows', 'pbxRows', 'rowIds'] as const),
  ...(['lateRows', 'listedWhile', 'chosenBy', 'rowOrder', 'repeatedRows', 'rowLimit', 'listShape'] as const),
  ...(['strangeRows', 'accountColumn', 'ownSide', 'listNumbers', 'hiddenAs', 'listTimes'] as const),
  ...(['rowDates', 'rowDurations', 'urlColumn', 'today', 'refusalBody', 'credentialRefusal', 'answerBody'] as const),
  ...(['bareAnswers', 'notEnabled', 'partnerAccess', 'newPassword', 'childRows', 'webhookRows'] as const),
  ...(['buttonUpdate', 'phoneRows', 'defaultPhone', 'secondCheck', 'wrongCode', 'recordChildLeftOut'] as const),
  ...(['redirectLeftOut', 'redirectGet', 'redirectWaits', 'childRecordings'] as const),
  ...(['gencallAnswer', 'multicallId', 'multicallAnswer', 'calls2Rows'] as const),
];
/** Of ways to write the same thing, these are enough here. */
const enough: { readonly [Name in keyof Traps]?: readonly Traps[Name][] } = {
  hookDates: ['moscow', 'iso', 'epoch', 'absent'],
  hookNumbers: ['plus', 'sip'],
  fieldNames: ['lower'],
  emptyLists: ['absent', 'null'],
  errorStatus: ['http'],
  answersName: ['main', 'stranger'],
  calls2State: ['absent'],
};

/**
 * An order that is answered by a fault, before the service carried it out and after. Nobody can tell the two apart, so
 * both are unknown. Silence takes the order's half a minute to be told and is left to the tests of the client.
 */
const orderFaults: readonly Fault['kind'][] = [
  ...(['bad-gateway', 'too-many-requests', 'html', 'not-json', 'drop', 'cut-short', 'redirect'] as const),
];

const orderReadings = orderFaults.flatMap((kind): Reading[] => {
  const callback = 'unknown';
  const fault = { kind, operations: ['gencall'] };
  const before: Reading = {
    title: `gencall answered by ${kind} and not carried out`,
    traps: { fault: { ...fault, when: 'before' } },
    course: { ...usual, callback, history: ['in missed', 'in ended'] },
  };
  const after: Reading = {
    title: `gencall carried out and answered by ${kind}`,
    traps: { fault: { ...fault, when: 'after' } },
    course: { ...usual, callback },
  };
  return [before, after];
});

/** Traps of what is told live; all others are of what is asked. */
const liveTraps = new Set<string>([
  ...(['duplicateEvents', 'eventOrder', 'loseEvents', 'delayEventsMs', 'retryFailedEvents', 'hookDates'] as const),
  ...(['hookNumbers', 'cids', 'legsLeftRinging', 'connectedUnderNewCid', 'callbackEvents'] as const),
]);

/** Every other reading of every other trap, so that a new one is tried by itself. */
const tableReadings = (areLive: boolean) =>
  readingsBut(...seenBySuites)
    .filter(([name]) => liveTraps.has(name) === areLive)
    .filter(([name, value]) => (enough[name] as readonly unknown[] | undefined)?.includes(value) ?? true)
    .map(([name, value]): Reading => {
      const title = readingTitle([name, value]);
      const exception = exceptions[name]?.[title.slice(name.length + 1)];
      return { title, traps: { [name]: value }, course: { ...usual, ...exception } };
    });

export const liveReadings: readonly Reading[] = [
  { title: 'no trap', traps: {}, course: usual },
  ...tableReadings(true),
];
export const askedReadings: readonly Reading[] = [...tableReadings(false), ...orderReadings];
