import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.mjs';

export const startUsage = `Perezvon: who is calling, whom to call back, what was said

  npm start                  opens the desktop program, or the browser where that cannot be
  npm start -- [options]

  --demo           connect a demo account with calls of its own
  --data-dir DIR   keep the database, recordings and settings there
  --desktop        open the desktop program or fail
  --web            open in the browser
  --no-open        in the browser, but print the address and open nothing (means --web)
  --port N         listen on this port of 127.0.0.1; 0 takes any free one (means --web)
  --self-check     try out what the program needs on this machine, print what was found as JSON, and end
  --help           print this

The first start installs and builds what is needed.
`;

/**
 * @typedef {object} StartOptions
 * @property {boolean} help
 * @property {boolean} selfCheck
 * @property {'desktop' | 'web' | undefined} host as asked for; undefined takes what can run
 * @property {string[]} common arguments of either host
 * @property {string[]} webOnly arguments of the web host
 */

/**
 * Reads the arguments behind the script's name. Throws UsageError.
 *
 * @param {string[]} args
 * @param {string} workingDirectory
 * @returns {StartOptions}
 */
export function parseStartOptions(args, workingDirectory) {
  const values = readValues(args);
  const { 'data-dir': directory, port } = values;
  if (directory === '') throw new UsageError('--data-dir takes the path of a folder');
  if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)) {
    throw new UsageError(`--port takes a number from 0 to 65535, not "${port}"`);
  }
  const webOnly = [...(port === undefined ? [] : [`--port=${port}`]), ...(values['no-open'] ? ['--no-open'] : [])];
  const isWeb = values.web === true || webOnly.length > 0;
  if (isWeb && values.desktop) throw new UsageError('--desktop does not go with --web, --port or --no-open');
  const selfCheck = values['self-check'] === true;
  if (selfCheck && (values.demo || directory !== undefined || webOnly.length > 0)) {
    throw new UsageError('--self-check goes with --desktop or --web and nothing else');
  }
  return {
    selfCheck,
    help: values.help === true,
    host: values.desktop ? 'desktop' : isWeb ? 'web' : undefined,
    common: [
      ...(selfCheck ? ['--self-check'] : []),
      ...(values.demo ? ['--demo'] : []),
      ...(directory === undefined ? [] : [`--data-dir=${resolve(workingDirectory, directory)}`]),
    ],
    webOnly,
  };
}

/** @param {string[]} args */
function readValues(args) {
  try {
    return parseArgs({
      args,
      options: {
        demo: { type: 'boolean' },
        'data-dir': { type: 'string' },
        desktop: { type: 'boolean' },
        web: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        'self-check': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
