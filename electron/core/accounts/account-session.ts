import type { AccountHistory, AccountStatus, HistoryDepth } from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { CallChange, CallJournal } from '../calls/call-journal.ts';
import type { AccountRows, StoredAccount } from '../database/account-rows.ts';
import type { Database } from '../database/database.ts';
import type { EventRows } from '../database/event-rows.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger, SecretVault } from '../ports.ts';
import { problemOf } from '../problems.ts';
import { ProviderError } from '../providers/errors.ts';
import type { Provider, ProviderClient } from '../providers/provider.ts';
import { createPoller } from '../webhooks/poller.ts';
import type { HookBatch, HookSource, Poller, PollerStatus } from '../webhooks/source.ts';
import { type AccountSecrets, keptSecretsOf, readAccountSecrets } from './account-secrets.ts';
import { deriveStatus, needsUser } from './account-status.ts';
import { linesOf } from './contract-numbers.ts';
import { createEventIntake } from './event-intake.ts';
import { aheadMs, createHistoryImport, type Slice } from './history-import.ts';
import { createListReader } from './list-reader.ts';
import { noteLists } from './note-lists.ts';
import { openClient as openProviderClient } from './open-client.ts';
import { type PollMoment, pollPace } from './poll-pace.ts';
import { createSilence } from './silence.ts';

/** One connected account: its client, its ears, and what is known of how well they hear. */
export interface AccountSession {
  start(): void;
  status(): AccountStatus;
  client(): Promise<ProviderClient>;
  /** After wake, a network change, or the user's "try now". */
  retry(): void;
  /** A call that began then (epoch ms) just ended: its recording and duration will stand in the list in a moment. */
  expectListing(startedAt: number): void;
  /** The demand changed: the lists are read when it wants them read. */
  review(): void;
  /** Epoch ms; undefined while the lists are being read, and while they wait for the user. */
  nextListingAt(): number | undefined;
  /** Reads the lists as far back as the provider keeps them, once more. */
  importAgain(): void;
  /** What is known of the past. */
  history(): AccountHistory;
  /** Epoch ms: later calls are all there; undefined while the lists are not read up to now. */
  knownSince(): number | undefined;
  /** Reads the past as far back as that, from where it stopped. */
  readHistory(depth: HistoryDepth): void;
  /** Reads no more of the past than was read. */
  cancelImport(): void;
  close(): Promise<void>;
}

/** `catch-up`: what was called while the program did not run. `news`: since the reading before. */
export type Reading = 'history' | 'catch-up' | 'news';

export interface AccountSessionDeps {
  account: StoredAccount;
  provider: Omit<Provider, 'id'>;
  vault: SecretVault;
  http: Http;
  clock: Clock;
  logger: Logger;
  database: Database;
  accounts: AccountRows;
  events: EventRows;
  journal: CallJournal;
  /** Where this account's events wait; undefined when it polls. */
  openSource: (secrets: AccountSecrets) => Promise<HookSource | undefined>;
  /** How much anybody wants to know of new calls. */
  demand: () => Pick<PollMoment, 'watched' | 'listing'>;
  onStatus: () => void;
  onHeard: (changes: readonly CallChange[]) => void;
  /** When the account's calls began that ring or talk, as far as is known; epoch ms. */
  openSince: () => readonly number[];
  /** What was told while nothing was heard is known by now: what rings still, rings. */
  onCaughtUp: () => void;
  /** An event came that this program posted itself. */
  onTestEvent: (id: string) => void;
  onListed: (changes: readonly CallChange[], reading: Reading) => void;
  /** Nothing was heard between these instants, and now the lists were read. */
  onAway: (from: number, to: number) => void;
}

/**
 * A list shows a call once it is over, under the time at which it began. So each reading looks back as far as calls last, and
 * twice an hour a day back, for a call that lasts longer and a row that comes late. What is known already costs little.
 */
const longestCallMs = 4 * 3600_000;
const deepEveryMs = 30 * 60_000;
const deepReachMs = 26 * 3600_000;
/** A call that was heard began within this of what the list says. */
const listedAroundMs = 15 * 60_000;
/** The recording of a call that ended, and its last row, may come later than its first. */
const listedAgainMs = 60_000;
/** A silence shorter than this is not "away". */
const shortestAwayMs = 60_000;
/** How often the progress of an import is told. */
const progressEveryMs = 200;
/** For how long the user is told of a row that could not be understood. */
const unreadableShownMs = 7 * 24 * 60 * 60_000;

export function createAccountSession(deps: AccountSessionDeps): AccountSession {
  const { account, provider, vault, http, clock, logger, database, accounts, events, journal } = deps;
  let secrets: AccountSecrets | undefined;
  let client: ProviderClient | undefined;
  let poller: Poller | undefined;
  let pollerStatus: PollerStatus | undefined;
  let sourceProblem: Problem | undefined;
  let listProblem: Problem | undefined;
  let listedOnce = false;
  let lastCallAt: number | undefined;
  let status: AccountStatus = { state: 'starting', since: clock.now() };
  let closed = false;
  let progressToldAt = 0;
  let deepReadAt = Number.NEGATIVE_INFINITY;
  /** Calls that ended and have yet to stand in the lists: when the first of them began, and when they are read once more. */
  let awaited: { from: number; until: number } | undefined;
  let newsRead = false;
  let caughtUp = false;

  const silence = createSilence({
    ...{ account, accounts, clock },
    isListening: () => pollerStatus?.state === 'listening',
  });
  const lists = createListReader({
    clock,
    read: readLists,
    pace: () => (history.progress() === undefined ? listingPace() : 0),
  });
  const history = createHistoryImport({
    ...{ accountId: account.id, rows: accounts, clock },
    ...{ reachMs: provider.historyMs, firstSliceMs: provider.firstSliceMs },
    isRefusal: (error) => error instanceof ProviderError && error.code === 'PROVIDER_REFUSED',
    onProgress: tellProgress,
  });

  const intake = createEventIntake({
    ...{ accountId: account.id, database, events, journal, client: () => client, keepHeard: silence.keep },
    onHeard(changes) {
      if (changes.length > 0) lastCallAt = clock.now();
      deps.onHeard(changes);
    },
    onTestEvent: deps.onTestEvent,
  });

  /** While no events come, whatever the reason, the lists are all there is. */
  function listingPace(): number {
    const now = clock.now();
    const pace = pollPace({
      ...{ now, lastCallAt, timeZone: account.timeZone, ...deps.demand() },
      webhook: pollerStatus?.state === 'listening',
      hasOpenCall: deps.openSince().length > 0,
    });
    return awaited === undefined ? pace : Math.min(pace, Math.max(1000, awaited.until - now));
  }

  /** The lists may tell what events do not, and the other way round. */
  function noteCaughtUp(): void {
    if (caughtUp || !newsRead || (account.webhook && pollerStatus?.state !== 'listening')) return;
    caughtUp = true;
    deps.onCaughtUp();
  }

  async function openClient(): Promise<ProviderClient> {
    if (client !== undefined) return client;
    secrets = await readAccountSecrets(vault, account.id);
    client ??= openProviderClient(provider, secrets, {
      ...{ http, clock, logger, baseUrl: account.baseUrl, timeZone: account.timeZone },
      expectedIdentity: account.identity,
      ownNumbers: [account.ownNumber, account.sipId, ...accounts.provenLines(account.id)].filter(
        (number) => number !== '',
      ),
      lines: linesOf(account),
      kept: keptSecretsOf(vault, account.id),
    });
    return client;
  }

  /** Never rejects: what fails becomes the status. What is new comes first, then what is left of the past. */
  async function readLists(signal: AbortSignal): Promise<'ok' | 'failed' | 'stop'> {
    try {
      const open = await openClient();
      await startPoller();
      const began = clock.now();
      const since = accounts.get(account.id)?.listedUntil;
      if (since === undefined) beginHistory(began);
      else await readNews(open, since, signal);
      if (history.progress() !== undefined) {
        const mayGoOn = () => clock.now() - began < listingPace();
        await history.readOn((slice) => readSlice(open, slice), mayGoOn, signal);
      }
      if (!listedOnce || listProblem !== undefined) noteListed();
      return 'ok';
    } catch (error) {
      if (signal.aborted) return 'stop';
      logger.warn('lists-failed', { account: account.id, error });
      listProblem = problemOf(error);
      updateStatus();
      return needsUser(listProblem) ? 'stop' : 'failed';
    }
  }

  /** What is called from now on is news, whenever the past is through. */
  function beginHistory(now: number): void {
    silence.begin(now);
    database.transaction(() => {
      accounts.setListedUntil(account.id, now);
      silence.keep(now);
      history.begin();
    });
  }

  async function readNews(open: ProviderClient, since: number, signal: AbortSignal): Promise<void> {
    const now = clock.now();
    const wasListed = listedOnce;
    let changed = false;
    const onChanges = (changes: readonly CallChange[]) => {
      changed = true;
      deps.onListed(changes, wasListed ? 'news' : 'catch-up');
    };
    const isDeep = Math.abs(now - deepReadAt) >= deepEveryMs;
    const from = Math.min(
      Math.min(since, now) - (isDeep ? deepReachMs : longestCallMs),
      ...[awaited?.from, ...deps.openSince()]
        .filter((startedAt) => startedAt !== undefined)
        .map((startedAt) => startedAt - listedAroundMs),
    );
    await noteLists(open, { from, to: now + aheadMs, signal, onChanges }, deps);
    accounts.setListedUntil(account.id, now);
    if (isDeep) deepReadAt = now;
    if (awaited !== undefined && awaited.until <= now) awaited = undefined;
    if (changed && wasListed) lastCallAt = now;
    silence.hear(now);
    silence.keep(now);
    const slept = silence.takeEnded(now);
    if (slept !== undefined)
      deps.onListed(journal.closeInterrupted(account.id, slept.since), wasListed ? 'news' : 'catch-up');
    newsRead = true;
    noteCaughtUp();
    noteListed();
    if (slept !== undefined && now - slept.since > shortestAwayMs) deps.onAway(slept.since, now);
  }

  async function readSlice(open: ProviderClient, slice: Slice): Promise<void> {
    await noteLists(open, { ...slice, onChanges: (changes) => deps.onListed(changes, 'history') }, deps);
    noteListed();
  }

  function noteListed(): void {
    listedOnce = true;
    listProblem = undefined;
    silence.note();
    updateStatus();
  }

  function tellProgress(): void {
    const now = clock.now();
    const isOver = history.progress() === undefined;
    if (!isOver && Math.abs(now - progressToldAt) < progressEveryMs) return;
    progressToldAt = now;
    silence.note();
    updateStatus();
  }

  async function startPoller(): Promise<void> {
    if (poller !== undefined || !account.webhook || secrets === undefined || closed) return;
    const source = await openSource(secrets);
    if (source === undefined || poller !== undefined || closed) return;
    poller = createPoller({
      source,
      clock,
      logger,
      sink: { cursor: () => events.cursor(account.id, source.id), accept: (batch) => accept(source.id, batch) },
      onStatus(next) {
        const isHeard = next.state === 'listening';
        const wasAway = isHeard && silence.hear();
        pollerStatus = next;
        if (isHeard) {
          silence.keepListening(clock.now());
          noteCaughtUp();
        }
        if (wasAway) lists.soon(0);
        if (next.state === 'failing') lists.soon(listingPace());
        updateStatus();
      },
    });
    poller.start();
  }

  /** Without a source the lists are read all the same, and each reading tries to open one. */
  async function openSource(known: AccountSecrets): Promise<HookSource | undefined> {
    try {
      const source = await deps.openSource(known);
      sourceProblem = undefined;
      return source;
    } catch (error) {
      logger.warn('source-not-opened', { account: account.id, error });
      sourceProblem = problemOf(error);
      return undefined;
    }
  }

  async function accept(sourceId: string, batch: HookBatch): Promise<void> {
    const now = clock.now();
    const wasAway = silence.hear();
    if (batch.gap) silence.lose(accounts.get(account.id)?.listedUntil ?? now, now);
    await intake.take(sourceId, batch, now);
    if (batch.gap || wasAway) lists.soon(0);
    else if (deps.openSince().length > 0) lists.soon(listingPace());
  }

  function updateStatus(): void {
    const next = derive();
    const same = next.state === status.state && next.problem?.code === status.problem?.code;
    status = { ...next, since: same ? status.since : clock.now() };
    deps.onStatus();
  }

  function derive(): Omit<AccountStatus, 'since'> {
    const nextListingAt = lists.nextAt();
    return deriveStatus({
      ...{ poller: pollerStatus, sourceProblem, listProblem, hasListed: listedOnce },
      ...{ nextListingAt, lastHeardAt: silence.lastHeardAt() },
    });
  }

  return {
    start: () => lists.start(),
    // The next try is set after the status was derived: it is read when it is asked for.
    status() {
      const importing = history.progress();
      const refused = listProblem === undefined ? (client?.refusedNumbers?.() ?? []) : [];
      const leftOut = accounts.get(account.id)?.leftOut ?? [];
      const newNumbers = (client?.otherNumbers?.() ?? []).filter((number) => !leftOut.includes(number)).length;
      const unreadableRows = events.countUnreadable(account.id, clock.now() - unreadableShownMs);
      return {
        ...derive(),
        since: status.since,
        ...(importing === undefined ? {} : { importing }),
        ...(unreadableRows === 0 ? {} : { unreadableRows }),
        ...(refused.length === 0 ? {} : { refusedNumbers: refused.map(describeRefused) }),
        ...(newNumbers === 0 ? {} : { newNumbers }),
      };
    },
    client: openClient,
    retry() {
      lists.restart();
      poller?.wake();
    },
    expectListing(startedAt) {
      lastCallAt = clock.now();
      awaited = { from: Math.min(awaited?.from ?? startedAt, startedAt), until: lastCallAt + listedAgainMs };
      lists.soon(4_000);
    },
    review() {
      // What fails is left in peace until its next try.
      const listedUntil = listProblem === undefined ? accounts.get(account.id)?.listedUntil : undefined;
      if (listedUntil !== undefined) lists.soon(Math.max(0, listedUntil + listingPace() - clock.now()));
    },
    nextListingAt: lists.nextAt,
    importAgain() {
      history.begin();
      lists.soon(0);
    },
    history: history.known,
    knownSince: () => (listedOnce && listProblem === undefined ? history.known().knownSince : undefined),
    readHistory(depth) {
      history.reach(depth);
      lists.soon(0);
    },
    cancelImport: history.cancel,
    async close() {
      closed = true;
      intake.close();
      await lists.close();
      await poller?.close();
    },
  };
}

function describeRefused({ number, detail }: { number: string; detail: string | undefined }) {
  return { number: formatParty(parseParty(number)), ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) };
}
