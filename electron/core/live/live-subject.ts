import { isDeepStrictEqual } from 'node:util';
import type { QuietMissed } from '../../../shared/contract/quiet.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Base } from '../base.ts';
import type { CallSubject } from '../calls/call-subject.ts';
import type { People } from '../people/people.ts';
import type { Subject } from '../subject.ts';
import { createAwayDigest } from './away-digest.ts';
import { createLiveCalls, type LiveLimits } from './live-calls.ts';
import { createNotificationPolicy } from './notification-policy.ts';
import { createQuiet } from './quiet.ts';

interface LiveSubjectDeps {
  calls: CallSubject;
  accounts: Accounts;
  people: People;
  limits: LiveLimits;
}

/** What is on the screen of the calls of now, what is told of them by notifications, and when everything keeps quiet. */
export function createLiveSubject(base: Base, { calls, accounts, people, limits }: LiveSubjectDeps) {
  const { os, clock, settings, settingRows, accountRows, topics, updates, publishSoon } = base;
  const { journal, store, worklist } = calls;

  const quiet = createQuiet({
    rows: settingRows,
    clock,
    settings: () => settings.get().quiet,
    onChange(state, turn) {
      const missed = turn !== undefined && 'endedSince' in turn ? missedSince(turn.endedSince) : undefined;
      updates.publish({ kind: 'quiet', quiet: state, ...compact({ missed }) });
      if (state.kind === 'off') notices.quietEnded(missed, live.cards());
      else notices.quietBegan();
    },
  });
  const notices = createNotificationPolicy({
    notifier: base.ports.notifier,
    clock,
    settings: () => settings.get(),
    isQuiet: quiet.isOn,
    pageRings: () => updates.readers() > 0,
    locale: base.locale,
    onDue: (notice) => updates.publish({ kind: 'notice', notice }),
    onGone: (callId) => updates.publish({ kind: 'notice-gone', callId }),
  });
  const live = createLiveCalls({
    calls: store,
    clock,
    limits,
    noteOf: (key) => people.get(key).note || undefined,
    accountLabel: (id) => accountRows.get(id)?.label ?? '',
    knownSince: allCallsSince,
    onCard(card, moment) {
      updates.publish({ kind: 'card', card });
      topics.live.tell({ card });
      notices.card(card, moment);
    },
    onMore: () => publishSoon('more-cards', () => ({ kind: 'more-cards', count: live.more() })),
    onGone(callId) {
      updates.publish({ kind: 'card-gone', callId });
      topics.live.tell({ gone: callId });
      notices.gone(callId);
    },
    onLost(callId, accountId) {
      const change = journal.closeWithoutEnd(callId, clock.now());
      if (change !== undefined) topics.calls.tell({ accountId, changes: [change], source: 'settled' });
      accounts.expectListing(accountId, change?.call.startedAt ?? clock.now());
    },
  });
  const awayDigest = createAwayDigest({ freshMs: limits.fresh, calls: store, worklist, publish: updates.publish });

  /** Epoch ms: since when the calls of all accounts are here. */
  function allCallsSince(): number | undefined {
    const since = accounts.knownSince();
    const { callDays } = settings.get().retention;
    if (since === undefined || callDays === 0) return since;
    return Math.max(since, clock.now() - callDays * 24 * 3600_000);
  }

  /** Who missed us in a quiet time and was not reached meanwhile. */
  function missedSince(since: number): QuietMissed | undefined {
    const groups = worklist.open(true).filter((group) => group.lastAt >= since);
    const [newest] = groups;
    if (newest === undefined) return undefined;
    return {
      callers: groups.length,
      who: groups.slice(0, 3).map((group) => group.remote),
      newestCallId: newest.lastCallId,
    };
  }

  topics.calls.on(({ changes, source }) => {
    if (source === 'settled') return;
    if (source === 'webhook') {
      for (const change of changes) live.heard(change);
      return;
    }
    if (source !== 'history') for (const change of changes) live.listed(change);
    if (source === 'news') for (const change of changes) live.found(change);
    live.refresh(new Set(changes.map(({ call }) => call.remote.key)));
  });
  topics.people.on(({ remoteKey }) => live.refresh(new Set([remoteKey])));
  let toldSince: number | undefined;
  topics.accounts.on((news) => {
    if (news.phase === 'caught-up') live.showResumed(news.id);
    if (news.phase === 'was-away') awayDigest.add(news.id, news.from, news.to);
    if (news.phase !== 'status') return;
    const since = accounts.knownSince();
    if (since !== toldSince) live.refreshAll();
    toldSince = since;
  });
  settings.onChange((now, before) => {
    if (!isDeepStrictEqual(now.quiet, before.quiet)) quiet.review();
  });

  return {
    live,
    quiet,
    /** Calls that rang or talked when the program ended: what may go on yet is looked up, the rest is closed. */
    resume() {
      for (const call of store.open()) {
        const lastHeardAt = call.facts?.lastHeardAt ?? call.startedAt;
        const longest = call.state === 'ringing' ? limits.ring : limits.talk;
        if (clock.now() - lastHeardAt < longest) live.resume(call);
        else journal.closeWithoutEnd(call.id, lastHeardAt);
      }
    },
    procedures: {
      live: {
        silence: os.live.silence.handler(({ input }) => live.silence(input.callId)),
        dismiss: os.live.dismiss.handler(({ input }) => live.dismiss(input.callId)),
        dismissDigest: os.live.dismissDigest.handler(() => awayDigest.dismiss()),
        doNotDisturb: os.live.doNotDisturb.handler(({ input }) => quiet.override(input)),
      },
    },
    snapshot: () => ({
      cards: live.cards(),
      moreCards: live.more(),
      notices: notices.due(),
      quiet: quiet.state(),
      ...awayDigest.current(),
    }),
    forgetAccount: live.forget,
    wake: quiet.review,
    close() {
      quiet.close();
      live.close();
    },
  } satisfies Subject & Record<string, unknown>;
}
