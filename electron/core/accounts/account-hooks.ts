import { compact } from '../../../shared/domain/compact.ts';
import type { Logger, SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { facetOf } from '../providers/facets.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { RelayAccess } from '../webhooks/relay-access.ts';
import { createReadKey } from '../webhooks/relay-keys.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';
import { readAccountSecrets, writeAccountSecrets } from './account-secrets.ts';
import { findHook, type HookFound, moveHook, type OwnHook, registerHook, releaseHook } from './hook-registration.ts';

/** What became of the hook of an account that wants no events any more; `left`: it is not ours to take. */
export type HookOutcome = 'none' | 'cleared' | 'restored' | 'left';

/** The hooks of accounts: the addresses at which their providers post events, and what stood there before ours did. */
export interface AccountHooks {
  /** What makes a hook this account's; undefined where it never had one. Rejects with VaultError. */
  own(account: StoredAccount): Promise<OwnHook | undefined>;
  /** Who has the hook now. Rejects with NOT_SUPPORTED where the provider has none. */
  find(account: StoredAccount, client: ProviderClient): Promise<HookFound>;
  /** Puts our URL at the provider and remembers what it replaced, before it is replaced. */
  install(account: StoredAccount, client: ProviderClient, replace: boolean): Promise<void>;
  /** Clears it, or puts back what ours replaced. */
  uninstall(account: StoredAccount, openClient: () => Promise<ProviderClient>): Promise<HookOutcome>;
  /** After `uninstall`: the account wants no events any more. */
  forget(account: StoredAccount): Promise<void>;
  /** The hook goes where the relay went; a provider that does not let it keeps nobody from listening. */
  followRelay(account: StoredAccount, openClient: () => Promise<ProviderClient>): Promise<void>;
}

interface AccountHookDeps {
  rows: AccountRows;
  vault: SecretVault;
  relay: RelayAccess;
  logger: Logger;
}

export function createAccountHooks({ rows, vault, relay, logger }: AccountHookDeps): AccountHooks {
  async function own(account: StoredAccount): Promise<OwnHook | undefined> {
    const { relayKey } = await readAccountSecrets(vault, account.id);
    return relayKey === undefined ? undefined : relay.hookFor(account, relayKey);
  }

  return {
    own,
    async find(account, client) {
      return findHook(facetOf(client, 'hook'), await own(account));
    },
    async install(account, client, replace) {
      const hook = facetOf(client, 'hook');
      const secrets = await readAccountSecrets(vault, account.id);
      const relayKey = secrets.relayKey ?? (await createReadKey());
      const { url, urlTokens } = await relay.hookFor(account, relayKey);
      if (url === undefined) throw new ProblemError('RELAY_UNREACHABLE');
      const found = await findHook(hook, { url, urlTokens });
      const previousHook = replace ? (found.other ?? secrets.previousHook) : secrets.previousHook;
      await writeAccountSecrets(vault, account.id, {
        ...secrets,
        relayKey,
        ...compact({ previousHook }),
      });
      await registerHook(hook, { url, urlTokens }, replace);
      rows.save({ ...account, webhook: true });
    },
    async uninstall(account, openClient) {
      if (!account.webhook) return 'none';
      const { previousHook } = await readAccountSecrets(vault, account.id);
      const { hook } = await openClient();
      const ours = await own(account);
      return hook === undefined || ours === undefined ? 'left' : releaseHook(hook, ours, previousHook);
    },
    async forget(account) {
      const { previousHook: _released, ...secrets } = await readAccountSecrets(vault, account.id);
      await writeAccountSecrets(vault, account.id, secrets);
      rows.save({ ...account, webhook: false });
    },
    async followRelay(account, openClient) {
      try {
        const { hook } = await openClient();
        const ours = await own(account);
        if (hook !== undefined && ours !== undefined) await moveHook(hook, ours);
      } catch (error) {
        logger.warn('hook-not-moved', { account: account.id, error });
      }
    },
  };
}
