import type { AccountStatus } from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
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
import { type AccountSecrets, readAccountSecrets, secretsOf } from './account-secrets.ts';
import { createListReader } from './list-reader.ts';

/** One connected account: its client, its ears, and what is known of how well they hear. */
export interface AccountSession {
  start(): void;
  status(): AccountStatus;
  client(): Promise<ProviderClient>;
  /** After wake, a network change, or the user's "try now". */
  retry(): void;
  /** A call just ended: its recording and duration will stand in the list in a moment. */
  expectListing(): void;
  close(): Promise<void>;
}

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
  onStatus: () => void;
  onHeard: (change: CallChange, ageMs: number) => void;
  onListed: (changes: readonly CallChange[]) => void;
  /** Nothing was heard between these instants, and now the lists were read. */
  onAway: (from: number, to: number) => void;
}

/** Lists are read this far back at first. */
const firstImportMs = 7 * 24 * 3600_000;
/** A row may appear late: each reading overlaps the one before. */
const overlapMs = 15 * 60_000;
/** The provider's clock may be ahead of ours. */
const aheadMs = 5 * 60_000;
/** With a webhook the lists only complete what was heard. */
const completingPaceMs = 10 * 60_000;
/** Without one they are all there is: quicker while calls come in. */
const busyPaceMs = 10_000;
const calmPaceMs = 30_000;
const busyForMs = 10 * 60_000;
/** A silence shorter than this is not "away". */
const shortestAwayMs = 60_000;

export function createAccountSession(deps: AccountSessionDeps): AccountSession {
  const { account, provider, vault, http, clock, logger, database, accounts, events, journal } = deps;
  let secrets: AccountSecrets | undefined;
  let client: ProviderClient | undefined;
  let poller: Poller | undefined;
  let pollerStatus: PollerStatus | undefined;
  let problem: Problem | undefined;
  let listedOnce = false;
  let lastCallAt = 0;
  let lastHeardAt: number | undefined;
  let awaySince = account.heardUntil;
  let status: AccountStatus = { state: 'starting', since: clock.now() };
  let closed = false;

  const lists = createListReader({
    clock,
    read: readLists,
    pace: () => {
      if (account.webhook) return completingPaceMs;
      return clock.now() - lastCallAt < busyForMs ? busyPaceMs : calmPaceMs;
    },
  });

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
    });
    return client;
  }

  /** Never rejects: what fails becomes the status. */
  async function readLists(signal: AbortSignal): Promise<'ok' | 'failed' | 'stop'> {
    try {
      const open = await openClient();
      await startPoller();
      const now = clock.now();
      const since = accounts.get(account.id)?.listedUntil;
      const from = since === undefined ? now - firstImportMs : Math.min(since, now) - overlapMs;
      const listing = await open.listCalls({ from, to: now + aheadMs }, signal);
      const changes = database.transaction(() => {
        for (const row of listing.unreadable) events.addUnreadable(account.id, row, now);
        accounts.setListedUntil(account.id, now);
        return journal.note(account.id, listing.calls);
      });
      if (changes.length > 0 && listedOnce) lastCallAt = now;
      listedOnce = true;
      problem = undefined;
      deps.onListed(changes);
      const away = awaySince;
      awaySince = undefined;
      noteHeard();
      if (away !== undefined && now - away > shortestAwayMs) deps.onAway(away, now);
      updateStatus();
      return 'ok';
    } catch (error) {
      if (signal.aborted) return 'stop';
      logger.warn('lists-failed', { account: account.id, error });
      problem = problemOf(error);
      updateStatus();
      return needsUser(problem) ? 'stop' : 'failed';
    }
  }

  async function startPoller(): Promise<void> {
    if (poller !== undefined || !account.webhook || secrets === undefined || closed) return;
    const source = await deps.openSource(secrets);
    if (source === undefined || poller !== undefined || closed) return;
    poller = createPoller({
      source,
      clock,
      logger,
      sink: { cursor: () => events.cursor(account.id, source.id), accept: (batch) => accept(source.id, batch) },
      onStatus(next) {
        pollerStatus = next;
        if (next.state === 'listening') noteHeard();
        updateStatus();
      },
    });
    poller.start();
  }

  /** The events, what they change and the cursor that they advance: committed together. */
  function accept(sourceId: string, batch: HookBatch): void {
    const now = clock.now();
    const heard = database.transaction(() => {
      const changes: { change: CallChange; ageMs: number }[] = [];
      for (const delivery of batch.events) {
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
    for (const { change, ageMs } of heard) deps.onHeard(change, ageMs);
    if (batch.gap) {
      awaySince = Math.min(awaySince ?? now, accounts.get(account.id)?.listedUntil ?? now);
      lists.soon(0);
    }
  }

  function noteHeard(): void {
    lastHeardAt = clock.now();
    accounts.setHeardUntil(account.id, lastHeardAt);
  }

  function updateStatus(): void {
    const next = derive();
    const same =
      next.state === status.state &&
      next.problem?.code === status.problem?.code &&
      next.problem?.detail === status.problem?.detail;
    status = { ...next, since: same ? status.since : clock.now() };
    deps.onStatus();
  }

  function derive(): Omit<AccountStatus, 'since'> {
    const heard = lastHeardAt === undefined ? {} : { lastHeardAt };
    if (problem !== undefined && needsUser(problem)) return { state: 'needs-attention', problem, ...heard };
    const nextListing = lists.nextAt();
    const listTry = nextListing === undefined ? {} : { nextTryAt: nextListing };
    if (pollerStatus !== undefined) {
      if (pollerStatus.state === 'listening')
        return { state: 'live', ...(problem === undefined ? {} : { problem, ...listTry }), ...heard };
      if (pollerStatus.state === 'failing') {
        const { nextTryAt } = pollerStatus;
        return {
          state: 'failing',
          problem: { code: 'RELAY_UNREACHABLE' },
          ...(nextTryAt === undefined ? {} : { nextTryAt }),
          ...heard,
        };
      }
    }
    if (problem !== undefined) return { state: 'failing', problem, ...listTry, ...heard };
    if (!listedOnce || (account.webhook && poller !== undefined)) return { state: 'starting', ...heard };
    return { state: 'polling', ...heard };
  }

  return {
    start: () => lists.start(),
    // The next try is set after the status was derived: it is read when it is asked for.
    status: () => ({ ...status, ...derive(), since: status.since }),
    client: openClient,
    retry() {
      lists.soon(0);
      poller?.wake();
    },
    expectListing() {
      lastCallAt = clock.now();
      lists.soon(4_000);
    },
    async close() {
      closed = true;
      await lists.close();
      await poller?.close();
    },
  };
}

/** What trying again by itself would not mend; wrong credentials tried on and on lock accounts. */
function needsUser(problem: Problem): boolean {
  return [
    'BAD_CREDENTIALS',
    'OTHER_ACCOUNT',
    'VAULT_LOCKED',
    'WRONG_PASSPHRASE',
    'SECRETS_MISSING',
    'WRONG_ADDRESS',
  ].includes(problem.code);
}
