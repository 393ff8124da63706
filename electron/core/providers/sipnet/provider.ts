import { ProviderError } from '../errors.ts';
import { defineProvider } from '../facets.ts';
import { createSipnetClient, sipnetCapabilities } from './client.ts';

/** SIPNET API 2.7.0, 1. */
const production = 'https://newapi.sipnet.ru/api.php';

export const sipnetProvider = defineProvider({
  id: 'sipnet',
  environments: { production },
  numberSource: 'none',
  capabilities: sipnetCapabilities,
  credentialKinds: ['password', 'apikey'],
  // SIPNET API 2.7.0, 6.15: "number of destination or SIPID".
  sipIds: true,
  firstSliceMs: 7 * 24 * 3600_000,
  createClient({ credentials, ...deps }) {
    // A provider is asked for the kinds that it names; any other is a slip of the caller.
    if (credentials.kind === 'token' || credentials.kind === 'none') throw new ProviderError('BAD_CREDENTIALS');
    return createSipnetClient({ ...deps, credentials }, production);
  },
});
