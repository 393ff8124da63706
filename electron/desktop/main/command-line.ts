import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type DeepLink, findNumber, parseDeepLink } from '../../../shared/domain/deep-link.ts';

export interface CommandLine {
  /** Absolute; undefined means the platform's own place. */
  dataDirectory: string | undefined;
  /** Connect the demo account. */
  demo: boolean;
  /** Start in the tray. */
  hidden: boolean;
  /** The system started the program when the user logged in. */
  atLogin: boolean;
  /** Try out what the program needs, print a report and end: in a temporary data directory, whatever else is asked. */
  selfCheck: boolean;
  /** A number to put into the dial box: of `--call`, or of a link. Rejected when it is none. */
  call: DeepLink | undefined;
}

/**
 * Reads the arguments behind the program's name. Chromium's and Electron's own switches stand among them and are passed
 * over, as is everything that is not known.
 */
export function parseCommandLine(args: readonly string[], workingDirectory: string): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      demo: { type: 'boolean' },
      hidden: { type: 'boolean' },
      'at-login': { type: 'boolean' },
      'self-check': { type: 'boolean' },
      call: { type: 'string' },
    },
    strict: false,
  });
  const directory = values['data-dir'];
  // A link stands behind everything else: Electron refuses to start with a switch after it.
  const link = positionals.map(parseDeepLink).find((read) => read.kind === 'dial' || read.why === 'no-number');
  return {
    dataDirectory: typeof directory === 'string' && directory !== '' ? resolve(workingDirectory, directory) : undefined,
    demo: values.demo === true,
    hidden: values.hidden === true,
    atLogin: values['at-login'] === true,
    selfCheck: values['self-check'] === true,
    call: typeof values.call === 'string' ? findNumber(values.call) : link,
  };
}
