import type { Call } from '../../../shared/contract/call.ts';
import type { CallRoutes } from '../accounts/call-routes.ts';
import type { Base } from '../base.ts';
import { ProblemError } from '../problems.ts';
import type { Subject } from '../subject.ts';
import type { CallsNews } from '../topics.ts';
import { createCallNews } from './call-news.ts';
import { createCalls } from './calls.ts';

/** A missed call of a list that is older than the account by more than this is history and not work. */
const worklistReachMs = 48 * 3600_000;

/** The calls of all accounts: the log, who waits to be called back, and what is noted of them. */
export function createCallSubject(base: Base, deps: { routes: CallRoutes; onFold: CallFold }) {
  const { os, clock, database, accountRows, topics, updates } = base;
  const { callers, lines, store, log, worklist, journal } = createCalls({
    database,
    clock,
    canCallBack: (accountId, remote) => deps.routes.to(accountId, remote) !== undefined,
    onMissed: tellMissed,
    ownPhones: (accountId) => accountRows.get(accountId)?.ownPhones ?? [],
    worklistSince: (accountId) => (accountRows.createdAt(accountId) ?? 0) - worklistReachMs,
    onFold: deps.onFold,
  });
  const news = createCallNews({
    clock,
    publish(newest) {
      updates.publish({ kind: 'calls', newest });
      topics.log.tell();
    },
  });

  function tellMissed(): void {
    base.publishSoon('missed', () => ({ kind: 'missed', count: worklist.count() }));
  }

  /** Any part of the log may be different now. */
  function tellLog(): void {
    updates.publish({ kind: 'calls', newest: [] });
  }

  /** After calls were removed. */
  function tidyUp(): void {
    callers.sweep();
    worklist.recount();
    tellLog();
  }

  /** Tells pages that the log changed. */
  function tellChanges({ changes }: CallsNews): void {
    const changed = changes.filter((change) => change.changed);
    if (changed.length === 0) return;
    news.tell(changed.filter((change) => change.before === undefined).map((change) => change.call.id));
  }

  topics.people.on(() => {
    tellLog();
    tellMissed();
  });
  topics.accounts.on(({ phase }) => {
    if (phase === 'line-named') tellLog();
    if (phase !== 'removed') return;
    lines.forget();
    callers.sweep();
    database.compact();
    worklist.recount();
    tellLog();
  });

  return {
    callers,
    store,
    log,
    worklist,
    journal,
    tellChanges,
    tellLog,
    tidyUp,
    procedures: {
      calls: {
        list: os.calls.list.handler(({ input }) => log.page(input.filter, input.before, input.limit)),
        count: os.calls.count.handler(async ({ input, signal }) => ({ count: await log.count(input.filter, signal) })),
        countBetween: os.calls.countBetween.handler(({ input, signal }) => log.countBetween(input, signal)),
        get: os.calls.get.handler(({ input }) => mustPresent(input.id)),
        annotate: os.calls.annotate.handler(({ input }) => {
          const { id, note: now = '' } = mustPresent(input.id);
          const { note, before } = input;
          if (before !== undefined && now !== before && now !== note) throw new ProblemError('NOTE_CHANGED');
          store.setNote(id, note);
          tellLog();
          return mustPresent(id);
        }),
      },
      missed: {
        list: os.missed.list.handler(({ input }) => worklist.open(input.snoozed)),
        resolved: os.missed.resolved.handler(({ input }) => worklist.resolved(input.limit)),
        resolve: os.missed.resolve.handler(({ input }) => worklist.resolveByHand(input.key)),
        restore: os.missed.restore.handler(({ input }) => worklist.restore(input.key)),
        snooze: os.missed.snooze.handler(({ input }) => worklist.snooze(input.key, input.until)),
        wake: os.missed.wake.handler(({ input }) => worklist.wake(input.key)),
      },
    },
    snapshot: () => ({ missedCount: worklist.count() }),
    close() {
      news.close();
      worklist.close();
    },
  } satisfies Subject & Record<string, unknown>;

  function mustPresent(id: number): Call {
    const call = store.present(id);
    if (call === undefined) throw new ProblemError('NOT_FOUND');
    return call;
  }
}

/** One call turned out to be another. */
type CallFold = (goneId: number, callId: number) => void;

export type CallSubject = ReturnType<typeof createCallSubject>;
