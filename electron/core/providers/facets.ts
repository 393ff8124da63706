import type { Capability } from '../../../shared/contract/account.ts';
import { ProblemError } from '../problems.ts';
import type { Provider, ProviderClient } from './provider.ts';

/**
 * What a client must have for each thing that its provider says it can do. A capability that the contract names and nobody
 * listed here, one that a provider names and its client lacks, and a facet that no capability offers: each fails the type check.
 */
interface FacetsFor {
  calls: 'listCalls';
  webhook: 'hook' | 'readHook';
  callback: 'orderCallback';
  /** Goes with each order. */
  'callback-greeting': 'orderCallback';
  'multi-callback': 'orderMultiCallback' | 'followMultiCallback';
  recordings: 'openRecording';
  voicemail: 'listVoicemail';
  balance: 'money';
  reports: 'readReport';
  'line-settings': 'lineSettings';
  'universal-numbers': 'universalNumbers';
  forwarding: 'forwarding';
  'recording-rules': 'recordingRules';
  'caller-ids': 'callerIds';
  'web-buttons': 'webButtons';
  'sub-accounts': 'listSubAccounts' | 'newAccounts';
  'partner-accounts': 'newAccounts';
  cabinet: 'enterCabinet';
}

/** The parts of a client that something is done through. */
export type FacetName = FacetsFor[Capability];

/** Every client says who it is and lists calls; and it may have what only makes one of its facets better. */
type Beside =
  | ('probe' | 'listCalls' | 'tokenDates' | 'otherNumbers' | 'onBehalfOf')
  | ('listInPieces' | 'refusedNumbers' | 'followCallback' | 'recordingsKeptMs' | 'cabinetPages');

/** The client of a provider that can do just this. */
export type ClientFor<Named extends Capability> = Pick<ProviderClient, Beside> &
  Required<Pick<ProviderClient, FacetsFor[Named]>> & { [Other in Exclude<FacetName, FacetsFor[Named]>]?: never };

/** A provider whose client has what it says, and no more. */
export function defineProvider<const Named extends Capability>(
  provider: Omit<Provider, 'capabilities' | 'createClient'> & {
    capabilities: readonly Named[];
    createClient(...deps: Parameters<Provider['createClient']>): ClientFor<Named>;
  },
): Provider {
  return provider;
}

/** What something is done through. Throws NOT_SUPPORTED where the account's provider cannot do it. */
export function facetOf<Name extends FacetName>(
  tools: Pick<ProviderClient, Name>,
  name: Name,
): NonNullable<ProviderClient[Name]> {
  const facet = tools[name];
  if (facet === undefined) throw new ProblemError('NOT_SUPPORTED');
  return facet;
}
