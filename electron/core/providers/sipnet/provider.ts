import type { Provider } from '../provider.ts';
import { createSipnetClient } from './client.ts';

/** Seed: SIPNET 1. */
const defaultBaseUrl = 'https://newapi.sipnet.ru/api.php';

export const sipnetProvider: Provider = {
  id: 'sipnet',
  defaultBaseUrl,
  capabilities: ['webhook', 'calls', 'callback', 'recordings', 'balance'],
  credentialKinds: ['password', 'apikey'],
  createClient: (deps) => createSipnetClient(deps, defaultBaseUrl),
};
