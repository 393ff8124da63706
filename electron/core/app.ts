import type { Router } from '@orpc/server';
import type { contract } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { isLineBusy } from '../../shared/domain/busy-line.ts';
import { createAccountToolSubject } from './account-tools/account-tool-subject.ts';
import { createAccountSubject } from './accounts/account-subject.ts';
import { createCallRoutes } from './accounts/call-routes.ts';
import { createDemoAccounts } from './accounts/demo-accounts.ts';
import { openBase } from './base.ts';
import { createCallbackSubject } from './callbacks/callback-subject.ts';
import { createCallSubject } from './calls/call-subject.ts';
import type { Core } from './core.ts';
import { createDataSubject } from './data/data-subject.ts';
import { createDiagnosticsSubject } from './diagnostics/diagnostics-subject.ts';
import { isFullDisk } from './full-disk.ts';
import { createHostSubject } from './host/host-subject.ts';
import { createLineSubject } from './lines/line-subject.ts';
import { type LiveLimits, usualLiveLimits } from './live/live-calls.ts';
import { createLiveSubject } from './live/live-subject.ts';
import { createPeopleSubject } from './people/people-subject.ts';
import type { CorePorts } from './ports.ts';
import { createProgramUpdateSubject } from './program-update/program-update-subject.ts';
import { autosecretaryProvider } from './providers/autosecretary/provider.ts';
import { alloincognitoProvider, sunsimProvider } from './providers/integration-api/provider.ts';
import { listProviders } from './providers/provider-list.ts';
import { sipnetProvider } from './providers/sipnet/provider.ts';
import { createRecordingSubject } from './recordings/recording-subject.ts';
import { createSettingSubject } from './settings/setting-subject.ts';
import { joinParts, type Subject } from './subject.ts';

/** Every provider this program speaks to. */
const providers = listProviders([sipnetProvider, sunsimProvider, alloincognitoProvider, autosecretaryProvider]);

const aliveEveryMs = 15_000;

/**
 * The only place where subjects meet. Opens the database (throws DatabaseTooNewError) and starts nothing: that is
 * `start()`. `close()` ends everything in reverse order.
 */
export async function createCore(ports: CorePorts, limits: LiveLimits = usualLiveLimits): Promise<Core> {
  const base = openBase(ports, snapshot);
  const { os, clock, logger, vault, accountRows, topics, updates } = base;
  const routes = createCallRoutes(accountRows, providers);
  const calls = createCallSubject(base, { routes, onFold: foldCall });
  const account = createAccountSubject(base, { calls, providers, routes, forgetAccount });
  const { accounts } = account;
  const setting = createSettingSubject(base, accounts);
  const people = createPeopleSubject(base, calls);
  const live = createLiveSubject(base, { calls, accounts, people: people.people, limits });
  const callback = createCallbackSubject(base, {
    ...{ calls, accounts, routes },
    sharedOrderTimes: (...question) => accountTools.sharedOrderTimes(...question),
  });
  const recording = createRecordingSubject(base, { calls, accounts });
  const lines = createLineSubject(base, accounts);
  const accountTools = createAccountToolSubject(base, {
    ...{ accounts, routes, calls, callbacks: callback.callbacks },
  });
  const programUpdate = createProgramUpdateSubject(base, () =>
    isLineBusy(live.live.count(), callback.callbacks.current()),
  );
  const data = createDataSubject(base, { calls, recordings: recording.recordings });
  const diagnostics = createDiagnosticsSubject(base, { accounts, quiet: live.quiet });
  const demo = createDemoAccounts({
    ...{ vault, accounts, people: people.people, logger, rows: accountRows, factory: ports.demo },
    ...{ settings: base.settingRows, locale: base.locale },
  });
  const host = createHostSubject(base, { startDemo: demo.start, unknownCallbacks: () => unknownCallbacks });
  const subjects: readonly Subject[] = [
    ...[calls, account, setting, people, live, callback, recording, lines, accountTools],
    ...[programUpdate, data, diagnostics, host],
  ];
  let unknownCallbacks = 0;
  let stopAlive = () => {};
  let closed = false;

  /** All that a page is told first. */
  function snapshot(): Update {
    const parts = joinParts([
      calls.snapshot(),
      account.snapshot(),
      setting.snapshot(),
      live.snapshot(),
      callback.snapshot(),
      recording.snapshot(),
      programUpdate.snapshot(),
      host.snapshot(),
    ]);
    return { kind: 'snapshot', now: clock.now(), ...parts };
  }

  function foldCall(goneId: number, callId: number): void {
    for (const subject of subjects) subject.foldCall?.(goneId, callId);
  }

  async function forgetAccount(id: string): Promise<void> {
    // Cards and orders first: files may take their time, and may fail.
    for (const subject of subjects) await subject.forgetAccount?.(id);
  }

  function wake(): void {
    for (const subject of subjects) subject.wake?.();
  }

  // After all others: who rings is shown before pages read the log anew.
  topics.calls.on(calls.tellChanges);
  topics.pages.on((readers) => {
    if (readers > 0) demo.attend();
  });
  const stopWatchingVault = vault.onChange(() => void demo.resume().then(wake));

  /** What is only written down of what is known waits for the next start where the disk is full. */
  function resume(): void {
    try {
      unknownCallbacks = callback.callbacks.resume();
      live.resume();
    } catch (error) {
      if (!isFullDisk(error)) throw error;
      logger.warn('disk-full', { error });
    }
  }

  function beAlive(): void {
    stopAlive = clock.after(aliveEveryMs, () => {
      updates.publish({ kind: 'alive', now: clock.now() });
      beAlive();
    });
  }

  const router = {
    ...joinParts([
      account.procedures,
      setting.procedures,
      people.procedures,
      live.procedures,
      callback.procedures,
      recording.procedures,
      lines.procedures,
      accountTools.procedures,
      data.procedures,
      diagnostics.procedures,
    ]),
    missed: calls.procedures.missed,
    calls: { ...calls.procedures.calls, voicemail: account.voicemail },
    host: { ...host.procedures, ...programUpdate.procedures },
    updates: {
      watch: os.updates.watch.handler(async function* ({ signal }) {
        yield* updates.iterate(signal);
      }),
    },
  } satisfies Router<typeof contract, Record<never, never>>;

  return {
    router,
    async start() {
      resume();
      await demo.resume();
      accounts.start();
      data.retention.start();
      recording.recordings.start();
      beAlive();
      void programUpdate.programUpdates.start();
    },
    audioFile: recording.recordings.file,
    watch: updates.watch,
    startDemo: demo.wish,
    doNotDisturb: live.quiet.wish,
    wake,
    async close() {
      if (closed) return;
      closed = true;
      stopAlive();
      stopWatchingVault();
      topics.close();
      await demo.settle();
      for (const subject of subjects.toReversed()) await subject.close?.();
      await demo.close();
      await base.close();
    },
  };
}
