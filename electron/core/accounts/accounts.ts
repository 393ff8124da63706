import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  Account,
  AccountDetails,
  AccountDraft,
  Credentials,
  DraftChoice,
  DraftProbe,
  HistoryDepth,
  HookStatus,
  Line,
  ProbeResult,
  ProviderInfo,
  WatchChoice,
} from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { isTimeZone } from '../../../shared/domain/time-zone.ts';
import type { AccountRows, StoredAccount } from '../database/account-rows.ts';
import { checkBaseUrl } from '../http/base-url.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger, SecretVault } from '../ports.ts';
import { ProblemError, problemOf } from '../problems.ts';
import type { KeptSecrets, Provider, ProviderClient, ProviderIdentity } from '../providers/provider.ts';
import type { ProviderList } from '../providers/provider-list.ts';
import type { RelayAccess } from '../webhooks/relay-access.ts';
import type { HookSource } from '../webhooks/source.ts';
import { describeAccount } from './account-details.ts';
import { createAccountHooks, type HookOutcome } from './account-hooks.ts';
import {
  type AccountSecrets,
  deleteAccountSecrets,
  keptSecretsOf,
  readAccountSecrets,
  writeAccountSecrets,
} from './account-secrets.ts';
import type { AccountSession } from './account-session.ts';
import type { CallRoutes } from './call-routes.ts';
import { isWatched, linesOf, readContractNumbers, requireLines, requireOwnNumber } from './contract-numbers.ts';
import { createDrafts } from './drafts.ts';
import { wholeHistory } from './history-import.ts';
import { findHook, type OwnHook } from './hook-registration.ts';
import { openClient } from './open-client.ts';
import { describeProvider, presentAccount } from './present-account.ts';

/** The accounts of this program: connecting, changing, removing them, and a running session for each. */
export interface Accounts {
  start(): void;
  list(): Account[];
  providers(): ProviderInfo[];
  stored(id: string): StoredAccount | undefined;
  client(id: string): Promise<ProviderClient>;
  /** From now on callers of one account are called back through another. */
  callThrough(id: string, through: string): void;
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

export interface AccountChange {
  id: string;
  label?: string | undefined;
  baseUrl?: string | undefined;
  timeZone?: string | undefined;
  ownNumber?: string | undefined;
  numbers?: string[] | undefined;
  watch?: WatchChoice | undefined;
  ownPhones?: string[] | undefined;
  credentials?: Credentials | undefined;
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
  const { rows, providers, routes, vault, http, clock, logger, relay, onChange } = deps;
  const sessions = new Map<string, AccountSession>();
  const drafts = createDrafts<TriedDraft>(clock);
  const hooks = createAccountHooks({ rows, vault, relay, logger });

  function mustStored(id: string): StoredAccount {
    const account = rows.get(id);
    if (account === undefined) throw new ProblemError('NOT_FOUND');
    return account;
  }

  function openSession(account: StoredAccount): void {
    const session = deps.openSession(account, providers.of(account), async (secrets) => {
      if (secrets.relayKey === undefined) return undefined;
      const source = await relay.sourceFor(account, secrets.relayKey);
      if (source !== undefined) await hooks.followRelay(account, () => mustSession(account.id).client());
      return source;
    });
    sessions.set(account.id, session);
    session.start();
  }

  async function reopen(id: string): Promise<void> {
    await sessions.get(id)?.close();
    sessions.delete(id);
    openSession(mustStored(id));
    onChange();
  }

  /** An own client for a try that must not touch the session: other credentials, another address. */
  function draftClient(
    draft: Pick<AccountDraft, 'baseUrl' | 'credentials' | 'timeZone' | 'ownNumber' | 'numbers'> & { provider: string },
    kept?: KeptSecrets,
  ): ProviderClient {
    const provider = providers.of(draft);
    const lines = linesOf({ ...draft, numbers: readContractNumbers(draft.numbers ?? []) });
    requireLines(provider, lines);
    requireOwnNumber(provider, draft.ownNumber);
    if (!provider.credentialKinds.includes(draft.credentials.kind))
      throw new ProblemError('BAD_INPUT', { field: 'credentials' });
    const baseUrl = draft.baseUrl === '' ? provider.defaultBaseUrl : checkedBaseUrl(draft.baseUrl);
    if (!isTimeZone(draft.timeZone)) throw new ProblemError('BAD_INPUT', { field: 'timeZone' });
    return openClient(
      provider,
      { credentials: draft.credentials },
      { http, clock, logger, baseUrl, lines, timeZone: draft.timeZone, ...(kept === undefined ? {} : { kept }) },
    );
  }

  async function examine(client: ProviderClient, own: OwnHook | undefined): Promise<ProbeResult> {
    const identity = await client.probe();
    if (client.hook === undefined) return identity;
    const { status } = await findHook(client.hook, own);
    return { ...identity, hook: status };
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

  async function tryOut(draft: AccountDraft): Promise<TriedDraft> {
    const tokens = rememberSecrets();
    const client = draftClient(draft, tokens);
    return { draft, client, tokens, found: await examine(client, undefined) };
  }

  async function establish(
    { draft, client, tokens, found }: TriedDraft,
    choice: Omit<DraftChoice, 'draft'>,
    demo: boolean,
  ): Promise<Account> {
    const provider = providers.of(draft);
    const ownNumber = choice.ownNumber ?? draft.ownNumber;
    requireOwnNumber(provider, ownNumber);
    requireListed(found.numbers, choice.watch);
    const baseUrl = draft.baseUrl === '' ? provider.defaultBaseUrl : checkedBaseUrl(draft.baseUrl);
    const account: StoredAccount = {
      id: randomUUID(),
      provider: draft.provider,
      label: choice.label || draft.label || found.identity || new URL(baseUrl).hostname,
      baseUrl,
      timeZone: draft.timeZone,
      ownNumber,
      identity: found.identity,
      sipId: found.sipId ?? '',
      credentialKind: draft.credentials.kind,
      ownPhones: [],
      numbers: choice.watch?.numbers ?? readContractNumbers(draft.numbers ?? []),
      leftOut: choice.watch?.leftOut ?? [],
      callsThrough: '',
      webhook: false,
      demo,
      createdAt: clock.now(),
      listedUntil: undefined,
      heardUntil: undefined,
    };
    try {
      await writeAccountSecrets(vault, account.id, { credentials: draft.credentials });
      await keep(account.id, tokens);
      rows.save(account);
      nameLines(account.id, choice.watch);
      if (choice.webhook) await hooks.install(account, client, choice.replaceHook);
    } catch (error) {
      rows.remove(account.id);
      await deleteAccountSecrets(vault, account.id).catch((cause) => logger.warn('secrets-left', { error: cause }));
      throw error;
    }
    openSession(mustStored(account.id));
    onChange();
    return present(mustStored(account.id));
  }

  function nameLines(id: string, watch: WatchChoice | undefined): void {
    for (const [number, label] of Object.entries(watch?.names ?? {})) rows.nameLine(id, number, label);
  }

  async function keep(id: string, tokens: KeptSecrets): Promise<void> {
    const secrets = await tokens.read();
    if (Object.keys(secrets).length > 0) await keptSecretsOf(vault, id).write(secrets);
  }

  function readAnew(account: StoredAccount): void {
    const { depth } = rows.history(account.id);
    const left = wholeHistory(providers.of(account), depth, clock.now());
    rows.setHistory(account.id, { depth, knownFrom: undefined, end: undefined, left });
  }

  async function hook(id: string): Promise<HookStatus> {
    return (await hooks.find(mustStored(id), await mustSession(id).client())).status;
  }

  function mustSession(id: string): AccountSession {
    const session = sessions.get(id);
    if (session === undefined) throw new ProblemError('NOT_FOUND');
    return session;
  }

  return {
    start() {
      for (const account of rows.all()) openSession(account);
    },
    list: () => rows.all().map(present),
    providers: () => providers.all.map(describeProvider),
    stored: (id) => rows.get(id),
    client: async (id) => mustSession(id).client(),
    callThrough(id, through) {
      if (!providers.of(mustStored(through)).capabilities.includes('callback')) throw new ProblemError('NOT_SUPPORTED');
      rows.save({ ...mustStored(id), callsThrough: through });
      onChange();
    },
    async probe(draft) {
      const { found, ...tried } = await tryOut(draft);
      return { ...found, draft: drafts.keep({ found, ...tried }) };
    },
    connect: (choice) => drafts.use(choice.draft, (tried) => establish(tried, choice, false)),
    async connectDemo(draft, webhook) {
      return establish(await tryOut(draft), { webhook, replaceHook: webhook }, true);
    },
    async update({ id, credentials, ...change }) {
      const account = mustStored(id);
      const baseUrl =
        change.baseUrl === undefined
          ? account.baseUrl
          : change.baseUrl === ''
            ? providers.of(account).defaultBaseUrl
            : checkedBaseUrl(change.baseUrl);
      const timeZone = change.timeZone ?? account.timeZone;
      if (!isTimeZone(timeZone)) throw new ProblemError('BAD_INPUT', { field: 'timeZone' });
      let next: StoredAccount = {
        ...account,
        baseUrl,
        timeZone,
        label: change.label ?? account.label,
        ownNumber: change.ownNumber ?? account.ownNumber,
        ownPhones: change.ownPhones ?? account.ownPhones,
        numbers:
          change.watch?.numbers ??
          (change.numbers === undefined ? account.numbers : readContractNumbers(change.numbers)),
        leftOut: change.watch?.leftOut ?? account.leftOut,
      };
      requireLines(providers.of(account), linesOf(next));
      if (change.ownNumber !== undefined) requireOwnNumber(providers.of(account), change.ownNumber);
      if (credentials !== undefined) {
        const tokens = rememberSecrets();
        const client = draftClient({ ...next, credentials }, tokens);
        const identity = await client.probe();
        // History, lines and the hook belong to who this was: another login is another account.
        if (!isSame(account, identity, rows.lines(id)))
          throw new ProblemError('OTHER_ACCOUNT', { detail: identity.identity });
        const secrets = await readAccountSecrets(vault, id).catch(() => undefined);
        await writeAccountSecrets(vault, id, { ...secrets, credentials });
        await keep(id, tokens);
        next = { ...next, credentialKind: credentials.kind, identity: identity.identity };
      }
      rows.save(next);
      nameLines(id, change.watch);
      const newLines =
        (providers.of(account).listsByNumber === true || change.watch !== undefined) &&
        !isDeepStrictEqual(linesOf(next), linesOf(account));
      // The history of a number that was not asked for so far is as long as that of the others.
      if (newLines && hasGained(linesOf(account), linesOf(next))) readAnew(account);
      const needsSession =
        credentials !== undefined || baseUrl !== account.baseUrl || timeZone !== account.timeZone || newLines;
      if (needsSession) await reopen(id);
      else onChange();
      return present(next);
    },
    async remove(id) {
      const account = mustStored(id);
      let outcome: { hook: HookOutcome; problem?: Problem };
      try {
        outcome = { hook: await hooks.uninstall(account, () => mustSession(id).client()) };
      } catch (error) {
        // The user wants it gone: a provider that is down must not hold an account here.
        logger.warn('hook-left-behind', { error });
        outcome = { hook: 'left', problem: problemOf(error) };
      }
      await sessions.get(id)?.close();
      sessions.delete(id);
      await deps.onRemove(id);
      await deleteAccountSecrets(vault, id).catch((error) => logger.warn('secrets-left', { error }));
      rows.remove(id);
      deps.onRemoved(id);
      onChange();
      return outcome;
    },
    nameLine(id, number, label) {
      const account = mustStored(id);
      rows.nameLine(id, number, label);
      deps.onLineNamed();
      onChange();
      return present(account);
    },
    async test(id) {
      const account = mustStored(id);
      return examine(await mustSession(id).client(), await hooks.own(account));
    },
    hook,
    hookUrl: async (id) => (await hooks.own(mustStored(id)))?.url,
    async registerHook(id, replace) {
      await hooks.install(mustStored(id), await mustSession(id).client(), replace);
      await reopen(id);
      return hook(id);
    },
    async clearHook(id) {
      await hooks.uninstall(mustStored(id), () => mustSession(id).client());
      await hooks.forget(mustStored(id));
      await reopen(id);
      return hook(id);
    },
    retry: (id) => mustSession(id).retry(),
    details: (id) =>
      describeAccount(mustStored(id), present(mustStored(id)).lines, {
        ...{ rows, session: mustSession(id) },
        isListed: (number) => isWatched(providers.of(mustStored(id)), mustStored(id), number),
      }),
    importAgain: (id) => mustSession(id).importAgain(),
    readHistory: (id, depth) => mustSession(id).readHistory(depth),
    cancelImport: (id) => mustSession(id).cancelImport(),
    knownSince() {
      const since = [...sessions.values()].map((session) => session.knownSince());
      return since.length === 0 || since.includes(undefined) ? undefined : Math.max(...since.map(Number));
    },
    retryAll() {
      for (const session of sessions.values()) session.retry();
    },
    review() {
      for (const session of sessions.values()) session.review();
    },
    expectListing: (id, startedAt) => sessions.get(id)?.expectListing(startedAt),
    async moveDemo(id, baseUrl, credentials) {
      const account = { ...mustStored(id), baseUrl };
      // First of all what a locked vault refuses: until it is open the account stays where it was, to be moved then.
      const secrets = await readAccountSecrets(vault, id).catch(() => undefined);
      await writeAccountSecrets(vault, id, { ...secrets, credentials });
      const client = draftClient({ ...account, credentials });
      // The stand and its relay are new in each run, and nobody else's hook can be there.
      if (client.hook === undefined) rows.save(account);
      else await hooks.install(account, client, true);
      if (sessions.has(id)) await reopen(id);
    },
    async reopenSources() {
      await relay.refresh();
      for (const account of rows.all()) if (account.webhook && !account.demo) await reopen(account.id);
    },
    async close() {
      drafts.clear();
      await Promise.all([...sessions.values()].map((session) => session.close()));
      sessions.clear();
    },
  };
}

/** Tried at the provider, and good. */
interface TriedDraft {
  draft: AccountDraft;
  client: ProviderClient;
  /** What the client made with it. */
  tokens: KeptSecrets;
  found: ProbeResult;
}

/** Only what the provider lists can be watched. */
function requireListed(listed: readonly string[] | undefined, watch: WatchChoice | undefined): void {
  if (watch?.numbers.every((number) => listed?.includes(number)) === false)
    throw new ProblemError('BAD_INPUT', { field: 'numbers' });
}

/** None means all. */
function hasGained(before: readonly string[], after: readonly string[]): boolean {
  return before.length > 0 && (after.length === 0 || after.some((number) => !before.includes(number)));
}

/** Where no answer names anybody, the numbers do; with none known yet there is nothing to mix up. */
function isSame(account: StoredAccount, { identity, numbers }: ProviderIdentity, lines: readonly Line[]): boolean {
  if (numbers === undefined) return account.identity === identity;
  const known = [...account.numbers, ...lines.map(({ number }) => number)];
  return known.length === 0 || numbers.some((number) => known.includes(number));
}

/** Tokens that a client makes while an account is tried: whoever made them with it goes on with them. */
function rememberSecrets(): KeptSecrets {
  let secrets: Readonly<Record<string, string>> = {};
  return {
    read: async () => secrets,
    async write(next) {
      secrets = next;
    },
  };
}

function checkedBaseUrl(text: string): string {
  const result = checkBaseUrl(text);
  if ('problem' in result) throw new ProblemError('WRONG_ADDRESS', { field: 'baseUrl', detail: result.problem });
  return result.url;
}
