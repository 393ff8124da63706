import type { Router } from '@orpc/server';
import type { Call } from '../../../shared/contract/call.ts';
import type { contract } from '../../../shared/contract/contract.ts';
import type { DataUsage, ExportPiece } from '../../../shared/contract/data.ts';
import type { HostInfo, StartNotice } from '../../../shared/contract/host.ts';
import type { AccountTools } from '../account-tools/account-tools.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Callbacks } from '../callbacks/callbacks.ts';
import type { CallLog } from '../calls/call-log.ts';
import type { CallStore } from '../calls/call-store.ts';
import type { Worklist } from '../calls/worklist.ts';
import type { CallExportRequest } from '../data/call-export.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { LineEditor } from '../lines/line-editor.ts';
import type { LiveCalls } from '../live/live-calls.ts';
import type { Quiet } from '../live/quiet.ts';
import type { UpdateHub } from '../live/update-hub.ts';
import type { People } from '../people/people.ts';
import type { CallLinks, Logger, SecretVault, UrlOpener } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { ProgramUpdates } from '../program-update/program-update.ts';
import type { Marks } from '../recordings/marks.ts';
import type { Recordings } from '../recordings/recordings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { RelayAccess } from '../webhooks/relay-access.ts';
import { accountToolHandlers } from './account-tool-handlers.ts';
import { implementContract } from './implementer.ts';

export interface Services {
  accounts: Accounts;
  calls: CallStore;
  log: CallLog;
  people: People;
  worklist: Worklist;
  callbacks: Callbacks;
  recordings: Recordings;
  marks: Marks;
  lines: LineEditor;
  accountTools: AccountTools;
  live: LiveCalls;
  quiet: Quiet;
  updates: UpdateHub;
  settings: SettingsStore;
  diagnostics: Diagnostics;
  vault: SecretVault;
  urlOpener: UrlOpener;
  callLinks: CallLinks | undefined;
  logger: Logger;
  hostInfo: () => HostInfo;
  notices: () => StartNotice[];
  annotate: (callId: number, note: string) => Call;
  voicemail: (accountId: string, messages: 'unheard' | 'heard') => Promise<Call[]>;
  usage: () => Promise<DataUsage>;
  exportCalls: (request: CallExportRequest) => AsyncGenerator<ExportPiece, void>;
  startDemo: () => Promise<string>;
  dismissDigest: () => void;
  relay: RelayAccess;
  programUpdates: ProgramUpdates;
  licences: (() => Promise<string>) | undefined;
}

/** The contract's handlers: parse (oRPC does, by the contract's schemas), call a service, map errors, nothing else. */
export function createRouter(services: Services) {
  const {
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
    relay,
    vault,
    logger,
    programUpdates,
  } = services;

  const os = implementContract(logger);

  const router = {
    host: {
      info: os.host.info.handler(() => ({ ...services.hostInfo(), notices: services.notices() })),
      unlockVault: os.host.unlockVault.handler(async ({ input }) => {
        await vault.unlock(input.passphrase);
        return vault.state();
      }),
      useMemoryVault: os.host.useMemoryVault.handler(() => {
        vault.useMemory();
        return vault.state();
      }),
      startDemo: os.host.startDemo.handler(async () => ({ accountId: await services.startDemo() })),
      claimCallLinks: os.host.claimCallLinks.handler(async () => {
        if (services.callLinks === undefined) throw new ProblemError('NOT_SUPPORTED');
        return { done: await services.callLinks.claim() };
      }),
      openExternal: os.host.openExternal.handler(({ input }) => services.urlOpener.open(input.url)),
      updates: {
        check: os.host.updates.check.handler(() => programUpdates.check()),
        download: os.host.updates.download.handler(() => programUpdates.download()),
        restart: os.host.updates.restart.handler(() => programUpdates.restart()),
      },
      licences: os.host.licences.handler(async () => {
        if (services.licences === undefined) throw new ProblemError('NOT_SUPPORTED');
        return { text: await services.licences() };
      }),
    },
    accounts: {
      list: os.accounts.list.handler(() => accounts.list()),
      providers: os.accounts.providers.handler(() => accounts.providers()),
      probe: os.accounts.probe.handler(({ input }) => accounts.probe(input)),
      connect: os.accounts.connect.handler(({ input }) => accounts.connect(input)),
      update: os.accounts.update.handler(({ input }) => accounts.update(input)),
      remove: os.accounts.remove.handler(({ input }) => accounts.remove(input.id)),
      nameLine: os.accounts.nameLine.handler(({ input }) => accounts.nameLine(input.id, input.number, input.label)),
      test: os.accounts.test.handler(({ input }) => accounts.test(input.id)),
      hook: os.accounts.hook.handler(({ input }) => accounts.hook(input.id)),
      registerHook: os.accounts.registerHook.handler(({ input }) => accounts.registerHook(input.id, input.replace)),
      clearHook: os.accounts.clearHook.handler(({ input }) => accounts.clearHook(input.id)),
      retry: os.accounts.retry.handler(({ input }) => accounts.retry(input.id)),
      details: os.accounts.details.handler(({ input }) => accounts.details(input.id)),
      importAgain: os.accounts.importAgain.handler(({ input }) => accounts.importAgain(input.id)),
      readHistory: os.accounts.readHistory.handler(({ input }) => accounts.readHistory(input.id, input.depth)),
      cancelImport: os.accounts.cancelImport.handler(({ input }) => accounts.cancelImport(input.id)),
    },
    accountTools: accountToolHandlers(os, accountTools),
    updates: {
      watch: os.updates.watch.handler(async function* ({ signal }) {
        yield* updates.iterate(signal);
      }),
    },
    live: {
      silence: os.live.silence.handler(({ input }) => live.silence(input.callId)),
      dismiss: os.live.dismiss.handler(({ input }) => live.dismiss(input.callId)),
      dismissDigest: os.live.dismissDigest.handler(() => services.dismissDigest()),
      doNotDisturb: os.live.doNotDisturb.handler(({ input }) => quiet.wish(input)),
    },
    calls: {
      list: os.calls.list.handler(({ input }) => log.page(input.filter, input.before, input.limit)),
      count: os.calls.count.handler(async ({ input, signal }) => ({ count: await log.count(input.filter, signal) })),
      get: os.calls.get.handler(({ input }) => {
        const call = calls.present(input.id);
        if (call === undefined) throw new ProblemError('NOT_FOUND');
        return call;
      }),
      voicemail: os.calls.voicemail.handler(({ input }) => services.voicemail(input.accountId, input.messages)),
      annotate: os.calls.annotate.handler(({ input }) => services.annotate(input.id, input.note)),
    },
    people: {
      get: os.people.get.handler(({ input }) => people.get(input.key)),
      save: os.people.save.handler(({ input }) => people.save(input)),
    },
    missed: {
      list: os.missed.list.handler(({ input }) => worklist.open(input.snoozed)),
      resolved: os.missed.resolved.handler(({ input }) => worklist.resolved(input.limit)),
      resolve: os.missed.resolve.handler(({ input }) => worklist.resolveByHand(input.key)),
      restore: os.missed.restore.handler(({ input }) => worklist.restore(input.key)),
      snooze: os.missed.snooze.handler(({ input }) => worklist.snooze(input.key, input.until)),
      wake: os.missed.wake.handler(({ input }) => worklist.wake(input.key)),
    },
    callbacks: {
      order: os.callbacks.order.handler(({ input }) => callbacks.order(input)),
      agree: os.callbacks.agree.handler(({ input }) => accounts.callThrough(input.accountId, input.through)),
      handOver: os.callbacks.handOver.handler(({ input }) => callbacks.handOver(input.to)),
      recent: os.callbacks.recent.handler(({ input }) => callbacks.recent(input.limit, input.remoteKey)),
    },
    recordings: {
      list: os.recordings.list.handler(({ input }) => recordings.list(input)),
      get: os.recordings.get.handler(({ input }) => recordings.get(input.callId)),
      fetch: os.recordings.fetch.handler(({ input }) => recordings.fetch(input.callId)),
      cancel: os.recordings.cancel.handler(({ input }) => recordings.cancel(input.callId)),
      fetchMany: os.recordings.fetchMany.handler(({ input }) => ({ queued: recordings.fetchMany(input.callIds) })),
      cancelAll: os.recordings.cancelAll.handler(async () => ({ cancelled: await recordings.cancelAll() })),
      keep: os.recordings.keep.handler(({ input }) => recordings.keep(input.callId, input.kept)),
      reveal: os.recordings.reveal.handler(({ input }) => recordings.reveal(input.callId)),
      usage: os.recordings.usage.handler(() => recordings.usage()),
      peaks: os.recordings.peaks.handler(({ input }) => recordings.waveform(input.callId)),
      marks: os.recordings.marks.handler(({ input }) => marks.ofCall(input.callId)),
      addMark: os.recordings.addMark.handler(({ input }) => marks.add(input)),
      editMark: os.recordings.editMark.handler(({ input }) => marks.edit(input)),
      removeMark: os.recordings.removeMark.handler(({ input }) => marks.remove(input.id)),
    },
    lines: {
      read: os.lines.read.handler(({ input }) => lines.read(input.accountId)),
      save: os.lines.save.handler(({ input }) => lines.save(input)),
      history: os.lines.history.handler(({ input }) => lines.history(input.accountId, input.number)),
    },
    data: {
      usage: os.data.usage.handler(() => services.usage()),
      exportCalls: os.data.exportCalls.handler(async function* ({ input }) {
        yield* services.exportCalls(input);
      }),
    },
    diagnostics: {
      run: os.diagnostics.run.handler(async function* ({ signal }) {
        yield* diagnostics.run(signal);
      }),
      report: os.diagnostics.report.handler(async ({ input }) => ({
        text: await diagnostics.report(input.results, input.locale),
      })),
      log: os.diagnostics.log.handler(() => diagnostics.log()),
      pageError: os.diagnostics.pageError.handler(({ input }) => diagnostics.notePageError(input)),
    },
    settings: {
      get: os.settings.get.handler(() => settings.get()),
      update: os.settings.update.handler(({ input }) => settings.update(input)),
      testRelay: os.settings.testRelay.handler(async ({ input: { token, ...tried } }) => ({
        ok: true as const,
        milliseconds: await relay.test(tried, token),
      })),
      relayToken: os.settings.relayToken.handler(async () => ({ hasToken: await relay.hasToken() })),
      setRelayToken: os.settings.setRelayToken.handler(async ({ input }) => {
        await relay.setToken(input.token);
        await accounts.reopenSources();
        return { hasToken: await relay.hasToken() };
      }),
    },
  } satisfies Router<typeof contract, Record<never, never>>;
  return router;
}
