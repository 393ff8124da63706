import type { ProviderInfo } from '../../../shared/contract/account.ts';

export type StandChoice = 'production' | 'test' | 'other';

/** Which of a provider's stands an address is; empty means the usual one. */
export function standOf(baseUrl: string, stands: ProviderInfo['stands']): StandChoice {
  if (baseUrl === '' || isSameAddress(baseUrl, stands.production)) return 'production';
  return stands.test !== undefined && isSameAddress(baseUrl, stands.test) ? 'test' : 'other';
}

/** The stand at a host, as WRONG_STAND names it; undefined when it is none of the provider's own. */
export function standAt(host: string | undefined, stands: ProviderInfo['stands']): 'production' | 'test' | undefined {
  if (host === undefined) return undefined;
  if (URL.parse(stands.production)?.host === host) return 'production';
  return stands.test !== undefined && URL.parse(stands.test)?.host === host ? 'test' : undefined;
}

export function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}
