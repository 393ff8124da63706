import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { contentTypeOf, pageHeaders } from '../../electron/core/page/headers.ts';
import type { Account, AccountDetails, HookStatus, ImportProgress } from '../../shared/contract/account.ts';
import type { Call, MissedGroup, ResolvedGroup } from '../../shared/contract/call.ts';
import type { Callback } from '../../shared/contract/callback.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { LinkResult, PageError } from '../../shared/contract/diagnostics.ts';
import type { CertificateState, HostInfo, StartNotice, VaultState } from '../../shared/contract/host.ts';
import type { KeptLineSettings } from '../../shared/contract/line.ts';
import type { Person } from '../../shared/contract/person.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { ProgramUpdate } from '../../shared/contract/program-update.ts';
import type { QuietState } from '../../shared/contract/quiet.ts';
import type { Recording, RecordingMark, Transfers } from '../../shared/contract/recording.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Digest, LiveCard, Update } from '../../shared/contract/updates.ts';
import { defaultSettings } from '../../shared/domain/default-settings.ts';
import type { LineSettings } from '../../shared/domain/line-settings/line-settings.ts';
import { parseParty } from '../../shared/domain/phone-number.ts';
import {
  accounts,
  calls,
  detailsOf,
  linkResults,
  missed,
  people,
  providers,
  recordingOf,
  tokenAccount,
} from './fixture-data.ts';
import { listedNumbers, type NumberAnswers, numberAnswers } from './fixture-numbers.ts';
import { type ToolAnswers, toolHandlers } from './fixture-tools.ts';

/** All that the page is told; a test changes it and pushes updates. */
export interface FixtureState {
  calls: Call[];
  missed: MissedGroup[];
  resolved: ResolvedGroup[];
  accounts: Account[];
  callbacks: Callback[];
  cards: LiveCard[];
  recordings: Map<number, Recording>;
  marks: RecordingMark[];
  /** By account. */
  lines: Record<string, LineSettings[]>;
  lineHistory: KeptLineSettings[];
  settings: Settings;
  quiet: QuietState;
  certificates: CertificateState;
  programUpdate: ProgramUpdate;
  vault: VaultState;
  host: HostInfo;
  notices: StartNotice[];
  hook: HookStatus;
  hasRelayToken: boolean;
  digest?: Digest;
  /** Of accounts; left out, as their lines are. */
  details: Map<string, AccountDetails>;
  /** Calls with messages that nobody heard. */
  voicemail: Call[];
  /** What the diagnostics find. */
  links: LinkResult[];
  pageErrors: PageError[];
  transfers?: Transfers;
  people: Map<string, Person>;
  /** Takes its time over what has progress. */
  slow?: boolean;
  /** What the next connect or probe fails with. */
  refusal?: Problem;
  /** What every change of a line fails with. */
  lineRefusal?: Problem;
  /** Of the account whose provider answers them itself. */
  numbers: NumberAnswers;
  /** How the tools of accounts answer; left out, in full. */
  tools?: ToolAnswers;
  /** What is never answered. */
  stuck?: 'lines' | 'line-changes';
  /** Orders as they came. */
  orders: { clickId: string; accountId: string; to: string }[];
}

export interface FixtureServer {
  url: string;
  state: FixtureState;
  push(update: Update): void;
  /** Breaks every connection, and refuses new ones until `resume`. */
  cut(): void;
  /** Another window writes of everybody. */
  writeNotes(note: string): void;
  resume(): void;
  close(): Promise<void>;
}

export function fixtureState(now: number): FixtureState {
  const log = calls(now, 900);
  return {
    calls: log,
    missed: missed(now, log),
    resolved: [],
    accounts: accounts(now),
    callbacks: [],
    cards: [],
    recordings: new Map(log.filter((call) => call.recording).map((call) => [call.id, recordingOf(call)])),
    marks: [],
    lines: {},
    lineHistory: [],
    settings: { ...defaultSettings, language: 'ru' },
    quiet: { kind: 'off' },
    certificates: 'known',
    programUpdate: { kind: 'idle' },
    details: new Map(),
    voicemail: [],
    links: linkResults(),
    pageErrors: [],
    vault: { kind: 'keychain', locked: false, fileExists: false },
    host: {
      name: 'test',
      version: '0.1.0',
      platform: 'linux',
      locale: 'ru',
      features: {
        tray: false,
        notifications: 'page',
        demo: true,
        loginItem: true,
        popup: true,
        hotkey: true,
        revealFile: true,
        callLinks: true,
      },
      dataDirectory: '/home/user/.local/share/perezvon',
    },
    notices: [],
    hook: { state: 'ours', host: 'hooks.example.ru' },
    hasRelayToken: false,
    orders: [],
    numbers: numberAnswers(now),
    people: new Map(
      log.flatMap(({ remote }) => {
        const person = people.find((one) => one.number === remote.e164);
        return person?.name
          ? [[remote.key, { key: remote.key, name: person.name, note: person.note ?? '' }] as const]
          : [];
      }),
    ),
  };
}

/** The built page with a core that is all fixtures, over the real transport and under the real CSP. */
export async function startFixtureServer(pageDirectory: string, state: FixtureState): Promise<FixtureServer> {
  const listeners = new Set<(update: Update) => void>();
  const push = (update: Update) => {
    for (const tell of listeners) tell(update);
  };
  const handler = new RPCHandler(createFixtureRouter(state, push, listeners));
  const sockets = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  let refusing = false;

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/media/')) return answerTone(request.headers.range, response);
    const file = path === '/' ? '/index.html' : normalize(path);
    try {
      const body = await readFile(join(pageDirectory, file));
      response.writeHead(200, { ...pageHeaders, 'content-type': contentTypeOf(file) ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404, pageHeaders).end();
    }
  });
  server.on('upgrade', (request, socket, head) => {
    if (refusing) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (peer) => {
      open.add(peer);
      peer.on('close', () => open.delete(peer));
      void handler.upgrade(peer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    state,
    push,
    cut() {
      refusing = true;
      for (const peer of open) peer.terminate();
    },
    resume() {
      refusing = false;
    },
    writeNotes(note) {
      for (const { remote } of state.calls) {
        const { key, name = '' } = remote;
        state.people.set(key, { key, name, note });
      }
      push({ kind: 'calls', newest: [] });
    },
    close: () =>
      new Promise((resolve) => {
        for (const peer of open) peer.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function createFixtureRouter(
  state: FixtureState,
  push: (update: Update) => void,
  listeners: Set<(update: Update) => void>,
) {
  const os = implement(contract);
  const callById = (id: number) =>
    state.calls.find((call) => call.id === id) ?? state.cards.find((card) => card.call.id === id)?.call;
  const refuse = (refusal = state.refusal) => {
    if (refusal === undefined) return;
    const { code, ...data } = refusal;
    throw new ORPCError(code, { defined: true, data });
  };
  const accountById = (id: string) => {
    const account = state.accounts.find((one) => one.id === id);
    if (!account) throw new ORPCError('NOT_FOUND', { defined: true, data: {} });
    return account;
  };
  const tellImport = (id: string, importing: ImportProgress | undefined) => {
    const account = accountById(id);
    const { importing: _, ...status } = account.status;
    const next = { ...account, status: importing === undefined ? status : { ...status, importing } };
    state.accounts = state.accounts.map((one) => (one.id === id ? next : one));
    push({ kind: 'accounts', accounts: state.accounts });
  };
  const recordingById = (id: number): Recording => state.recordings.get(id) ?? { callId: id, state: 'remote' };
  const marksOf = (id: number) =>
    state.marks.filter((mark) => mark.callId === id).toSorted((a, b) => a.atSeconds - b.atSeconds);
  const tellMissed = () =>
    push({ kind: 'missed', count: state.missed.filter((group) => group.snoozedUntil === undefined).length });
  const tellProgramUpdate = (programUpdate: ProgramUpdate) => {
    state.programUpdate = programUpdate;
    push({ kind: 'program-update', programUpdate });
    return programUpdate;
  };
  const tellVault = (vault: VaultState) => {
    state.vault = vault;
    push({ kind: 'vault', vault });
    return vault;
  };
  const tellRecording = (recording: Recording) => {
    state.recordings.set(recording.callId, recording);
    push({ kind: 'recording', recording });
    return recording;
  };

  return os.router({
    host: {
      info: os.host.info.handler(() => ({ ...state.host, notices: state.notices })),
      unlockVault: os.host.unlockVault.handler(({ input }) => {
        if (input.passphrase === 'wrong') throw new ORPCError('WRONG_PASSPHRASE', { defined: true, data: {} });
        return tellVault({ ...state.vault, kind: 'passphrase', locked: false, fileExists: true });
      }),
      useMemoryVault: os.host.useMemoryVault.handler(() =>
        tellVault({ ...state.vault, kind: 'memory', locked: false }),
      ),
      startDemo: os.host.startDemo.handler(() => {
        state.accounts = accounts(Date.now())
          .slice(0, 1)
          .map((account) => ({ ...account, demo: true, label: 'Демо' }));
        push({ kind: 'accounts', accounts: state.accounts });
        return { accountId: 'shop' };
      }),
      claimCallLinks: os.host.claimCallLinks.handler(() => {
        const links = state.links.find(({ link }) => link === 'tel-links');
        if (links !== undefined) Object.assign(links, { status: 'ok', finding: 'fine' });
        return { done: 'taken' as const };
      }),
      openExternal: os.host.openExternal.handler(() => undefined),
      updates: {
        check: os.host.updates.check.handler(() => tellProgramUpdate({ kind: 'checking' })),
        download: os.host.updates.download.handler(() =>
          tellProgramUpdate(
            'release' in state.programUpdate && state.programUpdate.release !== undefined
              ? { kind: 'downloading', release: state.programUpdate.release, share: 0 }
              : state.programUpdate,
          ),
        ),
        restart: os.host.updates.restart.handler(() => state.programUpdate),
      },
      licences: os.host.licences.handler(() => ({ text: '# Licenses\n\n## mpg123 (LGPL-2.1)\n\n…' })),
    },
    accountTools: toolHandlers(os, () => state.tools ?? 'full', state.numbers),
    accounts: {
      list: os.accounts.list.handler(() => state.accounts),
      providers: os.accounts.providers.handler(() => providers),
      probe: os.accounts.probe.handler(({ input }) => {
        refuse();
        if (input.credentials.kind === 'token') return { draft: 'token', identity: '882736' };
        if (input.provider === 'autosecretary') return { draft: 'numbers', identity: '', numbers: [...listedNumbers] };
        return {
          draft: 'password',
          identity: '0042656976',
          sipId: '0042656976',
          balance: { amount: '1250.40', currency: 'RUB' },
          hook: state.hook,
        };
      }),
      connect: os.accounts.connect.handler(({ input }) => {
        refuse();
        const byToken = input.draft === 'token';
        const account = {
          ...(byToken ? tokenAccount(Date.now()) : (accounts(Date.now())[0] as Account)),
          label: input.label || 'SIPNET',
          ownNumber: input.ownNumber ?? '',
        };
        state.accounts = [...state.accounts, account];
        push({ kind: 'accounts', accounts: state.accounts });
        return account;
      }),
      update: os.accounts.update.handler(({ input }) => {
        refuse();
        const { credentials: _, ...rest } = input;
        const account = { ...accountById(input.id), ...rest };
        state.accounts = state.accounts.map((one) => (one.id === account.id ? account : one));
        push({ kind: 'accounts', accounts: state.accounts });
        return account;
      }),
      remove: os.accounts.remove.handler(({ input }) => {
        state.accounts = state.accounts.filter((account) => account.id !== input.id);
        push({ kind: 'accounts', accounts: state.accounts });
        return { hook: 'cleared' as const };
      }),
      nameLine: os.accounts.nameLine.handler(({ input }) => {
        const account = accountById(input.id);
        const lines = account.lines.map((line) =>
          line.number === input.number ? { ...line, label: input.label } : line,
        );
        state.accounts = state.accounts.map((one) => (one.id === account.id ? { ...account, lines } : one));
        push({ kind: 'accounts', accounts: state.accounts });
        return { ...account, lines };
      }),
      test: os.accounts.test.handler(({ input }) => {
        refuse();
        if (accountById(input.id).capabilities.includes('universal-numbers'))
          return { identity: '', numbers: [...listedNumbers] };
        return { identity: '0042656976', balance: { amount: '1250.40', currency: 'RUB' }, hook: state.hook };
      }),
      hook: os.accounts.hook.handler(() => state.hook),
      registerHook: os.accounts.registerHook.handler(({ input }) => {
        if (state.hook.state === 'other' && !input.replace)
          throw new ORPCError('HOOK_TAKEN', { defined: true, data: {} });
        state.hook = { state: 'ours', host: 'hooks.example.ru' };
        return state.hook;
      }),
      clearHook: os.accounts.clearHook.handler(() => {
        state.hook = { state: 'none' };
        return state.hook;
      }),
      retry: os.accounts.retry.handler(() => undefined),
      details: os.accounts.details.handler(
        ({ input }) => state.details.get(input.id) ?? detailsOf(accountById(input.id)),
      ),
      importAgain: os.accounts.importAgain.handler(({ input }) => {
        tellImport(input.id, { share: 0, calls: 0, readBackTo: Date.now() });
      }),
      readHistory: os.accounts.readHistory.handler(({ input }) => {
        const account = accountById(input.id);
        const next = { ...account, history: { ...account.history, depth: input.depth } };
        state.accounts = state.accounts.map((one) => (one.id === input.id ? next : one));
        push({ kind: 'accounts', accounts: state.accounts });
      }),
      cancelImport: os.accounts.cancelImport.handler(({ input }) => tellImport(input.id, undefined)),
    },
    updates: {
      watch: os.updates.watch.handler(async function* ({ signal }) {
        const queue: Update[] = [];
        let wake = () => {};
        const tell = (update: Update) => {
          queue.push(update);
          wake();
        };
        listeners.add(tell);
        signal?.addEventListener('abort', () => wake());
        try {
          yield {
            kind: 'snapshot' as const,
            now: Date.now(),
            cards: state.cards,
            accounts: state.accounts,
            callbacks: state.callbacks,
            moreCards: 0,
            notices: [],
            missedCount: state.missed.filter((group) => group.snoozedUntil === undefined).length,
            digest: state.digest,
            transfers: state.transfers,
            settings: state.settings,
            quiet: state.quiet,
            vault: state.vault,
            certificates: state.certificates,
            programUpdate: state.programUpdate,
            dataId: 'fixture',
          };
          while (!signal?.aborted) {
            for (const update of queue.splice(0)) yield update;
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (queue.length > 0 || signal?.aborted) resolve();
            });
          }
        } finally {
          listeners.delete(tell);
        }
      }),
    },
    live: {
      silence: os.live.silence.handler(({ input }) => {
        for (const card of state.cards)
          if (card.call.id === input.callId) push({ kind: 'card', card: { ...card, silenced: true } });
      }),
      dismiss: os.live.dismiss.handler(({ input }) => {
        state.cards = state.cards.filter((card) => card.call.id !== input.callId);
        push({ kind: 'card-gone', callId: input.callId });
      }),
      dismissDigest: os.live.dismissDigest.handler(() => {
        delete state.digest;
      }),
      doNotDisturb: os.live.doNotDisturb.handler(({ input }) => {
        const { on, ...rest } = input;
        state.quiet = on ? { kind: 'do-not-disturb', ...rest } : { kind: 'off' };
        push({ kind: 'quiet', quiet: state.quiet });
        return state.quiet;
      }),
    },
    calls: {
      list: os.calls.list.handler(({ input: { filter, before, limit } }) => {
        const found = state.calls.filter(
          (call) =>
            (before === undefined || call.id < before) &&
            (filter.kind === 'all' ||
              (filter.kind === 'missed' && call.state === 'missed') ||
              (filter.kind === 'incoming' && call.direction === 'in') ||
              (filter.kind === 'outgoing' && call.direction === 'out') ||
              (filter.kind === 'recorded' && call.recording !== undefined)) &&
            (filter.accountId === undefined || call.accountId === filter.accountId) &&
            (filter.line === undefined || call.line === filter.line) &&
            (filter.from === undefined || call.startedAt >= filter.from) &&
            (filter.to === undefined || call.startedAt < filter.to) &&
            (filter.remoteKey === undefined || call.remote.key === filter.remoteKey) &&
            (!filter.search || matches(call, filter.search)),
        );
        const page = found.slice(0, limit);
        const next = found.length > limit ? page.at(-1)?.id : undefined;
        return { calls: page, ...(next === undefined ? {} : { next }) };
      }),
      countBetween: os.calls.countBetween.handler(({ input: { edges } }) =>
        edges.slice(1).map(() => ({ calls: 0, missed: 0 })),
      ),
      count: os.calls.count.handler(({ input }) => ({
        count: state.calls.filter((call) => !input.filter.search || matches(call, input.filter.search)).length,
      })),
      get: os.calls.get.handler(({ input }) => {
        const call = callById(input.id);
        if (!call) throw new ORPCError('NOT_FOUND', { defined: true, data: {} });
        return call;
      }),
      voicemail: os.calls.voicemail.handler(({ input }) => {
        refuse();
        return input.messages === 'heard' ? [] : state.voicemail.filter((call) => call.accountId === input.accountId);
      }),
      annotate: os.calls.annotate.handler(({ input }) => {
        const call = callById(input.id);
        if (!call) throw new ORPCError('NOT_FOUND', { defined: true, data: {} });
        const noted = { ...call, note: input.note || undefined };
        state.calls = state.calls.map((one) => (one.id === call.id ? noted : one));
        push({ kind: 'calls', newest: [] });
        return noted;
      }),
    },
    people: {
      annotate: os.people.annotate.handler(({ input: { key, note, before } }) => {
        if ((state.people.get(key)?.note ?? '') !== before)
          throw new ORPCError('NOTE_CHANGED', { defined: true, data: {} });
        const person = { key, name: state.people.get(key)?.name ?? '', note };
        state.people.set(key, person);
        push({ kind: 'calls', newest: [] });
        return person;
      }),
      get: os.people.get.handler(({ input }) => state.people.get(input.key) ?? { key: input.key, name: '', note: '' }),
      save: os.people.save.handler(({ input }) => {
        const person = { ...input, note: input.note ?? state.people.get(input.key)?.note ?? '' };
        state.people.set(input.key, person);
        state.calls = state.calls.map((call) =>
          call.remote.key === input.key ? { ...call, remote: { ...call.remote, name: input.name || undefined } } : call,
        );
        push({ kind: 'calls', newest: [] });
        return person;
      }),
    },
    lines: {
      read: os.lines.read.handler(async ({ input, signal }) => {
        refuse();
        if (state.stuck === 'lines') await aborted(signal);
        return state.lines[input.accountId] ?? [];
      }),
      save: os.lines.save.handler(async ({ input: { accountId, before, edited }, signal }) => {
        if (state.stuck === 'line-changes') await aborted(signal);
        refuse(state.lineRefusal);
        const lines = state.lines[accountId] ?? [];
        state.lines[accountId] = lines.map((line) => (line.number === edited.number ? edited : line));
        state.lineHistory.unshift({ id: state.lineHistory.length + 1, changedAt: Date.now(), settings: before });
        return edited;
      }),
      history: os.lines.history.handler(({ input }) =>
        state.lineHistory.filter(({ settings }) => settings.number === input.number),
      ),
    },
    data: {
      usage: os.data.usage.handler(() => ({
        directory: state.host.dataDirectory,
        databaseBytes: 4_200_000,
        recordingBytes: 310_000_000,
        calls: state.calls.length,
        unreadableRows: 0,
        oldestCallAt: state.calls.at(-1)?.startedAt,
      })),
      exportCalls: os.data.exportCalls.handler(async function* ({ signal }) {
        const total = state.calls.length;
        yield { text: '\ufeffTime,Number\r\n', done: 0, total };
        for (let done = 0; done < total && !signal?.aborted; done += 100) {
          if (state.slow) await new Promise((resolve) => setTimeout(resolve, 400));
          const calls = state.calls.slice(done, done + 100);
          const text = calls.map((call) => `${call.startedAt},${call.remote.raw}\r\n`).join('');
          yield { text, done: done + calls.length, total };
        }
      }),
    },
    missed: {
      list: os.missed.list.handler(({ input }) =>
        state.missed.filter((group) => input.snoozed || group.snoozedUntil === undefined),
      ),
      resolved: os.missed.resolved.handler(() => state.resolved),
      resolve: os.missed.resolve.handler(({ input }) => {
        const done = state.missed.filter((group) => group.key === input.key);
        state.resolved = [
          ...done.map((group) => ({ ...group, resolution: 'by-hand' as const, resolvedAt: Date.now() })),
          ...state.resolved,
        ];
        state.missed = state.missed.filter((group) => group.key !== input.key);
        tellMissed();
      }),
      restore: os.missed.restore.handler(({ input }) => {
        const group = state.resolved.find((one) => one.key === input.key);
        if (!group) throw new ORPCError('NOT_FOUND', { defined: true, data: {} });
        state.resolved = state.resolved.filter((one) => one !== group);
        state.missed = [...state.missed, group];
        tellMissed();
      }),
      snooze: os.missed.snooze.handler(({ input }) => {
        state.missed = state.missed.map((group) =>
          group.key === input.key ? { ...group, snoozedUntil: input.until } : group,
        );
        tellMissed();
      }),
      wake: os.missed.wake.handler(({ input }) => {
        state.missed = state.missed.map((group) =>
          group.key === input.key ? { ...group, snoozedUntil: undefined } : group,
        );
        tellMissed();
      }),
    },
    callbacks: {
      order: os.callbacks.order.handler(({ input }) => {
        state.orders.push(input);
        const remote =
          state.calls.find((call) => (call.remote.e164 ?? call.remote.raw) === input.to)?.remote ??
          parseParty(input.to);
        const now = Date.now();
        return {
          id: input.clickId,
          accountId: input.accountId,
          remote,
          from: '',
          state: 'ringing-own' as const,
          hold: 'locked' as const,
          orderedAt: now,
          changedAt: now,
          followed: true,
          wasConnected: false,
        };
      }),
      agree: os.callbacks.agree.handler(() => {}),
      handOver: os.callbacks.handOver.handler(() => {}),
      recent: os.callbacks.recent.handler(({ input }) =>
        state.callbacks
          .filter(({ remote }) => input.remoteKey === undefined || remote.key === input.remoteKey)
          .slice(0, input.limit),
      ),
    },
    recordings: {
      list: os.recordings.list.handler(({ input }) => {
        const { filter } = input;
        const found = state.calls.filter(
          (call) =>
            call.recording &&
            (input.before === undefined || call.id < input.before) &&
            (filter.direction === undefined || call.direction === filter.direction) &&
            (filter.accountId === undefined || call.accountId === filter.accountId) &&
            (filter.from === undefined || call.startedAt >= filter.from) &&
            (filter.to === undefined || call.startedAt < filter.to) &&
            (!filter.search || matches(call, filter.search)),
        );
        const page = found.slice(0, input.limit);
        const next = found.length > input.limit ? page.at(-1)?.id : undefined;
        return {
          rows: page.map((call) => ({ call, recording: recordingById(call.id) })),
          ...(next === undefined ? {} : { next }),
        };
      }),
      get: os.recordings.get.handler(({ input }) => recordingById(input.callId)),
      fetch: os.recordings.fetch.handler(({ input }) =>
        tellRecording({ ...recordingById(input.callId), state: 'fetching', bytes: 310_000, totalBytes: 740_000 }),
      ),
      cancel: os.recordings.cancel.handler(({ input }) => tellRecording({ callId: input.callId, state: 'remote' })),
      fetchMany: os.recordings.fetchMany.handler(({ input }) => {
        for (const callId of input.callIds) tellRecording({ ...recordingById(callId), state: 'waiting' });
        push({ kind: 'transfers', transfers: { active: 0, waiting: input.callIds.length, done: 0, failed: 0 } });
        return { queued: input.callIds.length };
      }),
      cancelAll: os.recordings.cancelAll.handler(() => {
        const open = [...state.recordings.values()].filter(({ state: now }) => now === 'waiting' || now === 'fetching');
        for (const { callId } of open) tellRecording({ callId, state: 'remote' });
        push({ kind: 'transfers', transfers: { active: 0, waiting: 0, done: 0, failed: 0 } });
        return { cancelled: open.length };
      }),
      keep: os.recordings.keep.handler(({ input }) =>
        tellRecording({ ...recordingById(input.callId), kept: input.kept }),
      ),
      discard: os.recordings.discard.handler(({ input }) => tellRecording({ callId: input.callId, state: 'remote' })),
      reveal: os.recordings.reveal.handler(() => {}),
      usage: os.recordings.usage.handler(() => {
        const stored = [...state.recordings.values()].filter((recording) => recording.state === 'stored');
        const bytes = stored.reduce((sum, recording) => sum + (recording.bytes ?? 0), 0);
        const quotaBytes = state.settings.recordings.quotaMegabytes * 1024 * 1024;
        return { bytes, files: stored.length, keptBytes: 0, quotaBytes };
      }),
      peaks: os.recordings.peaks.handler(({ input }) => {
        const { durationSeconds = 120 } = recordingById(input.callId);
        // Speech in turns, with a pause after each.
        const peaks = Array.from({ length: 1000 }, (_, at) =>
          at % 100 < 80 ? 0.3 + 0.5 * Math.abs(Math.sin(at * 0.7) * Math.cos(at * 0.13)) : 0.01,
        );
        const silences = Array.from({ length: 10 }, (_, turn): [number, number] => [
          (durationSeconds * (turn * 100 + 80)) / 1000,
          (durationSeconds * (turn + 1)) / 10,
        ]);
        return { durationSeconds, peaks, silences };
      }),
      marks: os.recordings.marks.handler(({ input }) => marksOf(input.callId)),
      addMark: os.recordings.addMark.handler(({ input }) => {
        const mark = { ...input, id: state.marks.length + 1, createdAt: Date.now() };
        state.marks.push(mark);
        return mark;
      }),
      editMark: os.recordings.editMark.handler(({ input }) => {
        const mark = state.marks.find((one) => one.id === input.id);
        if (!mark) throw new ORPCError('NOT_FOUND', { defined: true, data: {} });
        return Object.assign(mark, input);
      }),
      removeMark: os.recordings.removeMark.handler(({ input }) => {
        state.marks = state.marks.filter((mark) => mark.id !== input.id);
      }),
    },
    diagnostics: {
      run: os.diagnostics.run.handler(async function* () {
        yield { kind: 'plan' as const, links: state.links.map(({ link, accountId }) => ({ link, accountId })) };
        for (const result of state.links) {
          yield { kind: 'testing' as const, place: { link: result.link, accountId: result.accountId } };
          yield { kind: 'result' as const, result };
        }
      }),
      report: os.diagnostics.report.handler(() => ({ text: 'Perezvon 0.1.0' })),
      log: os.diagnostics.log.handler(() => ({
        directory: `${state.host.dataDirectory}/logs`,
        files: 2,
        bytes: 2_411_724,
        lines: ['{"time":"2026-11-20T11:00:00.000Z","level":"warn","event":"poller-failed"}'],
      })),
      pageError: os.diagnostics.pageError.handler(({ input }) => {
        state.pageErrors.push(input);
      }),
    },
    settings: {
      get: os.settings.get.handler(() => state.settings),
      update: os.settings.update.handler(({ input }) => {
        state.settings = { ...state.settings, ...input };
        push({ kind: 'settings', settings: state.settings });
        return state.settings;
      }),
      testRelay: os.settings.testRelay.handler(() => ({ ok: true as const, milliseconds: 34 })),
      relayToken: os.settings.relayToken.handler(() => ({ hasToken: state.hasRelayToken })),
      setRelayToken: os.settings.setRelayToken.handler(({ input }) => {
        state.hasRelayToken = input.token !== '';
        return { hasToken: state.hasRelayToken };
      }),
    },
  });
}

/** Never, for as long as somebody waits. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
}

function matches(call: Call, search: string): boolean {
  const text = search.toLowerCase();
  const digits = text.replace(/\D/g, '');
  return (
    [call.remote.name, call.line, call.note].some((words) => words?.toLowerCase().includes(text)) ||
    (digits.length > 2 && call.remote.raw.includes(digits))
  );
}

/** Two minutes of a quiet tone as WAV, with Range as the hosts have it. */
function answerTone(range: string | undefined, response: import('node:http').ServerResponse) {
  const rate = 8000;
  const samples = rate * 120;
  const wav = Buffer.alloc(44 + samples);
  wav.write('RIFF', 0).valueOf();
  wav.writeUInt32LE(36 + samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples, 40);
  for (let at = 0; at < samples; at += 1) wav[44 + at] = 128 + Math.round(20 * Math.sin(at / 6));
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const start = Number(from);
  const end = to === '' ? wav.length - 1 : Math.min(Number(to), wav.length - 1);
  response.writeHead(range ? 206 : 200, {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(range ? { 'content-range': `bytes ${start}-${end}/${wav.length}` } : {}),
  });
  response.end(wav.subarray(start, end + 1));
}
