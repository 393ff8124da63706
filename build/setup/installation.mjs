import { readFileSync } from 'node:fs';
import { runQuietly, withSearchPath } from './commands.mjs';
import { at, say } from './project.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

/**
 * Whether `node_modules` holds what the lock file says. npm leaves a lock file of its own there, as the last thing it
 * does, so an installation that was interrupted does not pass either. Optional packages are those of other platforms.
 *
 * @param {Lock} wanted
 * @param {Lock | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (installed === undefined) return false;
  return Object.entries(wanted.packages).every(([path, locked]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    return found === undefined ? locked.optional === true : found.version === locked.version;
  });
}

/** Runs `npm ci` when it is needed. Rejects when it fails. */
export async function ensureInstalled() {
  const wanted = readLock(at('package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing');
  const installed = readLock(at('node_modules/.package-lock.json'));
  if (isInstalled(wanted, installed)) return;
  say(
    installed === undefined
      ? 'Installing what Perezvon is made of (npm ci); about a minute, once …'
      : 'Installing what has changed (npm ci) …',
  );
  const [command, args, shell] = npm();
  const { ok, output } = await runQuietly(command, [...args, 'ci', '--loglevel=error'], {
    env: outerEnvironment(),
    shell,
  });
  if (!ok) throw new Error(`npm ci failed:\n${output.trim().slice(-4000)}`);
}

/**
 * The npm that started this script, or the one on the path; that one is a batch file on Windows.
 *
 * @returns {[command: string, args: string[], shell: boolean]}
 */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  return script?.endsWith('.js') && node !== undefined
    ? [node, [script], false]
    : ['npm', [], process.platform === 'win32'];
}

/** Without the project's own `node`, which `npm ci` removes while it runs. */
function outerEnvironment() {
  return withSearchPath((folders) => folders.filter((folder) => folder !== at('node_modules/.bin')));
}

/**
 * @param {string} path
 * @returns {Lock | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
