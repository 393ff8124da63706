import type { Clock } from '../ports.ts';
import type { UpdateHub } from './update-hub.ts';

/** A page that hears nothing for longer knows that its connection is dead. */
const heartbeatEveryMs = 15_000;

/** Tells every page now and then that the program is there. The answer ends it. */
export function startHeartbeat(clock: Clock, updates: UpdateHub): () => void {
  let stop = () => {};
  const schedule = () => {
    stop = clock.after(heartbeatEveryMs, () => {
      updates.publish({ kind: 'alive', now: clock.now() });
      schedule();
    });
  };
  schedule();
  return () => stop();
}
