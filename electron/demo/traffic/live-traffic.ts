import type { StandClock } from '../clock.ts';
import type { Random } from '../random.ts';
import { pickCaller, shop } from './cast.ts';

/** Calls that ring while somebody watches. */
export interface LiveTraffic {
  /** Somebody has just begun to listen or to look: the next call comes at once, and rings long enough to be seen. */
  hasten(): void;
  /** The same for somebody who is told of calls only from now on, and heard nothing of one that rings already. */
  hastenUnheard(): void;
  close(): void;
}

interface LiveTrafficDeps {
  clock: StandClock;
  random: Random;
  /** Of any stand; phones are meant for one whose calls ring several. */
  ring(call: { from: string; to: string; children?: readonly string[] }): LiveCall;
}

/** The rest of a call's life, as far as traffic decides it. */
interface LiveCall {
  answer(phone?: string): unknown;
  hangUp(): Promise<void>;
  miss(): Promise<void>;
  reject(): Promise<void>;
}

export const firstCallMs = 2_500;
/** How long a call rings that somebody waits for: a page on a slow machine takes its time to be drawn. Seconds. */
const awaitedRingSeconds = 15;
/** Who comes later than this into such a call waits for another. Seconds. */
const stillFreshSeconds = 5;

/** Starts at once; the first call rings after `firstCallMs`, further ones every 20 to 60 s. */
export function createLiveTraffic({ clock, random, ring }: LiveTrafficDeps): LiveTraffic {
  const timers = new Set<() => void>();
  const busy = new Set<string>();
  let cancelNext: () => void = () => undefined;
  /** When the call rings, or rang, that somebody waits for. */
  let awaitedAt = Number.NEGATIVE_INFINITY;

  function later(seconds: number, run: () => void): () => void {
    const cancel = clock.after(Math.round(seconds * 1000), () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
    return () => {
      cancel();
      timers.delete(cancel);
    };
  }

  function scheduleNext(seconds: number, ringSeconds?: number): void {
    cancelNext();
    cancelNext = later(seconds, () => {
      callIn(pickFreeCaller(), ringSeconds);
      if (random.chance(0.2)) later(1 + random.next() * 3, () => callIn(pickFreeCaller()));
      scheduleNext(random.integer(20, 60));
    });
  }

  /** Several who come together wait for one call; one that rings or talks already may be over before they see it. */
  function hasten(freshSeconds: number): void {
    if (clock.now() < awaitedAt + freshSeconds * 1000) return;
    awaitedAt = clock.now() + firstCallMs;
    scheduleNext(firstCallMs / 1000, awaitedRingSeconds);
  }

  /** One caller has one phone. */
  function pickFreeCaller(): { number: string; line: string } {
    for (;;) {
      const caller = pickCaller(random);
      if (!busy.has(caller.number)) return caller;
    }
  }

  function callIn({ number, line }: { number: string; line: string }, ringSeconds = 6 + random.next() * 9): void {
    if (busy.has(number)) return;
    busy.add(number);
    const bothPhones = random.chance(0.4);
    const call = ring({
      from: number,
      to: line,
      ...(bothPhones ? { children: [shop.sipId, shop.backRoom.sipId] } : {}),
    });
    later(ringSeconds, () => {
      const fate = random.next();
      if (fate < 0.6) {
        call.answer(bothPhones && random.chance(0.4) ? shop.backRoom.sipId : shop.sipId);
        later(random.integer(8, 75), () => finish(number, call.hangUp()));
      } else if (fate < 0.92) {
        finish(number, call.miss());
        if (random.chance(0.4)) later(random.integer(15, 60), () => callIn({ number, line }));
      } else {
        finish(number, call.reject());
      }
    });
  }

  function finish(number: string, posted: Promise<void>): void {
    posted.finally(() => busy.delete(number));
  }

  hasten(stillFreshSeconds);

  return {
    hasten: () => hasten(stillFreshSeconds),
    hastenUnheard: () => hasten(0),
    close() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
