import type { AccountStatus } from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { readTestEvent } from '../../../shared/domain/test-event.ts';
import type { CallChange, CallJournal } from '../calls/call-journal.ts';
import type { AccountRows, StoredAccount } from '../database/account-rows.ts';
import type { Database } from '../database/database.ts';
import type { EventRows } from '../database/event-rows.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger, SecretVault } from '../ports.ts';
import { problemOf } from '../problems.ts';
import type { Provider, ProviderClient } from '../providers/provider.ts';
import { createPoller } from '../webhooks/poller.ts';
import type { HookBatch, HookSource, Poller, PollerStatus } from '../webhooks/source.ts';
import { type AccountSecrets, keptSecretsOf, readAccountSecrets, secretsOf } from './account-secrets.ts';
import { deriveStatus, needsUser } from './account-status.ts';
import { linesOf } from './contract-numbers.ts';
import { aheadMs, createHistoryImport, type Slice, usualReachMs } from './history-import.ts';
import { createListReader } from './list-reader.ts';
import { noteLists } from './note-lists.ts';
import { type PollMoment, pollPace } from './poll-pace.ts';

/** One connected account: its client, its ears, and what is known of how well they hear. */
export interface AccountSession {
  start(): void;
  status(): AccountStatus;
  client(): Promise<ProviderClient>;
  /** After wake, a network change, or the user's "try now". */
  retry(): void;
  /** A call just ended: its recording and duration will stand in the list in a moment. */
  expectListing(): void;
  /** The demand changed: the lists are read when it wants them read. */
  review(): void;
  /** Epoch ms; undefined while the lists are being read, and while they wait for the user. */
  nextListingAt(): number | undefined;
  /** Reads the lists as far back as the provider keeps them, once more. */
  importAgain(): void;
  /** Reads no more of the past than was read. */
  cancelImport(): void;
  close(): Promise<void>;
}

/** `catch-up`: what was called while the program did not run. `news`: since the reading before. */
export type Reading = 'history' | 'catch-up' | 'news';

export interface AccountSessionDeps {
  account: StoredAccount;
  provider: Provider;
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
  onHeard: (change: CallChange, ageMs: number) => void;
  /** An event came that this program posted itself. */
  onTestEvent: (id: string) => void;
  onListed: (changes: readonly CallChange[], reading: Reading) => void;
  /** Nothing was heard between these instants, and now the lists were read. */
  onAway: (from: number, to: number) => void;
}

/** A row may appear late: each reading overlaps the one before. */
const overlapMs = 15 * 60_000;
/** A silence shorter than this is not "away". */
const shortestAwayMs = 60_000;
/** How often the progress of an import is told. */
const progressEveryMs = 200;
/** A source answers at least every 40 s, and where there is none the lists are read every two minutes at the slowest. */
const longestSilenceMs = { listening: 90_000, polling: 3 * 60_000 };

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
  let lastHeardAt: number | undefined;
  let awaySince = account.heardUntil;
  let status: AccountStatus = { state: 'starting', since: clock.now() };
  let closed = false;
  let progressToldAt = 0;

  const lists = createListReader({
    clock,
    read: readLists,
    pace: () => (history.progress() === undefined ? listingPace() : 0),
  });
  const reachMs = provider.historyMs ?? usualReachMs;
  const history = createHistoryImport({
    ...{ accountId: account.id, rows: accounts, clock, reachMs },
    firstSliceMs: provider.firstSliceMs ?? reachMs,
    onProgress: tellProgress,
  });

  /** While no events come, whatever the reason, the lists are all there is. */
  function listingPace(): number {
    const webhook = pollerStatus?.state === 'listening';
    return pollPace({ now: clock.now(), lastCallAt, timeZone: account.timeZone, webhook, ...deps.demand() });
  }

  async function openClient(): Promise<ProviderClient> {
    if (client !== undefined) return client;
    secrets = await readAccountSecrets(vault, account.id);
    for (const secret of secretsOf(secrets)) logger.protect?.(secret);
    client ??= provider.createClient({
      http,
      clock,
      logger,
      baseUrl: account.baseUrl,
      credentials: secrets.credentials,
      timeZone: account.timeZone,
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
    database.transaction(() => {
      accounts.setListedUntil(account.id, now);
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
    await noteLists(open, { from: Math.min(since, now) - overlapMs, to: now + aheadMs, signal, onChanges }, deps);
    accounts.setListedUntil(account.id, now);
    if (changed && wasListed) lastCallAt = now;
    noteSilence();
    const away = awaySince;
    awaySince = undefined;
    noteListed();
    if (away !== undefined && now - away > shortestAwayMs) deps.onAway(away, now);
  }

  async function readSlice(open: ProviderClient, slice: Slice): Promise<void> {
    await noteLists(open, { ...slice, onChanges: (changes) => deps.onListed(changes, 'history') }, deps);
    noteListed();
  }

  function noteListed(): void {
    listedOnce = true;
    listProblem = undefined;
    noteHeard();
    updateStatus();
  }

  function tellProgress(): void {
    const now = clock.now();
    const isOver = history.progress() === undefined;
    if (!isOver && Math.abs(now - progressToldAt) < progressEveryMs) return;
    progressToldAt = now;
    lastHeardAt = now;
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
        const wasAway = next.state === 'listening' && noteSilence();
        pollerStatus = next;
        if (next.state === 'listening') noteHeard();
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

  /** The events, what they change and the cursor that they advance: committed together. */
  function accept(sourceId: string, batch: HookBatch): void {
    const now = clock.now();
    const wasAway = noteSilence();
    const heard = database.transaction(() => {
      const changes: { change: CallChange; ageMs: number }[] = [];
      for (const delivery of batch.events) {
        const testEvent = readTestEvent(delivery.body);
        if (testEvent !== undefined) {
          deps.onTestEvent(testEvent);
          continue;
        }
        const receivedAt = now - delivery.ageMs;
        const event = client?.readHook?.(delivery.body);
        events.add({
          accountId: account.id,
          source: sourceId,
          sequence: delivery.sequence,
          receivedAt,
          understood: event !== undefined,
          body: delivery.body,
        });
        if (event !== undefined) {
          changes.push({ change: journal.hear(account.id, event, receivedAt), ageMs: delivery.ageMs });
        }
      }
      events.setCursor(account.id, sourceId, batch.next);
      accounts.setHeardUntil(account.id, now);
      return changes;
    });
    lastHeardAt = now;
    if (heard.length > 0) lastCallAt = now;
    for (const { change, ageMs } of heard) deps.onHeard(change, ageMs);
    if (batch.gap) awaySince = Math.min(awaySince ?? now, accounts.get(account.id)?.listedUntil ?? now);
    if (batch.gap || wasAway) lists.soon(0);
  }

  /**
   * Asked at the first word after a silence, before it is noted as heard: a machine that slept, or that had no network, runs
   * on as if nothing had happened.
   */
  function noteSilence(): boolean {
    if (lastHeardAt === undefined) return false;
    const longest = longestSilenceMs[pollerStatus?.state === 'listening' ? 'listening' : 'polling'];
    if (clock.now() - lastHeardAt <= longest) return false;
    awaySince = Math.min(awaySince ?? lastHeardAt, lastHeardAt);
    return true;
  }

  function noteHeard(): void {
    lastHeardAt = clock.now();
    accounts.setHeardUntil(account.id, lastHeardAt);
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
      ...{ nextListingAt, lastHeardAt },
    });
  }

  return {
    start: () => lists.start(),
    // The next try is set after the status was derived: it is read when it is asked for.
    status() {
      const importing = history.progress();
      return { ...derive(), since: status.since, ...(importing === undefined ? {} : { importing }) };
    },
    client: openClient,
    retry() {
      lists.restart();
      poller?.wake();
    },
    expectListing() {
      lastCallAt = clock.now();
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
    cancelImport: history.cancel,
    async close() {
      closed = true;
      await lists.close();
      await poller?.close();
    },
  };
}
