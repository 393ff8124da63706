import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchElectron, findElectron } from './electron.mjs';
import { at } from './project.mjs';

const otherWays = `The desktop program runs in Electron. Let this machine reach github.com, or name in ELECTRON_MIRROR a server that has
Electron's releases, or in ELECTRON_EXEC_PATH the program of an Electron that is here; then start again with --desktop.
Without it the same program opens in the browser: npm start -- --web`;

/**
 * Which of the two hosts opens, and why in words.
 *
 * @typedef {{ host: 'desktop', program: string, why: string } | { host: 'web', why: string }} Choice
 */

/**
 * The desktop program where it can run; else the browser. Rejects when the desktop program was asked for and cannot.
 *
 * @param {'desktop' | 'web' | undefined} asked
 * @returns {Promise<Choice>}
 */
export async function chooseHost(asked) {
  if (asked === 'web') return { host: 'web', why: 'as asked' };
  const obstacle = asked === 'desktop' ? undefined : desktopObstacle(process.platform, process.env, process.getuid?.());
  if (obstacle !== undefined) return { host: 'web', why: obstacle };
  if (asked === undefined && existsSync(note))
    return { host: 'web', why: 'the desktop program did not come up here the last time; --desktop tries again' };
  const present = findElectron();
  if (present !== undefined) return { host: 'desktop', program: present, why: 'Electron is here' };
  const fetched = await fetchElectron({ insist: asked === 'desktop' });
  if ('program' in fetched) return { host: 'desktop', program: fetched.program, why: 'Electron was downloaded' };
  if (asked === 'desktop') throw new Error(`${fetched.problem}.\n${otherWays}`);
  return { host: 'web', why: fetched.problem };
}

const note = at('node_modules/.cache/perezvon/desktop-did-not-come-up');

/**
 * Keeps in mind how the desktop program came up, so that one which cannot is not tried at each start.
 *
 * @param {boolean} cameUp
 */
export function noteComingUp(cameUp) {
  try {
    if (cameUp) return rmSync(note, { force: true });
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, '');
  } catch {
    // Where nothing can be written it is tried each time.
  }
}

/** As a shell tells an end by SIGTRAP. */
const TRAPPED = 128 + 5;

/**
 * Why a desktop program that did not come up did not, where that can be told, and what mends it.
 *
 * @param {{ exitCode: number, platform: NodeJS.Platform, program: string }} start
 */
export function explainEnd({ exitCode, platform, program }) {
  const plain = `The desktop program did not come up (exit code ${exitCode}).`;
  if (platform !== 'linux' || exitCode !== TRAPPED) return plain;
  // Ubuntu keeps user namespaces from programs that it does not know since 23.10 (electron/electron#42510).
  const helper = join(dirname(program), 'chrome-sandbox');
  return `${plain} Its sandbox is not allowed to work here; these two commands let it, for this copy of Electron:
  sudo chown root:root '${helper}'
  sudo chmod 4755 '${helper}'
then start again with --desktop.`;
}

/**
 * Why the desktop program would not come up here, whether or not it is installed.
 *
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {number | undefined} userId
 */
export function desktopObstacle(platform, env, userId) {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display for the desktop program';
  // Chromium refuses to run as root without giving up its sandbox, which this program never does.
  return userId === 0 ? 'the desktop program does not run as root' : undefined;
}
