import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { Logger } from '../ports.ts';
import { problemOf } from '../problems.ts';

/** What handlers are made of: whatever one throws, the page is told a problem of the contract. */
export function implementContract(logger: Logger) {
  return implement(contract).use(async ({ next, path }) => {
    try {
      return await next();
    } catch (error) {
      // Input that does not fit the contract is oRPC's own error and tells itself.
      if (error instanceof ORPCError) throw error;
      const { code, ...data } = problemOf(error);
      if (code === 'INTERNAL') logger.error('handler-failed', { path: path.join('.'), error });
      throw new ORPCError(code, { defined: true, data });
    }
  });
}

export type Implementer = ReturnType<typeof implementContract>;
