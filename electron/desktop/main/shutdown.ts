import type { App } from 'electron';
import type { Logger } from '../../core/ports.ts';
import { allReplaced } from '../../core/secrets/file-replacement.ts';

/** Long enough for a database to close, short enough for a system that shuts down. */
const patience = 5_000;

export interface Shutdown {
  /** The program is closed, or is being closed. */
  hasBegun(): boolean;
  /**
   * Ends the program in order, and `last` with it, which is to end the process: an installer is started only when nothing
   * of the old program writes any more. Should it reject, the old program starts again.
   */
  quitInto(last: () => Promise<void>): void;
}

/** Ends the program in order: Electron would not wait for anything that is asynchronous. */
export function createShutdown(options: {
  app: Pick<App, 'on' | 'exit' | 'quit' | 'relaunch' | 'releaseSingleInstanceLock'>;
  logger: Logger;
  /** What starts the program again: an AppImage's own executable is gone with it. Absolute. */
  program: string;
  /** The user, or the system, wants the program to end: windows may close from now on. */
  onQuit(): void;
  close(): Promise<void>;
  patienceMs?: number;
}): Shutdown {
  const { app, logger } = options;
  let phase: 'running' | 'closing' | 'closed' = 'running';
  let last: (() => Promise<void>) | undefined;

  async function end(): Promise<void> {
    phase = 'closing';
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, options.patienceMs ?? patience).unref();
    });
    const closing = options.close().catch((error: unknown) => logger.error('desktop.close-failed', { error }));
    // Windows say where they stood when they close, and wait for no disk.
    await Promise.race([closing.then(allReplaced), late]);
    phase = 'closed';
    // A program that starts now must not hand its start over to this one, which may still wait for a thread of its own.
    app.releaseSingleInstanceLock();
    if (last !== undefined) {
      await last().catch((error: unknown) => {
        logger.error('desktop.not-replaced', { error });
        app.relaunch({ execPath: options.program });
      });
    }
    app.exit(0);
  }

  app.on('before-quit', () => options.onQuit());
  app.on('will-quit', (event) => {
    // What replaces the program quits it once more when it is ready to.
    if (phase === 'closed') return;
    event.preventDefault();
    if (phase === 'running') void end();
  });

  return {
    hasBegun: () => phase !== 'running',
    quitInto(next) {
      last = next;
      // Closes the windows before the installer of macOS would: that one closes them before anybody is told that it is the
      // end, and a window that hides instead of closing would keep the old program.
      app.quit();
    },
  };
}
