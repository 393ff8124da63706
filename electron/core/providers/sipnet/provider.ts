import { ProviderError } from '../errors.ts';
import type { Provider } from '../provider.ts';
import { createSipnetClient } from './client.ts';

/** Seed: SIPNET 1. */
const defaultBaseUrl = 'https://newapi.sipnet.ru/api.php';

export const sipnetProvider: Provider = {
  id: 'sipnet',
  defaultBaseUrl,
  capabilities: ['webhook', 'calls', 'callback', 'recordings', 'balance'],
  credentialKinds: ['password', 'apikey'],
  createClient({ credentials, ...deps }) {
    // A provider is asked for the kinds that it names; any other is a slip of the caller.
    if (credentials.kind === 'token') throw new ProviderError('BAD_CREDENTIALS', { mayHaveHappened: false });
    return createSipnetClient({ ...deps, credentials }, defaultBaseUrl);
  },
};
