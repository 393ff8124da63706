import type { App } from 'electron';
import * as z from 'zod';

/**
 * What a second start sends along. Its `argv` as Electron reports it is reordered and has switches added, so the second
 * start states its own.
 */
const laterStart = z.object({ args: z.array(z.string().max(4096)).max(64), workingDirectory: z.string().max(4096) });
export type LaterStart = z.infer<typeof laterStart>;

export interface LaterStarts {
  /** Calls `run` for each later start, those of before included. */
  deliverTo(run: (start: LaterStart | undefined) => void): void;
}

/**
 * Synchronous, before `ready`. Undefined when another process is the first: it has been told of this start, and this one
 * has to end.
 */
export function claimFirstStart(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  start: LaterStart,
): LaterStarts | undefined {
  if (!app.requestSingleInstanceLock(start)) return undefined;
  let waiting: (LaterStart | undefined)[] = [];
  let deliver = (later: LaterStart | undefined) => {
    waiting.push(later);
  };
  // What comes along is from another process and may be anything.
  app.on('second-instance', (_event, _argv, _workingDirectory, additionalData) => {
    deliver(laterStart.safeParse(additionalData).data);
  });
  // macOS starts no second process for a link; it tells the first, and before `ready` when it starts it for that.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    deliver({ args: [url], workingDirectory: start.workingDirectory });
  });
  return {
    deliverTo(run) {
      deliver = run;
      for (const later of waiting) run(later);
      waiting = [];
    },
  };
}
