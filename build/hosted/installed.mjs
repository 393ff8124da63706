import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Which file of a folder of packages this system installs.
 *
 * @param {readonly string[]} names
 * @param {NodeJS.Platform} platform
 * @returns {string} throws where there is none, or more than one
 */
export function packageOf(names, platform) {
  const ending = { linux: '.deb', win32: '.exe', darwin: '.zip' }[/** @type {string} */ (platform)];
  if (ending === undefined) throw new Error(`There are no packages for ${platform}.`);
  const found = names.filter((name) => name.startsWith('perezvon-') && name.endsWith(ending));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Error(`One ${ending} was looked for, and there are ${found.length}: ${names.join(', ')}`);
}

/**
 * Installs what lies in a folder of packages, as a user without a window would.
 *
 * @param {string} folder
 * @param {NodeJS.Platform} [platform]
 * @param {(command: string, args: string[]) => void} [run]
 * @returns {string} the installed program
 */
export function install(folder, platform = process.platform, run = runAloud) {
  const path = join(folder, packageOf(readdirSync(folder), platform));
  if (platform === 'linux') {
    run(...asRoot('dpkg', ['--install', path]));
    return '/opt/Perezvon/perezvon';
  }
  if (platform === 'win32') {
    run(path, ['/S', '/currentuser']);
    return join(process.env.LOCALAPPDATA ?? '', 'Programs', 'Perezvon', 'Perezvon.exe');
  }
  const place = mkdtempSync(join(tmpdir(), 'perezvon-installed-'));
  run('ditto', ['-x', '-k', path, place]);
  return join(place, 'Perezvon.app/Contents/MacOS/Perezvon');
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function asRoot(command, args) {
  return process.getuid?.() === 0 ? [command, args] : ['sudo', [command, ...args]];
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function runAloud(command, args) {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** What hangs has failed. Milliseconds. */
const LIMIT_MS = 5 * 60_000;

/**
 * Runs an installed program with --self-check.
 *
 * @param {string} program
 * @returns {import('../setup/verify-report.mjs').SelfCheck} throws where it comes to no report
 */
export function selfCheck(program) {
  const { stdout, stderr, status, signal, error } = spawnSync(program, ['--self-check'], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(
      `${program} --self-check came to no report (${error?.message ?? signal ?? status}).\n${stdout}${stderr}`,
    );
  }
}

/** What an installed program on a machine with a session has: none of these may be passed over. */
const wanted = [
  'versions',
  'search',
  'keychain',
  'window',
  'contract',
  'recording',
  'seeking',
  'policy',
  'page',
  'sandbox',
  'tray-images',
  'login-item',
];

/**
 * @param {import('../setup/verify-report.mjs').SelfCheck} report
 * @returns {string[]} a sentence for each that is not well
 */
export function complaintsOf({ checks }) {
  const failed = checks.filter(({ status }) => status === 'failed').map(({ name, problem }) => `${name}: ${problem}`);
  const unmet = wanted.flatMap((name) => {
    const check = checks.find((one) => one.name === name);
    if (check === undefined) return [`${name}: was not tried`];
    return check.status === 'skipped' ? [`${name}: was passed over: ${check.reason}`] : [];
  });
  return [...failed, ...unmet];
}
