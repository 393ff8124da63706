import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { defaultDataDirectory } from '../../core/instance/data-directory.ts';
import { explainStart } from '../../core/instance/start-problem.ts';
import { privilegedSchemes } from '../page/origin.ts';
import { identify } from './application-id.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { endWithError, endWithWords, systemLanguage } from './failure.ts';
import { claimFirstStart } from './single-instance.ts';

/** All that has to happen before `ready`. Electron is not ready before this module has ended: nothing is awaited. */
function prepare(start: { args: string[]; workingDirectory: string; commandLine: CommandLine }) {
  const { args, workingDirectory, commandLine } = start;
  // Before anything that asks for the program's name.
  identify(app, process.platform);
  const dataDirectory = chooseDataDirectory(commandLine);

  const explained = (error: unknown) => explainStart(error, dataDirectory, systemLanguage(app));

  // Chromium's own files lie apart from the program's. The folder has to be there, or Electron refuses it.
  const userData = join(dataDirectory, 'desktop');
  try {
    mkdirSync(userData, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explained(error);
  }
  app.setPath('userData', userData);

  protocol.registerSchemesAsPrivileged(privilegedSchemes);
  // Keyed by the folder above, so that another data directory is another program.
  const laterStarts = claimFirstStart(app, { args, workingDirectory });
  if (laterStarts === undefined) return undefined;
  const answered = new Promise<string | undefined>((resolve) => {
    app.once('ready', (_event, launchInfo) => resolve(readAnswered(launchInfo)));
  });
  return async (): Promise<void> => {
    await app.whenReady();
    if (commandLine.selfCheck) {
      const { runSelfCheck } = await import('../self-check/self-check.ts');
      app.exit(await runSelfCheck(dataDirectory));
      return;
    }
    const { boot } = await import('./boot.ts');
    await boot({ commandLine, dataDirectory, laterStarts, answered: await answered }).catch((error: unknown) => {
      throw explained(error);
    });
  };
}

function chooseDataDirectory({ selfCheck, dataDirectory }: CommandLine): string {
  if (selfCheck) return mkdtempSync(join(tmpdir(), 'perezvon-self-check-'));
  return (
    dataDirectory ?? defaultDataDirectory({ platform: process.platform, home: app.getPath('home'), env: process.env })
  );
}

/** macOS hands over the notification whose click started the program; other systems hand over nothing. */
function readAnswered(launchInfo: unknown): string | undefined {
  if (typeof launchInfo !== 'object' || launchInfo === null || !('identifier' in launchInfo)) return undefined;
  return typeof launchInfo.identifier === 'string' ? launchInfo.identifier : undefined;
}

const workingDirectory = process.cwd();
const args = process.argv.slice(1);
const commandLine = parseCommandLine(args, workingDirectory);
let isEnding = false;
app.on('will-quit', () => {
  isEnding = true;
});
function cannotStart(error: unknown): void {
  // A start that is quit fails by what was closed under it. It ends by itself, as it was asked to.
  if (isEnding) return;
  if (commandLine.selfCheck) endWithWords(app, error);
  else endWithError({ app, dialog }, 'cannotStart', error);
}
try {
  const start = prepare({ args, workingDirectory, commandLine });
  if (start === undefined) app.quit();
  else start().catch(cannotStart);
} catch (error) {
  cannotStart(error);
}
