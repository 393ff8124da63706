import { fetchElectron, findElectron } from './electron.mjs';

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
  const present = findElectron();
  if (present !== undefined) return { host: 'desktop', program: present, why: 'Electron is here' };
  const fetched = await fetchElectron({ insist: asked === 'desktop' });
  if ('program' in fetched) return { host: 'desktop', program: fetched.program, why: 'Electron was downloaded' };
  if (asked === 'desktop') throw new Error(`${fetched.problem}.\n${otherWays}`);
  return { host: 'web', why: fetched.problem };
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
