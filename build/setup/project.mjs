import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string[]} parts */
export const at = (...parts) => join(root, ...parts);

/** The Node that this program runs under, installed with its dependencies; the one that runs this script may be older. */
export const projectNode = at('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * A line for the person who waits. Standard output belongs to the program that is started.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
