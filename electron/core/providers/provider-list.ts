import { absentProvider } from './absent-provider.ts';
import type { Provider } from './provider.ts';

/** The providers this program speaks to. */
export interface ProviderList {
  all: readonly Provider[];
  /** That of an account or of a draft of one; one that can do nothing where a newer version of the program knew more of them. */
  of(account: { provider: string }): Omit<Provider, 'id'>;
}

export function listProviders(all: readonly Provider[]): ProviderList {
  return { all, of: ({ provider }) => all.find(({ id }) => id === provider) ?? absentProvider };
}
