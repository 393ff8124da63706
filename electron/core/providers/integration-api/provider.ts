import { usualTimeZone } from '../../../../shared/contract/account.ts';
import { ProviderError } from '../errors.ts';
import { defineProvider } from '../facets.ts';
import type { Provider } from '../provider.ts';
import { deepestMs } from './call-list.ts';
import { createIntegrationClient, integrationCapabilities } from './client.ts';
import { alloincognito, type Profile, sunsim } from './profile.ts';

/** The platform under one of its brands. */
export function integrationProvider(profile: Profile): Provider {
  return defineProvider({
    id: profile.id,
    environments: profile.environments,
    capabilities: integrationCapabilities,
    credentialKinds: ['token'],
    numberSource: 'typed',
    timeZone: usualTimeZone,
    historyMs: deepestMs,
    firstSliceMs: 24 * 3600_000,
    createClient(deps) {
      // A provider is asked for the kinds that it names; any other is a slip of the caller.
      if (deps.credentials.kind !== 'token') throw new ProviderError('NOT_A_TOKEN');
      return createIntegrationClient(deps, profile, deps.credentials.token);
    },
  });
}

export const sunsimProvider = integrationProvider(sunsim);
export const alloincognitoProvider = integrationProvider(alloincognito);
