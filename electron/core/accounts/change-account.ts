import { isDeepStrictEqual } from 'node:util';
import type { Credentials, Line, WatchChoice } from '../../../shared/contract/account.ts';
import { isTimeZone } from '../../../shared/domain/time-zone.ts';
import type { SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { ProviderIdentity } from '../providers/provider.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';
import { keepTokens, readAccountSecrets, writeAccountSecrets } from './account-secrets.ts';
import { nameLines } from './connect-account.ts';
import { linesOf, readContractNumbers, requireLines, requireOwnNumber } from './contract-numbers.ts';
import { type DraftClientDeps, openDraftClient, readBaseUrl, rememberSecrets } from './draft-client.ts';
import { wholeHistory } from './history-import.ts';

/** What is left out stays. */
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

interface ChangeDeps extends DraftClientDeps {
  rows: AccountRows;
  vault: SecretVault;
}

/** Stores what the user changed; new credentials only once the provider took them. Answers whether its session has to begin anew. */
export async function changeAccount(
  account: StoredAccount,
  { id, credentials, ...change }: AccountChange,
  deps: ChangeDeps,
): Promise<{ needsSession: boolean }> {
  const { rows, vault } = deps;
  const provider = deps.providers.of(account);
  const baseUrl = change.baseUrl === undefined ? account.baseUrl : readBaseUrl(change.baseUrl, provider);
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
      change.watch?.numbers ?? (change.numbers === undefined ? account.numbers : readContractNumbers(change.numbers)),
    leftOut: change.watch?.leftOut ?? account.leftOut,
  };
  requireLines(provider, linesOf(next));
  if (change.ownNumber !== undefined) requireOwnNumber(provider, change.ownNumber);
  if (credentials !== undefined) {
    const tokens = rememberSecrets();
    const identity = await openDraftClient({ ...next, credentials }, deps, tokens).probe();
    // History, lines and the hook belong to who this was: another login is another account.
    if (!isSame(account, identity, rows.lines(id)))
      throw new ProblemError('OTHER_ACCOUNT', { detail: identity.identity });
    const secrets = await readAccountSecrets(vault, id).catch(() => undefined);
    await writeAccountSecrets(vault, id, { ...secrets, credentials });
    await keepTokens(vault, id, tokens);
    next = { ...next, credentialKind: credentials.kind, identity: identity.identity };
  }
  rows.save(next);
  nameLines(rows, id, change.watch);
  const hasNewLines =
    (provider.numberSource === 'typed' || change.watch !== undefined) &&
    !isDeepStrictEqual(linesOf(next), linesOf(account));
  // The history of a number that was not asked for so far is as long as that of the others.
  if (hasNewLines && hasGained(linesOf(account), linesOf(next))) {
    const { depth } = rows.history(id);
    const left = wholeHistory(provider, depth, deps.clock.now());
    rows.setHistory(id, { depth, knownFrom: undefined, end: undefined, left });
  }
  return {
    needsSession:
      credentials !== undefined || baseUrl !== account.baseUrl || timeZone !== account.timeZone || hasNewLines,
  };
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
