import { usualTimeZone } from '../../../../shared/contract/account.ts';
import { ProviderError } from '../errors.ts';
import { defineProvider } from '../facets.ts';
import { autosecretaryCapabilities, createAutosecretaryClient } from './client.ts';

/** Of every method of the document (Autosecretary API v1). */
const production = 'https://aa.mts.ru/api/v1/';

export const autosecretaryProvider = defineProvider({
  id: 'autosecretary',
  environments: { production },
  numberSource: 'listed',
  capabilities: autosecretaryCapabilities,
  credentialKinds: ['apikey', 'password', 'none'],
  // `start_time` has none, and what the number's `time_zone` counts is not said.
  timeZone: usualTimeZone,
  // How far back records are kept is not said either.
  historyMs: 31 * 24 * 3600_000,
  firstSliceMs: 24 * 3600_000,
  createClient({ credentials, ...deps }) {
    // A provider is asked for the kinds that it names; any other is a slip of the caller.
    if (credentials.kind === 'token') throw new ProviderError('BAD_CREDENTIALS');
    return createAutosecretaryClient({ ...deps, credentials }, production);
  },
});
