import type { Random } from '../../../electron/demo/random.ts';
import type { World } from './world.ts';

/** One attempt; answers why it did harm, undefined where it did none. */
export type Attempt = (world: World, random: Random) => Promise<string | undefined>;
