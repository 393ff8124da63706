import type { App } from 'electron';
import type { Logger } from '../core/ports.ts';

/** Long enough for a database to close, short enough for a system that shuts down. */
const patience = 5_000;

/** Ends the program in order: Electron would not wait for anything that is asynchronous. */
export function createShutdown(options: {
  app: Pick<App, 'on' | 'exit'>;
  logger: Logger;
  /** The user, or the system, wants the program to end: windows may close from now on. */
  onQuit(): void;
  close(): Promise<void>;
  patienceMs?: number;
}): void {
  const { app, logger } = options;
  let closing = false;
  app.on('before-quit', () => options.onQuit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, options.patienceMs ?? patience).unref();
    });
    Promise.race([options.close(), late])
      .catch((error: unknown) => logger.error('desktop.close-failed', { error }))
      .finally(() => app.exit(0));
  });
}
