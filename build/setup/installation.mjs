import { accessSync, constants, readFileSync } from 'node:fs';
import { runQuietly, withSearchPath } from './commands.mjs';
import { at, projectNode, root, say } from './project.mjs';
import { inTurn } from './turns.mjs';

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

/** Runs `npm ci` when it is needed. Rejects with words when it fails. */
export async function ensureInstalled() {
  const wanted = readLock(at('package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing');
  if ((await stateOfInstallation(wanted)) !== 'whole') await inTurn(() => install(wanted));
}

/** @param {Lock} wanted */
async function install(wanted) {
  // Another start may have done it meanwhile.
  const state = await stateOfInstallation(wanted);
  if (state === 'whole') return;
  // Nothing would come of it: npm was told to run no scripts, and one of them brings the Node.
  if (state === 'without Node' && runsNoScripts()) throw new Error(noNode);
  requireWritable();
  say(
    state === 'missing'
      ? 'Installing what Perezvon is made of (npm ci); about a minute, once …'
      : 'Installing what has changed (npm ci) …',
  );
  const [command, args, shell] = npm();
  const { ok, output } = await runQuietly(command, [...args, 'ci', '--loglevel=error'], {
    env: outerEnvironment(),
    shell,
  });
  if (!ok) throw new Error(explainFailure(output));
  if ((await stateOfInstallation(wanted)) === 'without Node') throw new Error(noNode);
}

const noNode = `npm installed everything but the Node that Perezvon runs on. A script of the package "node" brings it, and npm was told to run
no scripts (ignore-scripts), or the script failed. Let this one run, then start again:
  npm rebuild node --ignore-scripts=false --foreground-scripts`;

/** npm hands its settings to what it runs. */
const runsNoScripts = () => process.env.npm_config_ignore_scripts === 'true';

/**
 * @param {Lock} wanted
 * @returns {Promise<'whole' | 'missing' | 'other' | 'without Node'>}
 */
async function stateOfInstallation(wanted) {
  const installed = readLock(at('node_modules/.package-lock.json'));
  if (installed === undefined) return 'missing';
  if (!isInstalled(wanted, installed)) return 'other';
  // That it lies there is not enough: a folder that was copied has another machine's.
  const { ok, output } = await runQuietly(projectNode, ['--version']);
  return ok && output.trim() === `v${wanted.packages['node_modules/node']?.version}` ? 'whole' : 'without Node';
}

/** Rejects where nothing can be installed or built. */
export function requireWritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Error(
      `Nothing can be written in ${root}, and Perezvon installs and builds itself where it lies. Copy it to a folder of your own.`,
    );
  }
}

/**
 * What npm said, with a sentence before it where the reason is known.
 *
 * @param {string} output
 * @param {string} [command] what it was asked
 */
export function explainFailure(output, command = 'npm ci') {
  const told = output.trim().slice(-4000);
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(told)
  ) {
    return `npm could not reach its registry, from which everything comes at the first start. Is this machine online? Behind a proxy
npm has to know it: npm config set proxy http://… npm said:
${told}`;
  }
  if (/\b(ENOSPC)\b/.test(told))
    return `The disk is full: Perezvon needs about 700 MB where it lies. npm said:\n${told}`;
  if (/\b(EACCES|EPERM|EROFS)\b/.test(told)) {
    return `npm may not write where it has to: in ${root} or in its own cache. npm said:\n${told}`;
  }
  return `${command} failed:\n${told}`;
}

/**
 * The npm that started this script, or the one on the path; that one is a batch file on Windows.
 *
 * @returns {[command: string, args: string[], shell: boolean]}
 */
export function npm() {
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
