import type { Random } from '../../../electron/demo/random.ts';
import type { SipnetStand } from '../../../electron/demo/sipnet/stand.ts';
import { testAccount } from '../../fixtures/sipnet-account.ts';

/** People who call, all at once, each a story of their own and under a number of their own. */
export interface Callers {
  /** Resolves when everybody who had begun has ended. */
  stop(): Promise<void>;
}

const concurrent = 6;
/** Between two calls of one person: lists write whole seconds, and nobody calls twice in one. */
const pauseMs = 1_200;

/** `callBack` clicks on "call back" and resolves when the click has its answer or lost it. */
export function startCallers(deps: {
  stand: SipnetStand;
  random: Random;
  callBack(to: string): Promise<void>;
}): Callers {
  const { stand, random, callBack } = deps;
  const phones = [testAccount.sipId, ...testAccount.children.map(({ sipId }) => sipId)];
  let serial = 0;
  let stopped = false;

  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const someTime = () => pause(random.integer(0, 400));

  /** The last digit decides how an ordered call goes: see `callbackScript`. */
  function nextNumber(): string {
    serial += 1;
    return `7916${String(1_000_000 + serial * 10 + random.integer(0, 2))}`;
  }

  function ring(from: string) {
    const children = phones.slice(0, random.integer(1, phones.length));
    return { call: stand.ring({ from, children }), taker: random.pick(children) };
  }

  async function misses(from: string): Promise<void> {
    const { call } = ring(from);
    await someTime();
    await (random.chance(0.2) ? call.reject() : call.miss());
  }

  async function talks(from: string): Promise<void> {
    const { call, taker } = ring(from);
    await someTime();
    await call.answer(taker);
    await pause(random.integer(600, 1_500));
    await call.hangUp();
  }

  const stories: readonly ((number: string) => Promise<void>)[] = [
    misses,
    talks,
    async (number) => {
      await misses(number);
      await pause(pauseMs);
      await misses(number);
    },
    async (number) => {
      await misses(number);
      await pause(pauseMs);
      await talks(number);
    },
    async (number) => {
      await misses(number);
      await pause(pauseMs);
      await callBack(number);
    },
    async (number) => {
      await talks(number);
      await pause(pauseMs);
      await misses(number);
    },
    callBack,
    callBack,
  ];

  async function lead(): Promise<void> {
    while (!stopped) await random.pick(stories)(nextNumber());
  }

  const lives = Promise.all(Array.from({ length: concurrent }, lead));
  return {
    async stop() {
      stopped = true;
      await lives;
    },
  };
}

/** One in three is talked to, one is never there, one is busy. */
export function callbackScript([destination = '']: readonly string[]) {
  const kind = Number(destination.at(-1)) % 3;
  return {
    sourceAnswersMs: 200,
    destinationAnswersMs: kind === 0 ? 300 : kind === 1 ? ('never' as const) : ('busy' as const),
    talkMs: 700,
    ringLimitMs: 500,
  };
}
