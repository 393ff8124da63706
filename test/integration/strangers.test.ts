import { expect, it } from 'vitest';
import { proveStrangers } from '../prove/strangers/attacks.ts';

/** Other attempts on every day, and those of a run that failed again: PEREZVON_SEED=… npm run unit. */
const seed = process.env.PEREZVON_SEED ?? String(Math.floor(Math.random() * 1_000_000));

it(`lets no stranger in, and is ended by none, seed ${seed}`, async () => {
  const reports = await proveStrangers({ runs: 120, seed });
  expect(reports.flatMap(({ complaints }) => complaints)).toEqual([]);
  expect(reports).toHaveLength(5);
});
