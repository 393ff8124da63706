import { readFileSync } from 'node:fs';
import { at } from './project.mjs';

/**
 * The script of an installed command, to be run by the project's Node: what lies in `node_modules/.bin` is a batch file
 * on Windows, which takes a shell to run.
 *
 * @param {string} packageName
 * @param {string} [command]
 */
export function packageProgram(packageName, command = packageName) {
  const { bin } = JSON.parse(readFileSync(at('node_modules', packageName, 'package.json'), 'utf8'));
  return at('node_modules', packageName, typeof bin === 'string' ? bin : bin[command]);
}
