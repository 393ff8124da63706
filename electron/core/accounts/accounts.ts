import type {
  Account,
  AccountDetails,
  AccountDraft,
  Credentials,
  DraftChoice,
  DraftProbe,
  HistoryDepth,
  HookStatus,
  ProbeResult,
  ProviderInfo,
} from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger, SecretVault } from '../ports.ts';
import { ProblemError, problemOf } from '../problems.ts';
import type { Provider, ProviderClient } from '../providers/provider.ts';
import type { ProviderList } from '../providers/provider-list.ts';
import { createSerialQueue, type SerialQueue } from '../serial-queue.ts';
import type { RelayAccess } from '../webhooks/relay-access.ts';
import type { HookSource } from '../webhooks/source.ts';
import { describeAccount } from './account-details.ts';
import { createAccountHooks, type HookOutcome } from './account-hooks.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';
import {
  type AccountSecrets,
  deleteAccountSecrets,
  readAccountSecrets,
  writeAccountSecrets,
} from './account-secrets.ts';
import type { AccountSession } from './account-session.ts';
import type { CallRoutes } from './call-routes.ts';
import { type AccountChange, changeAccount } from './change-account.ts';
import { connectAccount, type TriedDraft, tryDraft } from './connect-account.ts';
import { isWatched } from './contract-numbers.ts';
import { examine, openDraftClient } from './draft-client.ts';
import { createDrafts } from './drafts.ts';
import { describeProvider, presentAccount } from './present-account.ts';
import { createRunningSessions } from './running-sessions.ts';

/** The accounts of this program: connecting, changing, removing them, and a running session for each. */
export interface Accounts {
  start(): void;
  list(): Account[];
  providers(): ProviderInfo[];
  stored(id: string): StoredAccount | undefined;
  client(id: string): Promise<ProviderClient>;
  /** From now on callers of one account are called back through another. */
  callThrough(id: string, through: string): Promise<void>;
  probe(draft: AccountDraft): Promise<DraftProbe>;
  connect(choice: DraftChoice): Promise<Account>;
  connectDemo(draft: AccountDraft, webhook: boolean): Promise<Account>;
  update(change: AccountChange): Promise<Account>;
  remove(id: string): Promise<{ hook: HookOutcome; problem?: Problem }>;
  nameLine(id: string, number: string, label: string): Account;
  test(id: string): Promise<ProbeResult>;
  hook(id: string): Promise<HookStatus>;
  /** What the provider is told of an account: secret. `undefined` where it has no way to hear events. */
  hookUrl(id: string): Promise<string | undefined>;
  registerHook(id: string, replace: boolean): Promise<HookStatus>;
  clearHook(id: string): Promise<HookStatus>;
  retry(id: string): void;
  details(id: string): Promise<AccountDetails>;
  /** Reads the lists as far back as the provider keeps them once more. */
  importAgain(id: string): void;
  /** Reads as far back as that, from where the reading stopped. */
  readHistory(id: string, depth: HistoryDepth): void;
  cancelImport(id: string): void;
  /** Epoch ms: later calls of all accounts are all there; undefined while that is not known. */
  knownSince(): number | undefined;
  /** Every account at once: after wake, a network change, or when the vault opened. */
  retryAll(): void;
  /** A page was opened or closed, or the user chose another pace. */
  review(): void;
  /** A call of the account ended: its row will stand in the provider's list soon. */
  expectListing(id: string, startedAt: number): void;
  /** Points the demo account at the stand of this run. */
  moveDemo(id: string, baseUrl: string, credentials: Credentials): Promise<void>;
  /** Restarts what listens through the relay, after its settings changed. */
  reopenSources(): Promise<void>;
  close(): Promise<void>;
}

export interface AccountsDeps {
  rows: AccountRows;
  providers: ProviderList;
  routes: CallRoutes;
  vault: SecretVault;
  http: Http;
  clock: Clock;
  logger: Logger;
  relay: RelayAccess;
  openSession: (
    account: StoredAccount,
    provider: Omit<Provider, 'id'>,
    openSource: (secrets: AccountSecrets) => Promise<HookSource | undefined>,
  ) => AccountSession;
  onChange: () => void;
  /** Before the rows of an account go: cards and files. */
  onRemove: (id: string) => Promise<void>;
  onRemoved: (id: string) => void;
  onLineNamed: () => void;
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { rows, providers, routes, vault, clock, logger, relay, onChange } = deps;
  const drafts = createDrafts<TriedDraft>(clock);
  const hooks = createAccountHooks({ rows, vault, relay, logger });
  const sessions = createRunningSessions((account) =>
    deps.openSession(account, providers.of(account), async (secrets) => {
      if (secrets.relayKey === undefined) return undefined;
      const source = await relay.sourceFor(account, secrets.relayKey);
      if (source !== undefined) await hooks.followRelay(account, () => sessions.must(account.id).client());
      return source;
    }),
  );

  const queues = new Map<string, SerialQueue>();
  /** Removals that wait for no provider any more. */
  const leaving = new Set<Promise<void>>();

  /** One change of an account after the other: each waits for the provider, and writes the account as it read it before. */
  function inTurn<T>(id: string, change: () => Promise<T>): Promise<T> {
    const queue = queues.get(id) ?? createSerialQueue();
    queues.set(id, queue);
    return queue.run(change);
  }

  function mustStored(id: string): StoredAccount {
    const account = rows.get(id);
    if (account === undefined) throw new ProblemError('NOT_FOUND');
    return account;
  }

  async function reopen(id: string): Promise<void> {
    await sessions.reopen(mustStored(id));
    onChange();
  }

  /** It may have been removed, or changed, before it was its turn. */
  async function reopenSource(id: string): Promise<void> {
    const account = rows.get(id);
    if (account?.webhook && !account.demo) await reopen(id);
  }

  function present(account: StoredAccount): Account {
    const session = sessions.get(account.id);
    return presentAccount(account, {
      provider: providers.of(account),
      lines: rows.lines(account.id),
      phones: rows.phones(account.id),
      callRoutes: routes.of(account),
      status: session?.status() ?? { state: 'starting', since: clock.now() },
      history: session?.history() ?? { canReadOn: false },
    });
  }

  async function establish(tried: TriedDraft, choice: Omit<DraftChoice, 'draft'>, demo: boolean): Promise<Account> {
    const id = await connectAccount(tried, choice, demo, { ...deps, hooks });
    sessions.open(mustStored(id));
    onChange();
    return present(mustStored(id));
  }

  async function hook(id: string): Promise<HookStatus> {
    return (await hooks.find(mustStored(id), await sessions.must(id).client())).status;
  }

  async function remove(id: string): Promise<{ hook: HookOutcome; problem?: Problem }> {
    const account = mustStored(id);
    let outcome: { hook: HookOutcome; problem?: Problem };
    try {
      outcome = { hook: await hooks.uninstall(account, () => sessions.must(id).client()) };
    } catch (error) {
      // The user wants it gone: a provider that is down must not hold an account here.
      logger.warn('hook-left-behind', { error });
      outcome = { hook: 'left', problem: problemOf(error) };
    }
    const gone = removeHere(id);
    leaving.add(gone);
    await gone.finally(() => leaving.delete(gone));
    return outcome;
  }

  async function removeHere(id: string): Promise<void> {
    await sessions.end(id);
    await deps.onRemove(id);
    await rows.removeCalls(id);
    await deleteAccountSecrets(vault, id).catch((error) => logger.warn('secrets-left', { error }));
    rows.remove(id);
    deps.onRemoved(id);
    onChange();
  }

  return {
    start() {
      for (const account of rows.all()) sessions.open(account);
    },
    list: () => rows.all().map(present),
    providers: () => providers.all.map(describeProvider),
    stored: (id) => rows.get(id),
    client: async (id) => sessions.must(id).client(),
    callThrough: (id, through) =>
      inTurn(id, async () => {
        if (!providers.of(mustStored(through)).capabilities.includes('callback'))
          throw new ProblemError('NOT_SUPPORTED');
        rows.save({ ...mustStored(id), callsThrough: through });
        onChange();
      }),
    async probe(draft) {
      const { found, ...tried } = await tryDraft(draft, deps);
      return { ...found, draft: drafts.keep({ found, ...tried }) };
    },
    connect: (choice) => drafts.use(choice.draft, (tried) => establish(tried, choice, false)),
    async connectDemo(draft, webhook) {
      return establish(await tryDraft(draft, deps), { webhook, replaceHook: webhook }, true);
    },
    update: (change) =>
      inTurn(change.id, async () => {
        const { needsSession } = await changeAccount(mustStored(change.id), change, deps);
        if (needsSession) await reopen(change.id);
        else onChange();
        return present(mustStored(change.id));
      }),
    remove: (id) => inTurn(id, () => remove(id)),
    nameLine(id, number, label) {
      const account = mustStored(id);
      rows.nameLine(id, number, label);
      deps.onLineNamed();
      onChange();
      return present(account);
    },
    async test(id) {
      const account = mustStored(id);
      return examine(await sessions.must(id).client(), await hooks.own(account));
    },
    hook,
    hookUrl: async (id) => (await hooks.own(mustStored(id)))?.url,
    registerHook: (id, replace) =>
      inTurn(id, async () => {
        await hooks.install(mustStored(id), await sessions.must(id).client(), replace);
        await reopen(id);
        return hook(id);
      }),
    clearHook: (id) =>
      inTurn(id, async () => {
        await hooks.uninstall(mustStored(id), () => sessions.must(id).client());
        await hooks.forget(mustStored(id));
        await reopen(id);
        return hook(id);
      }),
    retry: (id) => sessions.must(id).retry(),
    details: (id) =>
      describeAccount(mustStored(id), present(mustStored(id)).lines, {
        rows,
        session: sessions.must(id),
        isListed: (number) => isWatched(providers.of(mustStored(id)), mustStored(id), number),
      }),
    importAgain: (id) => sessions.must(id).importAgain(),
    readHistory: (id, depth) => sessions.must(id).readHistory(depth),
    cancelImport: (id) => sessions.must(id).cancelImport(),
    knownSince: sessions.knownSince,
    retryAll: () => sessions.each((session) => session.retry()),
    review: () => sessions.each((session) => session.review()),
    expectListing: (id, startedAt) => sessions.get(id)?.expectListing(startedAt),
    moveDemo: (id, baseUrl, credentials) =>
      inTurn(id, async () => {
        const account = { ...mustStored(id), baseUrl };
        // First of all what a locked vault refuses: until it is open the account stays where it was, to be moved then.
        const secrets = await readAccountSecrets(vault, id).catch(() => undefined);
        await writeAccountSecrets(vault, id, { ...secrets, credentials });
        const client = openDraftClient({ ...account, credentials }, deps);
        // The stand and its relay are new in each run, and nobody else's hook can be there.
        if (client.hook === undefined) rows.save(account);
        else await hooks.install(account, client, true);
        if (sessions.get(id) !== undefined) await reopen(id);
      }),
    async reopenSources() {
      await relay.refresh();
      // All at once: one whose provider is slow, or fails, keeps no other from hearing.
      const reopened = rows
        .all()
        .map(({ id: account }) =>
          inTurn(account, () => reopenSource(account)).catch((error) =>
            logger.warn('source-not-reopened', { account, error }),
          ),
        );
      await Promise.all(reopened);
    },
    async close() {
      drafts.clear();
      await sessions.close();
      // Cut short, the account would be back at the next start. Whoever removes it hears of a failure.
      await Promise.allSettled(leaving);
    },
  };
}
