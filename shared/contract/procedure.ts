import { oc } from '@orpc/contract';
import { problemMap } from './problem.ts';

/** What every procedure of the contract is made from, so that none forgets the closed set of problems. */
export const procedure = oc.errors(problemMap);
