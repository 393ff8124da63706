import { describe, expect, it } from 'vitest';
import { seed } from '../fixtures/seed.ts';
import { proveRelayDisks } from '../prove/damage/relay-disk.ts';
import { proveRelayDamage } from '../prove/damage/relay-file.ts';

describe("a relay's file that is not what was written", () => {
  it(`tells nothing that nobody posted, and every reader of what it lost, seed ${seed}`, async () => {
    const reports = await proveRelayDamage({ runs: 4, seed });
    expect(reports.flatMap(({ complaints }) => complaints)).toEqual([]);
    // There was something to find.
    expect(reports.reduce((sum, { gapTold, setAside }) => sum + gapTold + setAside, 0)).toBeGreaterThan(reports.length);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that does not take what is written', () => {
  it('loses nothing that was acknowledged, and is told of in words', async () => {
    const reports = await proveRelayDisks();
    expect(reports.flatMap(({ disk, complaints }) => complaints.map((complaint) => `${disk}: ${complaint}`))).toEqual(
      [],
    );
    expect(reports.length).toBe(3);
  });
});
