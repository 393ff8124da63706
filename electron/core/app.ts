import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../../shared/contract/call.ts';
import type { HostInfo, StartNotice } from '../../shared/contract/host.ts';
import type { QuietMissed } from '../../shared/contract/quiet.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { isLineBusy } from '../../shared/domain/busy-line.ts';
import { createAccountTools } from './account-tools/account-tools.ts';
import { createAccountSession } from './accounts/account-session.ts';
import { createAccounts } from './accounts/accounts.ts';
import { createDemoAccounts } from './accounts/demo-accounts.ts';
import { createRouter } from './api/handlers.ts';
import { createCallbacks } from './callbacks/callbacks.ts';
import type { CallChange } from './calls/call-journal.ts';
import { createCalls } from './calls/calls.ts';
import { createVoicemail } from './calls/voicemail.ts';
import type { Core } from './core.ts';
import { exportCalls } from './data/call-export.ts';
import { createRetention } from './data/retention.ts';
import { measureUsage } from './data/usage.ts';
import { createAccountRows } from './database/account-rows.ts';
import { createCallbackRows } from './database/callback-rows.ts';
import { openDatabase } from './database/database.ts';
import { createEventRows } from './database/event-rows.ts';
import { createLineHistoryRows } from './database/line-history-rows.ts';
import { createMarkRows } from './database/mark-rows.ts';
import { createPersonRows } from './database/person-rows.ts';
import { createRecordingRows } from './database/recording-rows.ts';
import { createReplacedSettingRows } from './database/replaced-setting-rows.ts';
import { createSettingRows } from './database/setting-rows.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { usualTestEventLimits } from './diagnostics/test-events.ts';
import { hasRoom, isFullDisk } from './full-disk.ts';
import { createHttp } from './http/client.ts';
import { watchServerClocks } from './http/server-clocks.ts';
import { createLineEditor } from './lines/line-editor.ts';
import { createAwayDigest } from './live/away-digest.ts';
import { createCallNews } from './live/call-news.ts';
import { createLiveCalls, type LiveLimits, usualLiveLimits } from './live/live-calls.ts';
import { createNotices } from './live/notices.ts';
import { createQuiet } from './live/quiet.ts';
import { createUpdateHub } from './live/update-hub.ts';
import { createPeople } from './people/people.ts';
import type { CorePorts } from './ports.ts';
import { ProblemError } from './problems.ts';
import { createProgramUpdates } from './program-update/program-update.ts';
import { autosecretaryProvider } from './providers/autosecretary/provider.ts';
import { alloincognitoProvider, sunsimProvider } from './providers/integration-api/provider.ts';
import type { Provider } from './providers/provider.ts';
import { sipnetProvider } from './providers/sipnet/provider.ts';
import { createMarks } from './recordings/marks.ts';
import { createRecordings } from './recordings/recordings.ts';
import { createSettingsStore } from './settings/settings-store.ts';
import { createRelayAccess } from './webhooks/relay-access.ts';

/** Every provider this program speaks to. */
const providers: readonly Provider[] = [sipnetProvider, sunsimProvider, alloincognitoProvider, autosecretaryProvider];

const aliveEveryMs = 15_000;
/** A missed call of a list that is older than the account by more than this is history and not work. */
const worklistReachMs = 48 * 3600_000;

/**
 * The only place where services meet. Opens the database (throws DatabaseTooNewError) and starts nothing: that is
 * `start()`. `close()` ends everything in reverse order.
 */
export async function createCore(ports: CorePorts, liveLimits: LiveLimits = usualLiveLimits): Promise<Core> {
  const { clock, logger, vault, notifier, paths, host } = ports;
  const database = openDatabase({ directory: paths.dataDirectory, clock, logger });
  const accountRows = createAccountRows(database, logger);
  const events = createEventRows(database);
  const settingRows = createSettingRows(database, logger);
  const settings = createSettingsStore(settingRows, logger);
  const outside = createHttp({ clock, logger, resolveProxy: ports.resolveProxy });
  const serverClocks = watchServerClocks(outside, clock);
  const { http } = serverClocks;
  const relay = createRelayAccess({
    ...{ logger, clock, http, vault },
    dataDirectory: paths.dataDirectory,
    settings: () => settings.get().relay,
    embeddedRelay: ports.embeddedRelay,
  });

  const callbackRows = createCallbackRows(database);
  const markRows = createMarkRows(database);
  const recordingRows = createRecordingRows(database);

  let unknownCallbacks = 0;
  let closed = false;

  const updates = createUpdateHub(
    (): Update => ({
      kind: 'snapshot',
      now: clock.now(),
      cards: live.cards(),
      moreCards: live.more(),
      notices: notices.due(),
      accounts: accounts.list(),
      callbacks: callbacks.current(),
      missedCount: worklist.count(),
      settings: settings.get(),
      quiet: quiet.state(),
      vault: vault.state(),
      transfers: recordings.transfers(),
      programUpdate: programUpdates.state(),
      ...awayDigest.current(),
    }),
    {
      onReaders() {
        accounts.review();
        if (updates.readers() > 0) demo.attend();
      },
      openPage: () => callbacks.openPage(),
    },
  );

  const {
    callers,
    lines: ownLines,
    store: calls,
    log,
    worklist,
    journal,
  } = createCalls({
    ...{ database, clock },
    // Where the account that was called takes no orders, another may.
    canCallBack: (accountId, remote) => accounts.routeTo(accountId, remote) !== undefined,
    onMissed: tellMissed,
    ownPhones: (accountId) => accountRows.get(accountId)?.ownPhones ?? [],
    worklistSince: (accountId) => (accountRows.createdAt(accountId) ?? 0) - worklistReachMs,
    onFold(goneId, id) {
      markRows.fold(goneId, id);
      recordingRows.fold(goneId, id);
      callbackRows.foldCall(goneId, id);
    },
  });
  const quiet = createQuiet({
    rows: settingRows,
    clock,
    settings: () => settings.get().quiet,
    onChange(state, turn) {
      const missed = turn !== undefined && 'endedSince' in turn ? missedSince(turn.endedSince) : undefined;
      updates.publish({ kind: 'quiet', quiet: state, ...(missed === undefined ? {} : { missed }) });
      if (state.kind === 'off') notices.quietEnded(missed, live.cards());
      else notices.quietBegan();
    },
  });
  const notices = createNotices({
    ...{ notifier, clock },
    settings: () => settings.get(),
    isQuiet: quiet.isOn,
    pageRings: () => updates.readers() > 0,
    locale,
    onDue: (notice) => updates.publish({ kind: 'notice', notice }),
    onGone: (callId) => updates.publish({ kind: 'notice-gone', callId }),
  });

  const people = createPeople({
    database,
    rows: createPersonRows(database),
    callers,
    clock,
    onChange(key) {
      live.refresh(new Set([key]));
      updates.publish({ kind: 'calls', newest: [] });
      tellMissed();
    },
  });

  const live = createLiveCalls({
    calls,
    clock,
    limits: liveLimits,
    noteOn: (key) => people.get(key).note || undefined,
    accountLabel: (id) => accountRows.get(id)?.label ?? '',
    knownSince: allCallsSince,
    onCard(card, moment) {
      updates.publish({ kind: 'card', card });
      programUpdates.review();
      notices.card(card, moment);
    },
    onMore: () => tellSoon('more-cards', () => ({ kind: 'more-cards', count: live.more() })),
    onGone(callId) {
      updates.publish({ kind: 'card-gone', callId });
      programUpdates.review();
      notices.gone(callId);
    },
    onLost(callId, accountId) {
      const change = journal.closeWithoutEnd(callId, clock.now());
      if (change !== undefined) tellCalls([change]);
      accounts.expectListing(accountId, change?.call.startedAt ?? clock.now());
    },
  });

  const callbacks = createCallbacks({
    rows: callbackRows,
    clock,
    logger,
    account: (id) => accountRows.get(id),
    abilities: (id) => accounts.abilities(id),
    client: (id) => accounts.client(id),
    urlOpener: ports.urlOpener,
    onChange(callback) {
      updates.publish({ kind: 'callback', callback });
      programUpdates.review();
    },
    onGone: (id) => updates.publish({ kind: 'callback-gone', id }),
    onConnected: (remoteKey, at) => worklist.calledBack(remoteKey, at),
  });

  const programUpdates = createProgramUpdates({
    updater: ports.programUpdater,
    clock,
    logger,
    choice: () => settings.get().programUpdates,
    isBusy: () => isLineBusy(live.count(), callbacks.current()),
    onChange: (programUpdate) => updates.publish({ kind: 'program-update', programUpdate }),
  });

  const recordings = createRecordings({
    directory: join(paths.dataDirectory, 'recordings'),
    fileRevealer: ports.fileRevealer,
    calls,
    log,
    rows: recordingRows,
    clock,
    logger,
    settings: () => settings.get().recordings,
    keptHereMs: () => (settings.get().retention.recordingDays || Number.POSITIVE_INFINITY) * 24 * 3600_000,
    accountIds: () => accountRows.all().map((account) => account.id),
    client: (id) => accounts.client(id),
    onChange: (recording) => updates.publish({ kind: 'recording', recording }),
    onManyChanged: () => updates.publish({ kind: 'calls', newest: [] }),
    onTransfers: () => tellSoon('transfers', () => ({ kind: 'transfers', transfers: recordings.transfers() })),
  });
  const marks = createMarks({
    ...{ database, calls, clock },
    rows: markRows,
    onChange: () => updates.publish({ kind: 'calls', newest: [] }),
  });

  const lines = createLineEditor({
    rows: createLineHistoryRows(database),
    client: (id) => accounts.client(id),
    ...{ clock, logger },
  });

  const accountTools = createAccountTools({
    rows: createReplacedSettingRows(database),
    account: (id) => accountRows.get(id),
    abilities: (id) => accounts.abilities(id),
    settings: settingRows,
    urlOpener: ports.urlOpener,
    client: (id) => accounts.client(id),
    ...{ clock, logger },
  });

  const retention = createRetention({
    database,
    clock,
    logger,
    settings: () => settings.get().retention,
    removeRecording: (callId) => recordings.removeFile(callId),
    onRemoved() {
      callers.sweep();
      worklist.recount();
      updates.publish({ kind: 'calls', newest: [] });
    },
  });

  const accounts = createAccounts({
    rows: accountRows,
    providers,
    vault,
    http,
    clock,
    logger,
    relay,
    onChange: tellAccounts,
    async onRemove(id) {
      live.forget(id);
      callbacks.forgetAccount(id);
      accountTools.forgetAccount(id);
      const { [id]: limit, ...balanceLimits } = settings.get().balanceLimits;
      if (limit !== undefined) settings.update({ balanceLimits });
      await recordings.removeFiles(id);
    },
    onRemoved() {
      ownLines.forget();
      callers.sweep();
      database.compact();
      worklist.recount();
      updates.publish({ kind: 'calls', newest: [] });
      // The account's orders went with it, and nobody follows them any more.
      updates.refresh();
    },
    onLineNamed() {
      updates.publish({ kind: 'calls', newest: [] });
    },
    openSession: (account, provider, openSource) =>
      createAccountSession({
        ...{
          account,
          provider,
          openSource,
          vault,
          http,
          clock,
          logger,
          database,
          accounts: accountRows,
          events,
          journal,
        },
        demand: () => ({ watched: updates.readers() > 0, listing: settings.get().listing }),
        onStatus: tellAccounts,
        openSince: () => calls.openSince(account.id),
        onCaughtUp: () => live.showResumed(account.id),
        onHeard(changes) {
          for (const change of changes) {
            live.heard(change);
            callbacks.noticeCall(change.call);
            const { changed, call } = change;
            if (changed && call.endedAt !== undefined) accounts.expectListing(account.id, call.startedAt);
          }
          tellCalls(changes);
        },
        onListed(changes, reading) {
          // An order looks for its call among those of now.
          if (reading !== 'history')
            for (const change of changes) {
              live.listed(change);
              callbacks.noticeCall(change.call);
            }
          if (reading === 'news') for (const change of changes) live.found(change);
          live.refresh(new Set(changes.map(({ call }) => call.remote.key)));
          tellCalls(changes);
        },
        onTestEvent: (id) => diagnostics.heardTestEvent(id),
        onAway: (from, to) => awayDigest.add(account.id, from, to),
      }),
  });

  const awayDigest = createAwayDigest({ calls, worklist, publish: (update) => updates.publish(update) });
  const demo = createDemoAccounts({
    ...{ vault, accounts, people, logger },
    factory: ports.demo,
    rows: accountRows,
  });

  const diagnostics = createDiagnostics({
    ...{ ports, accounts, relay, http },
    checkWay: outside.checkWay,
    unreadable: { rows: events.countUnreadable, events: events.countNotUnderstood },
    limits: usualTestEventLimits,
    settings: () => settings.get(),
    quiet: quiet.state,
    clockOffset: serverClocks.offset,
  });

  /** Epoch ms: since when the calls of all accounts are here. */
  function allCallsSince(): number | undefined {
    const since = accounts.knownSince();
    const { callDays } = settings.get().retention;
    if (since === undefined || callDays === 0) return since;
    return Math.max(since, clock.now() - callDays * 24 * 3600_000);
  }

  function locale(): 'ru' | 'en' {
    const { language } = settings.get();
    return language === 'system' ? host.locale : language;
  }

  function tellCalls(changes: readonly CallChange[]): void {
    const changed = changes.filter((change) => change.changed);
    if (changed.length === 0) return;
    callNews.tell(changed.filter((change) => change.before === undefined).map((change) => change.call.id));
  }

  const callNews = createCallNews({
    clock,
    publish(newest) {
      updates.publish({ kind: 'calls', newest });
      recordings.noteCalls();
    },
  });

  const awaited = new Set<Update['kind']>();
  /** Tells several changes of one moment once, as things stand at its end. */
  function tellSoon(kind: Update['kind'], update: () => Update): void {
    if (awaited.has(kind)) return;
    awaited.add(kind);
    setImmediate(() => {
      awaited.delete(kind);
      if (!closed) updates.publish(update());
    });
  }

  let toldSince: number | undefined;
  function tellAccounts(): void {
    callbacks.review();
    const since = accounts.knownSince();
    if (since !== toldSince) live.refreshAll();
    toldSince = since;
    tellSoon('accounts', () => ({ kind: 'accounts', accounts: accounts.list() }));
  }

  function tellMissed(): void {
    tellSoon('missed', () => ({ kind: 'missed', count: worklist.count() }));
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

  /** Calls that rang or talked when the program ended: what may go on yet is looked up, the rest is closed. */
  function resumeOpenCalls(): void {
    for (const call of calls.open()) {
      const lastHeardAt = call.facts?.lastHeardAt ?? call.startedAt;
      const longest = call.state === 'ringing' ? liveLimits.ring : liveLimits.talk;
      if (clock.now() - lastHeardAt < longest) live.resume(call);
      else journal.closeWithoutEnd(call.id, lastHeardAt);
    }
  }

  /** What is only written down of what is known waits for the next start where the disk is full. */
  function tidyUp(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!isFullDisk(error)) throw error;
      logger.warn('disk-full', { error });
    }
  }

  function hostInfo(): HostInfo {
    return {
      ...host,
      locale: host.locale,
      features: {
        ...host.features,
        demo: ports.demo !== undefined,
        revealFile: ports.fileRevealer !== undefined,
        callLinks: ports.callLinks !== undefined,
      },
      dataDirectory: paths.dataDirectory,
    };
  }

  function startNotices(): StartNotice[] {
    const found: StartNotice[] = [];
    const { setAside } = database;
    if (setAside !== undefined) found.push({ kind: 'database-set-aside', ...setAside });
    if (!hasRoom(paths.dataDirectory)) found.push({ kind: 'disk-full' });
    if (unknownCallbacks > 0) found.push({ kind: 'callbacks-unknown', count: unknownCallbacks });
    return found;
  }

  const router = createRouter({
    ...{
      accounts,
      calls,
      log,
      people,
      worklist,
      callbacks,
      recordings,
      marks,
      lines,
      accountTools,
      live,
      quiet,
      updates,
      settings,
      diagnostics,
      vault,
      logger,
      hostInfo,
      programUpdates,
    },
    urlOpener: ports.urlOpener,
    licences: ports.licences,
    callLinks: ports.callLinks,
    notices: startNotices,
    annotate(callId, note) {
      if (!calls.setNote(callId, note)) throw new ProblemError('NOT_FOUND');
      updates.publish({ kind: 'calls', newest: [] });
      return calls.present(callId) as Call;
    },
    usage: () => measureUsage(database, paths.dataDirectory),
    exportCalls: (request) => exportCalls({ log, accountLabel: (id) => accountRows.get(id)?.label ?? '' }, request),
    startDemo: demo.start,
    dismissDigest: awayDigest.dismiss,
    relay,
    voicemail: createVoicemail({ client: (id) => accounts.client(id), journal, calls, clock, onNoted: tellCalls }).list,
  });

  const stopWatchingVault = vault.onChange(() => {
    updates.publish({ kind: 'vault', vault: vault.state() });
    void demo.resume().then(() => {
      accounts.retryAll();
      recordings.resume();
    });
  });
  const stopWatchingSettings = settings.onChange((now, before) => {
    updates.publish({ kind: 'settings', settings: now });
    programUpdates.review();
    if (!isDeepStrictEqual(now.quiet, before.quiet)) quiet.review();
    if (now.listing !== before.listing) accounts.review();
    if (!isDeepStrictEqual(now.retention, before.retention)) retention.runSoon();
    if (!isDeepStrictEqual([now.recordings, now.retention], [before.recordings, before.retention])) {
      recordings.applySettings();
    }
    if (!isDeepStrictEqual(now.relay, before.relay)) {
      accounts.reopenSources().catch((error) => logger.error('relay-change-failed', { error }));
    }
  });
  let stopAlive = () => {};
  function beAlive(): void {
    stopAlive = clock.after(aliveEveryMs, () => {
      updates.publish({ kind: 'alive', now: clock.now() });
      beAlive();
    });
  }

  return {
    router,
    async start() {
      tidyUp(() => {
        unknownCallbacks = callbacks.resume();
        resumeOpenCalls();
      });
      await demo.resume();
      accounts.start();
      retention.start();
      recordings.start();
      beAlive();
      void programUpdates.start();
    },
    audioFile: (callId) => recordings.file(callId),
    watch: (listener) => updates.watch(listener),
    startDemo: demo.wish,
    doNotDisturb: (wish) => quiet.wish(wish),
    wake() {
      quiet.review();
      accounts.retryAll();
      recordings.resume();
    },
    async close() {
      if (closed) return;
      closed = true;
      stopAlive();
      quiet.close();
      programUpdates.close();
      stopWatchingSettings();
      stopWatchingVault();
      retention.close();
      callbacks.close();
      await demo.settle();
      await recordings.close();
      await accounts.close();
      callNews.close();
      live.close();
      worklist.close();
      await relay.close();
      await demo.close();
      await http.close();
      database.close();
    },
  };
}
