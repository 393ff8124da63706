import type { App } from 'electron';
import * as z from 'zod';

/**
 * What a second start sends along. Its `argv` as Electron reports it is reordered and has switches added, so the second
 * start states its own.
 */
const handedOver = z.object({ argv: z.array(z.string().max(4096)).max(64), workingDirectory: z.string().max(4096) });
export type HandedOver = z.infer<typeof handedOver>;

/** Whether this is the first; if not, the first has been told. Synchronous, before `ready`. */
export function claimFirst(app: Pick<App, 'requestSingleInstanceLock'>, start: HandedOver): boolean {
  return app.requestSingleInstanceLock(start);
}

/** Calls `run` for each later start. What comes with it is from another process and may be anything. */
export function onLaterStart(app: Pick<App, 'on'>, run: (start: HandedOver | undefined) => void): void {
  app.on('second-instance', (_event, _argv, _workingDirectory, additionalData) => {
    run(handedOver.safeParse(additionalData).data);
  });
}
