import * as z from 'zod';
import { problemCodes } from './problem-codes.ts';

export const problemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCode>;

export const problemData = z.object({
  /** The input field that was wrong, as the contract names it. */
  field: z.string().max(64).optional(),
  /** The provider's or the system's own words: plain text, bounded, never HTML, never a secret. */
  detail: z.string().max(500).optional(),
});

/** As it was called before: orders that were refused then are still stored, and still say why. */
const formerCode = z.literal('WRONG_STAND').transform((): ProblemCode => 'WRONG_ENVIRONMENT');

export const problem = problemData.extend({ code: z.union([problemCode, formerCode]) });
export type Problem = z.infer<typeof problem>;

/** The error map of every procedure: each code with the same data. */
export const problemMap = Object.fromEntries(problemCodes.map((code) => [code, { data: problemData }])) as {
  [code in ProblemCode]: { data: typeof problemData };
};
