import type { ProviderInfo } from '../../../../shared/contract/account.ts';

export type EnvironmentChoice = 'production' | 'test' | 'other';

/** Which of a provider's environments an address is; empty means the usual one. */
export function environmentOf(baseUrl: string, environments: ProviderInfo['environments']): EnvironmentChoice {
  if (baseUrl === '' || isSameAddress(baseUrl, environments.production)) return 'production';
  return environments.test !== undefined && isSameAddress(baseUrl, environments.test) ? 'test' : 'other';
}

/** The environment at a host, as WRONG_ENVIRONMENT names it; undefined when it is none of the provider's own. */
export function environmentAt(
  host: string | undefined,
  environments: ProviderInfo['environments'],
): 'production' | 'test' | undefined {
  if (host === undefined) return undefined;
  if (URL.parse(environments.production)?.host === host) return 'production';
  return environments.test !== undefined && URL.parse(environments.test)?.host === host ? 'test' : undefined;
}

export function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}
