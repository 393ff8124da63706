import { app } from 'electron';
import type { Instance } from '../../core/instance/instance.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import type { Program } from './program.ts';
import type { LaterStart, LaterStarts } from './single-instance.ts';

export interface Start {
  commandLine: CommandLine;
  dataDirectory: string;
  laterStarts: LaterStarts;
  /** macOS: the notification of an earlier run whose click started the program. */
  answered: string | undefined;
}

/** Does what this start asks for, the window first, and from now on what later starts ask of this process. */
export async function serveStarts(program: Program, instance: Instance, start: Start): Promise<void> {
  const { core, view, login, dialling, notifier, logger } = program;
  const { mainWindow } = view;
  const { call, demo, atLogin, hidden } = start.commandLine;

  app.on('activate', () => mainWindow.show());
  // A system without a notification centre must not keep the program from starting.
  notifier.adopt().catch((error: unknown) => logger.warn('desktop.notifications-not-adopted', { error }));
  if (start.answered !== undefined) notifier.answer(start.answered);

  // Where no place for secrets is open yet, the page asks for one first and offers the demo again.
  const startDemo = () => core.startDemo().catch((error: unknown) => logger.warn('desktop.no-demo', { error }));
  const startAgain = (later: LaterStart | undefined) => {
    const asked = later && parseCommandLine(later.args, later.workingDirectory);
    if (asked?.call === undefined) mainWindow.show();
    else dialling.dial(asked.call);
    if (asked?.demo) void startDemo();
  };
  start.laterStarts.deliverTo(startAgain);
  await instance.serve(async ({ args }) => {
    startAgain({ args, workingDirectory: process.cwd() });
    return { host: 'desktop' };
  });

  const waits = hidden || ((atLogin || login.startedProgram) && login.settings().startHidden);
  if (call !== undefined) dialling.dial(call);
  else if (!waits) mainWindow.show();
  else if (!view.isTraySeen()) mainWindow.showMinimized();
  else if (login.settings().sound) mainWindow.prepare();
  await core.start();
  if (demo) await startDemo();
}
