import { randomUUID } from 'node:crypto';
import type { AccountDraft, DraftChoice, ProbeResult, WatchChoice } from '../../../shared/contract/account.ts';
import type { SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { KeptSecrets, ProviderClient } from '../providers/provider.ts';
import type { AccountHooks } from './account-hooks.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';
import { deleteAccountSecrets, keepTokens, writeAccountSecrets } from './account-secrets.ts';
import { readContractNumbers, requireOwnNumber } from './contract-numbers.ts';
import { type DraftClientDeps, examine, openDraftClient, readBaseUrl, rememberSecrets } from './draft-client.ts';

/** Tried at the provider, and good. */
export interface TriedDraft {
  draft: AccountDraft;
  client: ProviderClient;
  /** What the client made with it. */
  tokens: KeptSecrets;
  found: ProbeResult;
}

interface ConnectDeps extends DraftClientDeps {
  rows: AccountRows;
  vault: SecretVault;
  hooks: AccountHooks;
}

/** Rejects with what the provider says. */
export async function tryDraft(draft: AccountDraft, deps: DraftClientDeps): Promise<TriedDraft> {
  const tokens = rememberSecrets();
  const client = openDraftClient(draft, deps, tokens);
  return { draft, client, tokens, found: await examine(client, undefined) };
}

/** Stores the account with its secrets and sets its hook, all or nothing. Answers its id. */
export async function connectAccount(
  { draft, client, tokens, found }: TriedDraft,
  choice: Omit<DraftChoice, 'draft'>,
  demo: boolean,
  { rows, vault, hooks, providers, clock, logger }: ConnectDeps,
): Promise<string> {
  const provider = providers.of(draft);
  const ownNumber = choice.ownNumber ?? draft.ownNumber;
  requireOwnNumber(provider, ownNumber);
  requireListed(found.numbers, choice.watch);
  const baseUrl = readBaseUrl(draft.baseUrl, provider);
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
    await keepTokens(vault, account.id, tokens);
    rows.save(account);
    nameLines(rows, account.id, choice.watch);
    if (choice.webhook) await hooks.install(account, client, choice.replaceHook);
  } catch (error) {
    rows.remove(account.id);
    await deleteAccountSecrets(vault, account.id).catch((cause) => logger.warn('secrets-left', { error: cause }));
    throw error;
  }
  return account.id;
}

export function nameLines(rows: AccountRows, id: string, watch: WatchChoice | undefined): void {
  for (const [number, label] of Object.entries(watch?.names ?? {})) rows.nameLine(id, number, label);
}

/** Only what the provider lists can be watched. */
function requireListed(listed: readonly string[] | undefined, watch: WatchChoice | undefined): void {
  if (watch?.numbers.every((number) => listed?.includes(number)) === false)
    throw new ProblemError('BAD_INPUT', { field: 'numbers' });
}
