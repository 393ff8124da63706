import type { AccountHistory, AccountStatus, HistoryDepth } from '../../../shared/contract/account.ts';
import type { CallChange, CallJournal } from '../calls/call-journal.ts';
import type { Database } from '../database/database.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger, SecretVault } from '../ports.ts';
import { ProviderError } from '../providers/errors.ts';
import type { Provider, ProviderClient } from '../providers/provider.ts';
import type { HookBatch, HookSource } from '../webhooks/source.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';
import { type AccountSecrets, keptSecretsOf, readAccountSecrets } from './account-secrets.ts';
import { deriveStatus, describeStatus } from './account-status.ts';
import { type CallListMoment, callListIntervalMs } from './call-list-interval.ts';
import { createCallListPoller } from './call-list-poller.ts';
import { linesOf } from './contract-numbers.ts';
import { createEventIntake } from './event-intake.ts';
import { createEventListener } from './event-listener.ts';
import type { EventRows } from './event-rows.ts';
import { createHistoryImport } from './history-import.ts';
import { createListRound, type Reading } from './list-round.ts';
import { createNewsRange } from './news-range.ts';
import { openClient as openProviderClient } from './open-client.ts';
import { createSilence } from './silence.ts';

/** API client, webhook poller, call-list poller and connection status of one account. */
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
  demand: () => Pick<CallListMoment, 'watched' | 'listing'>;
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

/** How often the progress of an import is told. */
const progressEveryMs = 200;
/** For how long the user is told of a row that could not be understood. */
const unreadableShownMs = 7 * 24 * 60 * 60_000;

export function createAccountSession(deps: AccountSessionDeps): AccountSession {
  const { account, provider, vault, http, clock, logger, database, accounts, events, journal } = deps;
  let secrets: AccountSecrets | undefined;
  let client: ProviderClient | undefined;
  let lastCallAt: number | undefined;
  let status: AccountStatus = { state: 'starting', since: clock.now() };
  let progressToldAt = 0;
  let newsRead = false;
  let caughtUp = false;

  const newsRange = createNewsRange();
  const silence = createSilence({ account, accounts, clock, isListening: () => listener.isListening() });
  const lists = createCallListPoller({
    clock,
    read: (signal) => round.run(signal),
    pace: () => (history.progress() === undefined ? listingPace() : 0),
  });
  const history = createHistoryImport({
    accountId: account.id,
    rows: accounts,
    clock,
    reachMs: provider.historyMs,
    firstSliceMs: provider.firstSliceMs,
    isRefusal: (error) => error instanceof ProviderError && error.code === 'PROVIDER_REFUSED',
    onProgress: tellProgress,
  });
  const round = createListRound({
    account,
    accounts,
    database,
    events,
    journal,
    clock,
    logger,
    async open() {
      const open = await openClient();
      await startListening();
      return open;
    },
    silence,
    history,
    newsRange,
    openSince: deps.openSince,
    pace: listingPace,
    onListed: deps.onListed,
    onNewsRead(now, changed) {
      if (changed) lastCallAt = now;
      newsRead = true;
      noteCaughtUp();
    },
    onAway: deps.onAway,
    onChange: updateStatus,
  });
  const intake = createEventIntake({
    accountId: account.id,
    database,
    events,
    journal,
    client: () => client,
    keepHeard: silence.keep,
    onHeard(changes) {
      if (changes.length > 0) lastCallAt = clock.now();
      deps.onHeard(changes);
    },
    onTestEvent: deps.onTestEvent,
  });
  const listener = createEventListener({
    accountId: account.id,
    events,
    clock,
    logger,
    accept,
    onStatus({ state }) {
      const isHeard = state === 'listening';
      const wasAway = isHeard && silence.hear();
      if (isHeard) {
        silence.keepListening(clock.now());
        noteCaughtUp();
      }
      if (wasAway) lists.soon(0);
      if (state === 'failing') lists.soon(listingPace());
      updateStatus();
    },
  });

  /** While no events come, whatever the reason, the lists are all there is. */
  function listingPace(): number {
    const now = clock.now();
    const pace = callListIntervalMs({
      ...deps.demand(),
      now,
      lastCallAt,
      timeZone: account.timeZone,
      webhook: listener.isListening(),
      hasOpenCall: deps.openSince().length > 0,
    });
    const expectedUntil = newsRange.expectedUntil();
    return expectedUntil === undefined ? pace : Math.min(pace, Math.max(1000, expectedUntil - now));
  }

  /** The lists may tell what events do not, and the other way round. */
  function noteCaughtUp(): void {
    if (caughtUp || !newsRead || (account.webhook && !listener.isListening())) return;
    caughtUp = true;
    deps.onCaughtUp();
  }

  async function openClient(): Promise<ProviderClient> {
    if (client !== undefined) return client;
    secrets = await readAccountSecrets(vault, account.id);
    client ??= openProviderClient(provider, secrets, {
      http,
      clock,
      logger,
      baseUrl: account.baseUrl,
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

  function tellProgress(): void {
    const now = clock.now();
    const isOver = history.progress() === undefined;
    if (!isOver && Math.abs(now - progressToldAt) < progressEveryMs) return;
    progressToldAt = now;
    silence.note();
    updateStatus();
  }

  async function startListening(): Promise<void> {
    const known = secrets;
    if (account.webhook && known !== undefined) await listener.start(() => deps.openSource(known));
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
    return deriveStatus({
      poller: listener.status(),
      sourceProblem: listener.problem(),
      listProblem: round.problem(),
      hasListed: round.hasListed(),
      nextListingAt: lists.nextAt(),
      lastHeardAt: silence.lastHeardAt(),
    });
  }

  return {
    start: () => lists.start(),
    // The next try is set after the status was derived: it is read when it is asked for.
    status: () =>
      describeStatus(
        { ...derive(), since: status.since },
        {
          importing: history.progress(),
          unreadableRows: events.countUnreadable(account.id, clock.now() - unreadableShownMs),
          // While the lists fail, that is what the user is told.
          refused: round.problem() === undefined ? (client?.refusedNumbers?.() ?? []) : [],
          others: client?.otherNumbers?.() ?? [],
          leftOut: accounts.get(account.id)?.leftOut ?? [],
        },
      ),
    client: openClient,
    retry() {
      lists.restart();
      listener.wake();
    },
    expectListing(startedAt) {
      lastCallAt = clock.now();
      newsRange.expect(startedAt, lastCallAt);
      lists.soon(4_000);
    },
    review() {
      // What fails waits for its next try.
      const listedUntil = round.problem() === undefined ? accounts.get(account.id)?.listedUntil : undefined;
      if (listedUntil !== undefined) lists.soon(Math.max(0, listedUntil + listingPace() - clock.now()));
    },
    nextListingAt: lists.nextAt,
    importAgain() {
      history.begin();
      lists.soon(0);
    },
    history: history.known,
    knownSince: () => (round.hasListed() && round.problem() === undefined ? history.known().knownSince : undefined),
    readHistory(depth) {
      history.reach(depth);
      lists.soon(0);
    },
    cancelImport: history.cancel,
    async close() {
      intake.close();
      await Promise.all([lists.close(), listener.close()]);
    },
  };
}
