import { desktopWords, type Language } from '../../../shared/words/desktop.ts';
import type { Logger } from '../../core/ports.ts';
import type { ElectronParts } from '../electron-parts.ts';

/** Tells the user why the program ends, and ends it. Works before `ready` as well. */
export function endWithError(
  { app, dialog }: ElectronParts<'app' | 'dialog'>,
  why: 'cannotStart' | 'hasFailed',
  error: unknown,
): void {
  dialog.showErrorBox(
    desktopWords(systemLanguage(app))[why],
    error instanceof Error ? error.message : 'The reason is unknown.',
  );
  app.exit(1);
}

/** The same for a start that nobody looks at: it opens no box that would wait for a button. */
export function endWithWords(app: ElectronParts<'app'>['app'], error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
}

/**
 * Ends the program for an error that nobody caught. One that is ending already is let go on: a box would hold it until somebody
 * presses its button, and to leave at once would cut short what is being closed.
 */
export function createUncaughtHandler(
  electron: ElectronParts<'app' | 'dialog'>,
  { logger, isEnding }: { logger: Logger; isEnding(): boolean },
): (error: unknown) => void {
  return (error) => {
    logger.error('desktop.uncaught', { error });
    if (!isEnding()) endWithError(electron, 'hasFailed', error);
  };
}

/** What the user reads in, of the languages that this program has. */
export function systemLanguage(app: ElectronParts<'app'>['app']): Language {
  return app.getPreferredSystemLanguages()[0]?.startsWith('ru') ? 'ru' : 'en';
}
