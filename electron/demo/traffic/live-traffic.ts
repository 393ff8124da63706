import type { StandClock } from '../clock.ts';
import type { Random } from '../random.ts';
import { pickCaller, shop } from './cast.ts';

/** Calls that ring while somebody watches. */
export interface LiveTraffic {
  /** Somebody has just begun to listen: the next call comes at once. */
  hasten(): void;
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

/** Starts at once; the first call rings after `firstCallMs`, further ones every 20 to 60 s. */
export function createLiveTraffic({ clock, random, ring }: LiveTrafficDeps): LiveTraffic {
  const timers = new Set<() => void>();
  const busy = new Set<string>();
  let cancelNext: () => void = () => undefined;

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

  function scheduleNext(seconds: number): void {
    cancelNext();
    cancelNext = later(seconds, () => {
      callIn(pickFreeCaller());
      if (random.chance(0.2)) later(1 + random.next() * 3, () => callIn(pickFreeCaller()));
      scheduleNext(random.integer(20, 60));
    });
  }

  /** One caller has one phone. */
  function pickFreeCaller(): { number: string; line: string } {
    for (;;) {
      const caller = pickCaller(random);
      if (!busy.has(caller.number)) return caller;
    }
  }

  function callIn({ number, line }: { number: string; line: string }): void {
    if (busy.has(number)) return;
    busy.add(number);
    const bothPhones = random.chance(0.4);
    const call = ring({
      from: number,
      to: line,
      ...(bothPhones ? { children: [shop.sipId, shop.backRoom.sipId] } : {}),
    });
    later(6 + random.next() * 9, () => {
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

  scheduleNext(firstCallMs / 1000);

  return {
    hasten() {
      if (busy.size === 0) scheduleNext(firstCallMs / 1000);
    },
    close() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
