import { type Credentials, credentials as credentialsSchema } from '../../../shared/contract/account.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { KeptSecrets } from '../providers/provider.ts';

/** All that is secret of one account: one group of the vault. */
export interface AccountSecrets {
  credentials: Credentials;
  /** Opens the account's channel at the relay; the hook URL is derived from it. */
  relayKey?: string;
  /** The other system's hook that ours replaced, to be put back when the account is removed. */
  previousHook?: string;
}

const group = (accountId: string) => `account:${accountId}`;
/** Of the client's own making. Apart, because it changes by itself at any time and a group is written as a whole. */
const keptGroup = (accountId: string) => `account:${accountId}:kept`;

/** Everything of an account that must never stand in a log. */
export function secretsOf({ credentials, relayKey, previousHook }: AccountSecrets): string[] {
  return [...secretOf(credentials), relayKey, previousHook].filter((secret) => secret !== undefined);
}

/** Rejects with VaultError, or with SECRETS_MISSING when the vault knows nothing of the account. */
export async function readAccountSecrets(vault: SecretVault, accountId: string): Promise<AccountSecrets> {
  const stored = await vault.read(group(accountId));
  const credentials = stored === undefined ? undefined : credentialsOf(stored);
  if (stored === undefined || credentials === undefined) throw new ProblemError('SECRETS_MISSING');
  return {
    credentials,
    ...compact({ relayKey: stored.relayKey, previousHook: stored.previousHook }),
  };
}

export async function writeAccountSecrets(
  vault: SecretVault,
  accountId: string,
  secrets: AccountSecrets,
): Promise<void> {
  const { credentials } = secrets;
  await vault.write(group(accountId), {
    ...credentials,
    ...compact({ relayKey: secrets.relayKey, previousHook: secrets.previousHook }),
  });
}

export async function deleteAccountSecrets(vault: SecretVault, accountId: string): Promise<void> {
  await vault.delete(group(accountId));
  await vault.delete(keptGroup(accountId));
}

/** Where the client of an account keeps tokens that it makes itself. */
export function keptSecretsOf(vault: SecretVault, accountId: string): KeptSecrets {
  return {
    read: async () => (await vault.read(keptGroup(accountId))) ?? {},
    write: (secrets) => vault.write(keptGroup(accountId), secrets),
  };
}

/** What a client made while its account was tried. */
export async function keepTokens(vault: SecretVault, accountId: string, tokens: KeptSecrets): Promise<void> {
  const secrets = await tokens.read();
  if (Object.keys(secrets).length > 0) await keptSecretsOf(vault, accountId).write(secrets);
}

function secretOf(credentials: Credentials): string[] {
  switch (credentials.kind) {
    case 'password':
      return [credentials.password];
    case 'apikey':
      return [credentials.apikey];
    case 'token':
      return [credentials.token];
    case 'none':
      return [];
  }
}

/** Earlier versions stored no kind but of credentials without fields: each was known by its fields. */
function credentialsOf(stored: Readonly<Record<string, string>>): Credentials | undefined {
  const kind = stored.password !== undefined ? 'password' : stored.token !== undefined ? 'token' : 'apikey';
  return credentialsSchema.safeParse({ kind, ...stored }).data;
}
