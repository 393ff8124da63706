import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Connection } from '../connection/connection.ts';

/** The contract as queries: each procedure with its key, its options and its call. */
export type Api = ReturnType<typeof createApi>;

export function createApi(client: Connection['client']) {
  return createTanstackQueryUtils(client);
}
