import fc from 'fast-check';
import { expect, it } from 'vitest';
import { problem } from '../../shared/contract/problem.ts';
import { problemCodes } from '../../shared/contract/problem-codes.ts';
import { readProblem } from './read-problem.ts';

it('reads what the contract reads', () => {
  const text = fc.oneof(
    fc.string(),
    fc.integer({ min: 60, max: 70 }).map((length) => 'x'.repeat(length)),
    fc.integer({ min: 495, max: 505 }).map((length) => 'x'.repeat(length)),
    fc.anything(),
  );
  const data = fc.oneof(
    fc.record({ field: text, detail: text, other: fc.anything() }, { requiredKeys: [] }),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...problemCodes), fc.string()), data, (code, given) => {
      const schema = problem.safeParse({ ...(typeof given === 'object' ? given : {}), code });
      expect(readProblem(code, given)).toEqual(schema.data);
    }),
    { numRuns: 2000 },
  );
});
