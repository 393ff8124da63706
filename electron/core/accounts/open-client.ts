import type { Provider, ProviderClient, ProviderClientDeps } from '../providers/provider.ts';
import { type AccountSecrets, secretsOf } from './account-secrets.ts';

/** The one way to a client, of an account or of a draft of one: first the log learns what it must never show. */
export function openClient(
  provider: Omit<Provider, 'id'>,
  secrets: AccountSecrets,
  deps: Omit<ProviderClientDeps, 'credentials'>,
): ProviderClient {
  for (const secret of secretsOf(secrets)) deps.logger.protect?.(secret);
  return provider.createClient({ ...deps, credentials: secrets.credentials });
}
