import { expect, it } from 'vitest';
import { seed } from '../fixtures/seed.ts';
import { proveStrangers } from '../prove/strangers/attacks.ts';

it(`lets no stranger in, and is ended by none, seed ${seed}`, async () => {
  const reports = await proveStrangers({ runs: 120, seed });
  expect(reports.flatMap(({ complaints }) => complaints)).toEqual([]);
  expect(reports).toHaveLength(5);
});
