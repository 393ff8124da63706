import { expect, test } from 'vitest';
import { knownUntil } from './live-clock.ts';

test('time goes on with the program, and stands where it was lost, on core’s clock', () => {
  expect(knownUntil(90_000, 4000, { phase: 'open', since: 1000 })).toEqual({ at: 90_000, isStopped: false });
  const lost = { phase: 'lost', since: 60_000 } as const;
  expect(knownUntil(90_000, 4000, lost)).toEqual({ at: 64_000, isStopped: true });
  expect(knownUntil(190_000, 4000, lost)).toEqual(knownUntil(90_000, 4000, lost));
});
