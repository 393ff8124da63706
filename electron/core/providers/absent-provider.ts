import { ProblemError } from '../problems.ts';
import type { Provider } from './provider.ts';

/** Stands for a provider that a later version connected and this one does not know: its accounts are listed, and do nothing. */
export const absentProvider: Omit<Provider, 'id'> = {
  environments: { production: '' },
  numberSource: 'none',
  capabilities: [],
  credentialKinds: [],
  firstSliceMs: Number.POSITIVE_INFINITY,
  createClient() {
    throw new ProblemError('PROVIDER_UNKNOWN');
  },
};
