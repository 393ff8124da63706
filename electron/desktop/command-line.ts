import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface CommandLine {
  /** Absolute; undefined means the platform's own place. */
  dataDirectory: string | undefined;
  /** Connect the demo account. */
  demo: boolean;
  /** Start in the tray. */
  hidden: boolean;
  /** The system started the program when the user logged in. */
  atLogin: boolean;
}

/**
 * Reads the arguments behind the program's name. Chromium's and Electron's own switches stand among them and are passed
 * over, as is everything that is not known.
 */
export function parseCommandLine(args: readonly string[], workingDirectory: string): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      demo: { type: 'boolean' },
      hidden: { type: 'boolean' },
      'at-login': { type: 'boolean' },
    },
    strict: false,
  });
  const directory = values['data-dir'];
  return {
    dataDirectory: typeof directory === 'string' && directory !== '' ? resolve(workingDirectory, directory) : undefined,
    demo: values.demo === true,
    hidden: values.hidden === true,
    atLogin: values['at-login'] === true,
  };
}
