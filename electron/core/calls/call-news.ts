import type { Clock } from '../ports.ts';

/** Tells that the log changed: at once, and while it goes on changing, only so often that who reads it anew can follow. */
export interface CallNews {
  tell(newest: readonly number[]): void;
  close(): void;
}

export interface CallNewsDeps {
  clock: Clock;
  publish: (newest: number[]) => void;
}

const everyMs = 400;
/** Further ids say nothing to anybody. */
const mostIds = 100;

export function createCallNews({ clock, publish }: CallNewsDeps): CallNews {
  let waiting: number[] | undefined;
  let rests = false;
  let cancel = () => {};

  function rest(): void {
    rests = true;
    cancel = clock.after(everyMs, () => {
      rests = false;
      if (waiting === undefined) return;
      const newest = waiting;
      waiting = undefined;
      rest();
      publish(newest);
    });
  }

  return {
    tell(newest) {
      if (rests) {
        waiting = [...(waiting ?? []), ...newest].slice(-mostIds);
        return;
      }
      rest();
      publish(newest.slice(-mostIds));
    },
    close: () => cancel(),
  };
}
