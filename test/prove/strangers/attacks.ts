import { createRandom } from '../../../electron/demo/random.ts';
import type { Attempt } from './attempt.ts';
import { attackWithBodies } from './bodies.ts';
import { attackWithFrames } from './frames.ts';
import { attackWithHosts } from './hosts.ts';
import { attackWithKeys } from './keys.ts';
import { attackWithOrigins } from './origins.ts';
import { openWorld } from './world.ts';

/** What attempts of one kind came to. */
export interface AttackReport {
  attack: string;
  attempts: number;
  /** Refused, or taken where whoever has the address may give anything. */
  harmless: number;
  /** What must never be; empty when all is well. */
  complaints: string[];
}

const attacks: Record<string, Attempt> = {
  'hosts: another name for this machine': attackWithHosts,
  'origins: a page of another site or port': attackWithOrigins,
  'keys: guessed, stolen in part, or of another channel': attackWithKeys,
  'bodies: posted by who knows the hook': attackWithBodies,
  'frames: a page that says anything': attackWithFrames,
};

const atOnce = 8;

export async function proveStrangers({ runs, seed }: { runs: number; seed: string }): Promise<AttackReport[]> {
  const world = await openWorld();
  try {
    const reports: AttackReport[] = [];
    for (const [attack, attempt] of Object.entries(attacks)) {
      const complaints: string[] = [];
      for (let from = 0; from < runs; from += atOnce) {
        const numbers = Array.from({ length: Math.min(atOnce, runs - from) }, (_, n) => from + n);
        await Promise.all(
          numbers.map(async (n) => {
            const harm = await attempt(world, createRandom(`${seed} ${attack} ${n}`));
            if (harm !== undefined) complaints.push(`${seed} ${attack} ${n}: ${harm}`);
          }),
        );
      }
      await world.serves().catch((error) => complaints.push(`${attack}: ${error}`));
      const said = world.stderr();
      if (said !== '') complaints.push(`${attack}: written to the console: ${said.slice(0, 500)}`);
      reports.push({ attack, attempts: runs, harmless: runs - complaints.length, complaints });
    }
    return reports;
  } finally {
    await world.close();
  }
}
