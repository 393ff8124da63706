import { ProviderError } from '../errors.ts';
import type { Provider } from '../provider.ts';
import { createSipnetClient } from './client.ts';

/** SIPNET API 2.7.0, 1. */
const defaultBaseUrl = 'https://newapi.sipnet.ru/api.php';

export const sipnetProvider: Provider = {
  id: 'sipnet',
  defaultBaseUrl,
  capabilities: [
    'webhook',
    'calls',
    'callback',
    'recordings',
    'balance',
    'forwarding',
    'recording-rules',
    'caller-ids',
    'callback-greeting',
    'multi-callback',
    'web-buttons',
    'reports',
    'sub-accounts',
    'partner-accounts',
    'cabinet',
  ],
  credentialKinds: ['password', 'apikey'],
  // SIPNET API 2.7.0, 6.15: "number of destination or SIPID".
  sipIds: true,
  firstSliceMs: 7 * 24 * 3600_000,
  createClient({ credentials, ...deps }) {
    // A provider is asked for the kinds that it names; any other is a slip of the caller.
    if (credentials.kind === 'token' || credentials.kind === 'none') throw new ProviderError('BAD_CREDENTIALS');
    return createSipnetClient({ ...deps, credentials }, defaultBaseUrl);
  },
};
