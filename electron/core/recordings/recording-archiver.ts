import type { Problem, ProblemCode } from '../../../shared/contract/problem.ts';
import { backOffMs } from '../back-off.ts';
import type { Clock, Logger } from '../ports.ts';
import type { RecordedCall, RecordingRows } from './recording-rows.ts';

/**
 * Fetches every recording by itself before it expires, one after another: what the provider keeps the shortest from now on comes
 * first, or the newest where nobody knows how long it keeps them. An account that fails is left alone for a while, and nothing
 * that was cancelled, evicted or found broken is fetched again.
 */
export interface RecordingArchiver {
  /** Something may have to be fetched now: new calls, another setting, a transfer that ended. Cheap. */
  consider(): void;
  /** The same, and accounts that failed are tried at once: the user or a new network asked for it. */
  resume(): void;
  /** How long the provider keeps recordings of this account may be different now. */
  noteRules(accountId: string): void;
  /** A transfer of this call ended. */
  noteEnd(callId: number, problem: Problem | undefined): void;
  /** The user does not want these; they stay away until somebody asks. */
  decline(callIds: Iterable<number>): void;
  close(): void;
}

export interface RecordingArchiverDeps {
  rows: RecordingRows;
  clock: Clock;
  logger: Logger;
  isOn: () => boolean;
  quotaBytes: () => number;
  /** How long the user keeps recordings, ms: what is older would only be deleted again. */
  keptHereMs: () => number;
  /** Whose recordings there may be. */
  accountIds: () => readonly string[];
  /**
   * How long the provider keeps a recording of this account, ms; undefined when nobody knows. Those of accounts that belong to it
   * may be kept for another time by now. It would have to be asked of each of them, by names that only rows of calls tell, and is
   * not: of one account the oldest comes first, whatever the time, so the shorter one is met as long as fetching keeps up with it.
   */
  keptAtProviderMs: (accountId: string) => Promise<number | undefined>;
  /** Hands one over to be fetched when its turn comes. */
  begin: (callId: number) => void;
  random?: () => number;
}

const dayMs = 24 * 3600_000;
/** The setting at the provider is read again after this. */
const keptKnownForMs = dayMs;
/** And where it could not be read, after this. */
const askAgainMs = 3600_000;
/** A provider writes a recording down after the call; asked too early it says that there is none. */
const settleMs = 60_000;
/** Half of the longest at least: whoever has failed many times is not asked again in a moment. */
const pauseLimits = { leastShare: 0.5, firstMs: 30_000, longestMs: 3600_000 };
const mostTries = 5;
/** So many gone ones in a row, from the newest on, and the rest will be gone as well. */
const provesGone = 10;
/** Recordings that are looked at for one plan, and how many of them make the plan. */
const lookedAt = 20_000;
const planLength = 200;
/** Of speech as telephone services record it: 32 kbit/s. */
const bytesPerSecondGuess = 4000;

/** Failures that speak of the recording alone: the next one may go well. */
const ofThisOneOnly = new Set<ProblemCode>(['RECORDING_EXPIRED', 'RECORDING_BROKEN', 'NOT_FOUND']);

interface Candidate {
  callId: number;
  accountId: string;
  startedAt: number;
}

export function createRecordingArchiver(deps: RecordingArchiverDeps): RecordingArchiver {
  const {
    rows,
    clock,
    logger,
    isOn,
    quotaBytes,
    keptHereMs,
    accountIds,
    keptAtProviderMs,
    begin,
    random = Math.random,
  } = deps;
  const declined = new Set<number>();
  const tries = new Map<number, number>();
  const pauses = new Map<string, { until: number; failures: number }>();
  const keptMs = new Map<string, { ms: number | undefined; until: number }>();
  /** How often an account's rules were changed: an answer to a question from before is none. */
  const changes = new Map<string, number>();
  /** Where nobody knows how long recordings are kept: how many in a row were gone, and when the last of them was made. */
  const gone = new Map<string, { count: number; startedAt: number; at: number }>();
  let plan: Candidate[] = [];
  let current: Candidate | undefined;
  let planning = false;
  let again = false;
  /** When the first recording that is too fresh to ask for may be asked for, epoch ms. */
  let settlesAt: number | undefined;
  let stopTimer = () => {};
  let closed = false;

  function consider(): void {
    if (closed || current !== undefined || !isOn()) return;
    if (planning) {
      again = true;
      return;
    }
    planning = true;
    chooseNext()
      .catch((error) => logger.error('keep-all-failed', { error }))
      .finally(() => {
        planning = false;
        if (again) {
          again = false;
          consider();
        }
      });
  }

  async function chooseNext(): Promise<void> {
    plan = plan.filter(isDue);
    if (plan.length === 0 || isPlanOld()) plan = await makePlan();
    // The user may have changed their mind, or the program may be ending, while a provider was asked.
    if (closed || !isOn()) return;
    current = plan.shift();
    if (current !== undefined) begin(current.callId);
    else lookAgainLater();
  }

  /** What was read since may tell another order. */
  const isPlanOld = () => accountIds().some((id) => (keptMs.get(id)?.until ?? 0) <= clock.now());

  const isDue = ({ callId, accountId, startedAt }: Candidate) =>
    !declined.has(callId) &&
    (tries.get(callId) ?? 0) < mostTries &&
    (pauses.get(accountId)?.until ?? 0) <= clock.now() &&
    !isSurelyGone(accountId, startedAt);

  function isSurelyGone(accountId: string, startedAt: number): boolean {
    const seen = gone.get(accountId);
    if (seen === undefined || seen.count < provesGone || startedAt > seen.startedAt) return false;
    return clock.now() - seen.at < keptKnownForMs;
  }

  /** Of those that are too many for the quota the oldest are left out. */
  async function makePlan(): Promise<Candidate[]> {
    const windows = new Map<string, number>();
    const unknown = new Set<string>();
    for (const accountId of accountIds()) {
      const kept = await knownKeptMs(accountId);
      if (kept === undefined) unknown.add(accountId);
      windows.set(accountId, Math.min(kept ?? Number.POSITIVE_INFINITY, keptHereMs()));
    }
    if (closed) return [];
    const now = clock.now();
    const found: Candidate[] = [];
    let room = quotaBytes() - rows.usage().keptBytes;
    settlesAt = undefined;
    for (const recorded of rows.since(Math.max(0, now - Math.max(0, ...windows.values())), lookedAt)) {
      const endedAt = recorded.startedAt + recorded.talkSeconds * 1000;
      if (recorded.bytes !== undefined) {
        if (!recorded.kept) room -= recorded.bytes;
      } else if (isWanted(recorded) && now - endedAt < (windows.get(recorded.accountId) ?? 0)) {
        room -= Math.max(recorded.talkSeconds, 1) * bytesPerSecondGuess;
        if (now - endedAt < settleMs) settlesAt = Math.min(settlesAt ?? endedAt + settleMs, endedAt + settleMs);
        else if (room >= 0) found.push(recorded);
      }
      if (room < 0) break;
    }
    const ofUnknown = found.filter(({ accountId }) => unknown.has(accountId));
    const expiresAt = ({ accountId, startedAt }: Candidate) => startedAt + (keptMs.get(accountId)?.ms ?? 0);
    const others = found
      .filter(({ accountId }) => !unknown.has(accountId))
      .toSorted((one, other) => expiresAt(one) - expiresAt(other));
    return [...others, ...ofUnknown].filter(isDue).slice(0, planLength);
  }

  function isWanted({ callId, state, evicted }: RecordedCall): boolean {
    return (state === 'remote' || state === 'failed') && !evicted && !declined.has(callId);
  }

  async function knownKeptMs(accountId: string): Promise<number | undefined> {
    const known = keptMs.get(accountId);
    if (known !== undefined && clock.now() < known.until) return known.ms;
    const asked = changes.get(accountId);
    let answer = { ms: known?.ms, until: askAgainMs };
    try {
      answer = { ms: await keptAtProviderMs(accountId), until: keptKnownForMs };
    } catch (error) {
      // Fetching does not wait for it, and goes by what was known last.
      logger.info('keep-all-period-unknown', { error });
    }
    if (closed) return answer.ms;
    if (changes.get(accountId) !== asked) return knownKeptMs(accountId);
    keptMs.set(accountId, { ms: answer.ms, until: clock.now() + answer.until });
    return answer.ms;
  }

  /** When a pause is over or a call that ended just now has settled; everything else is told by `consider`. */
  function lookAgainLater(): void {
    const now = clock.now();
    const moments = [...pauses.values()].map(({ until }) => until).filter((until) => until > now);
    if (settlesAt !== undefined) moments.push(settlesAt);
    stopTimer();
    if (moments.length > 0) stopTimer = clock.after(Math.max(1000, Math.min(...moments) - now), consider);
  }

  function noteGone(accountId: string, startedAt: number, isGone: boolean): void {
    if (keptMs.get(accountId)?.ms !== undefined) return;
    if (!isGone) gone.delete(accountId);
    else gone.set(accountId, { count: (gone.get(accountId)?.count ?? 0) + 1, startedAt, at: clock.now() });
  }

  function pause(accountId: string): void {
    const failures = (pauses.get(accountId)?.failures ?? 0) + 1;
    const ms = backOffMs(failures, pauseLimits, random);
    pauses.set(accountId, { until: clock.now() + ms, failures });
  }

  return {
    consider,
    resume() {
      pauses.clear();
      consider();
    },
    noteRules(accountId) {
      const known = keptMs.get(accountId);
      if (known !== undefined) keptMs.set(accountId, { ...known, until: 0 });
      changes.set(accountId, (changes.get(accountId) ?? 0) + 1);
      plan = [];
      consider();
    },
    noteEnd(callId, problem) {
      if (problem === undefined) tries.delete(callId);
      if (callId !== current?.callId) return;
      const { accountId, startedAt } = current;
      current = undefined;
      noteGone(accountId, startedAt, problem?.code === 'RECORDING_EXPIRED');
      if (problem !== undefined && !ofThisOneOnly.has(problem.code)) {
        tries.set(callId, (tries.get(callId) ?? 0) + 1);
        pause(accountId);
      } else {
        pauses.delete(accountId);
      }
      consider();
    },
    decline(callIds) {
      for (const callId of callIds) {
        declined.add(callId);
        if (current?.callId === callId) current = undefined;
      }
    },
    close() {
      closed = true;
      stopTimer();
    },
  };
}
