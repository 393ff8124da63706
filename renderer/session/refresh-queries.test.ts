import { createORPCClient } from '@orpc/client';
import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { Client } from '../../shared/contract/contract.ts';
import { createApi } from './api.ts';
import { refreshQueries } from './refresh-queries.ts';

const api = createApi(createORPCClient({ call: async () => undefined }) as Client);
const input = { id: 'account-1' };

it('asks nothing of a provider anew because an account has heard something', async () => {
  const queries = new QueryClient();
  const keys = {
    details: api.accounts.details.queryKey({ input }),
    providers: api.accounts.providers.queryKey(),
    hook: api.accounts.hook.queryKey({ input }),
    test: api.accounts.test.queryKey({ input }),
  };
  for (const key of Object.values(keys)) queries.setQueryData<unknown>(key, {});
  refreshQueries(queries, api, [{ kind: 'accounts', accounts: [] }]);
  const isOld = (key: readonly unknown[]) => queries.getQueryState(key)?.isInvalidated;
  expect(Object.entries(keys).map(([name, key]) => [name, isOld(key)])).toEqual([
    ['details', true],
    ['providers', false],
    ['hook', false],
    ['test', false],
  ]);
});
