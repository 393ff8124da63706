import type { MissedGroup, Party, ResolvedGroup } from '../../../shared/contract/call.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { destinationOf, isDestinationKey } from '../../../shared/domain/destination.ts';
import type { Clock } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { CallStore } from './call-store.ts';
import type { GroupRow, MissedRows } from './missed-rows.ts';
import type { StoredCall } from './stored-call.ts';

/**
 * Missed calls as a list to be emptied: grouped by caller, there until the caller was reached, got through, or was taken
 * off by hand.
 */
export interface Worklist {
  /** Looks at a call that was written: adds it, drops it, or lets it settle others. */
  consider(call: StoredCall): void;
  /** One call turned out to be another: what was decided of either stands. */
  fold(goneId: number, callId: number): void;
  /** A callback to this caller connected at this time (epoch ms). */
  calledBack(remoteKey: string, at: number): void;
  open(includeSnoozed: boolean): MissedGroup[];
  resolved(limit: number): ResolvedGroup[];
  resolveByHand(key: string): void;
  restore(key: string): void;
  snooze(key: string, until: number): void;
  /** Ends the snooze. */
  wake(key: string): void;
  /** Of those who wait: whoever cannot be called at all is listed and waits for nothing. */
  count(): number;
  /** Tells the count again, after calls were removed together with an account. */
  recount(): void;
  close(): void;
}

export interface WorklistDeps {
  calls: CallStore;
  missed: MissedRows;
  clock: Clock;
  canCallBack: (accountId: string, remote: Party) => boolean;
  onChange: () => void;
}

export function createWorklist({ calls, missed, clock, canCallBack, onChange }: WorklistDeps): Worklist {
  let cancelWake = () => {};

  function changed(): void {
    onChange();
    cancelWake();
    const next = missed.nextWake(clock.now());
    // Timers hold 24.8 days at most; a longer snooze is looked at again then.
    if (next !== undefined) cancelWake = clock.after(Math.min(next - clock.now(), 2 ** 31 - 1), changed);
  }

  /** Takes off what a talk with the caller settles; a talk before the user's undo settles nothing. */
  function settleByTalk(groupKey: string): boolean {
    let settled = false;
    for (const row of missed.openOf(groupKey)) {
      // Whoever got through in the very second in which another try of theirs was missed has got through.
      const since = row.restoredAt === undefined ? startOfSecond(row.at) : Math.max(row.at, row.restoredAt + 1);
      const talk = calls.firstTalkSince(groupKey, since);
      if (talk === undefined) continue;
      missed.resolve([row.callId], talk.direction === 'out' ? 'called-back' : 'caller-got-through', talk.startedAt);
      settled = true;
    }
    return settled;
  }

  function present(row: GroupRow): MissedGroup | undefined {
    const call = calls.present(row.lastCallId);
    if (call === undefined) return undefined;
    const triedAt = calls.lastTryAfter(call.remote.key, row.lastAt);
    return {
      key: row.groupKey,
      remote: call.remote,
      tries: row.tries,
      firstAt: row.firstAt,
      lastAt: row.lastAt,
      ...compact({ triedAt }),
      lastCallId: row.lastCallId,
      accountId: call.accountId,
      line: call.line,
      canCallBack: destinationOf(call.remote) !== undefined && canCallBack(call.accountId, call.remote),
      ...compact({ snoozedUntil: row.snoozedUntil, note: call.note }),
    };
  }

  function mustExist(key: string): void {
    if (missed.openOf(key).length === 0) throw new ProblemError('NOT_FOUND');
  }

  return {
    consider(call) {
      const groupKey = call.remote.key || `call:${call.id}`;
      let touched: boolean;
      if (isUnanswered(call)) {
        touched = missed.add(call.id, groupKey, call.startedAt);
        // Whoever calls again does not want to wait for the snooze.
        if (touched) missed.unsnooze(groupKey);
      } else {
        touched = missed.drop(call.id);
      }
      if (call.remote.key !== '') touched = settleByTalk(groupKey) || touched;
      // A try that nobody took settles nothing, and is told.
      touched ||= call.direction === 'out' && missed.openOf(groupKey).length > 0;
      if (touched) changed();
    },
    fold(goneId, callId) {
      missed.fold(goneId, callId);
      changed();
    },
    calledBack(remoteKey, at) {
      const open = missed.openOf(remoteKey).filter((row) => row.at <= at);
      if (open.length === 0) return;
      missed.resolve(
        open.map((row) => row.callId),
        'called-back',
        at,
      );
      changed();
    },
    open(includeSnoozed) {
      const now = clock.now();
      return missed
        .openGroups()
        .filter((row) => includeSnoozed || (row.snoozedUntil ?? 0) <= now)
        .map(present)
        .filter((group) => group !== undefined);
    },
    resolved(limit) {
      return missed.resolvedGroups(limit).flatMap((row) => {
        const group = present(row);
        if (group === undefined || row.resolution === undefined || row.resolvedAt === undefined) return [];
        return [{ ...group, resolution: row.resolution, resolvedAt: row.resolvedAt }];
      });
    },
    resolveByHand(key) {
      mustExist(key);
      missed.resolve(
        missed.openOf(key).map((row) => row.callId),
        'by-hand',
        clock.now(),
      );
      changed();
    },
    restore(key) {
      if (!missed.restore(key, clock.now())) throw new ProblemError('NOT_FOUND');
      changed();
    },
    snooze(key, until) {
      mustExist(key);
      if (until <= clock.now()) throw new ProblemError('BAD_INPUT', { field: 'until' });
      missed.snooze(key, until);
      changed();
    },
    wake(key) {
      mustExist(key);
      missed.unsnooze(key);
      changed();
    },
    count: () => missed.openKeys(clock.now()).filter(isDestinationKey).length,
    recount: changed,
    close: () => cancelWake(),
  };
}

function startOfSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

/** A busy line or a pressed "reject" leaves the caller as unanswered as a phone that nobody heard. */
function isUnanswered(call: StoredCall): boolean {
  return call.direction === 'in' && (call.state === 'missed' || call.state === 'rejected');
}
