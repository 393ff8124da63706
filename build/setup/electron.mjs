import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runQuietly, toolEnvironment } from './commands.mjs';
import { at, projectNode, say } from './project.mjs';

/** How long nothing may arrive of the download: where the desktop program was asked for by name, a slow network is waited for. */
const STALL_MS = { usual: 60_000, insisted: 300_000 };
/** How long a download that failed is not tried again, unless the desktop program was asked for by name. Milliseconds. */
const PATIENCE_MS = 24 * 3_600_000;
const failureNote = at('node_modules/.cache/perezvon/electron-not-fetched');
const folder = at('node_modules/electron');

/**
 * Electron's program, when it is here: the npm package brings only the script that downloads it.
 *
 * @returns {string | undefined}
 */
export function findElectron() {
  const { ELECTRON_EXEC_PATH: given } = process.env;
  if (given === undefined || given === '') return downloadedElectron()?.program;
  if (!existsSync(given)) throw new Error(`ELECTRON_EXEC_PATH names ${given}, and there is nothing.`);
  return given;
}

/**
 * What Electron's own script downloaded and unpacked.
 *
 * @returns {{ folder: string, program: string } | undefined}
 */
export function downloadedElectron() {
  try {
    if (readFileSync(`${folder}/dist/version`, 'utf8').trim().replace(/^v/, '') !== electronVersion()) return undefined;
    const program = `${folder}/dist/${readFileSync(`${folder}/path.txt`, 'utf8').trim()}`;
    return existsSync(program) ? { folder: `${folder}/dist`, program } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {string} */
export function electronVersion() {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
}

/**
 * Downloads Electron's program, for as long as it arrives, and says why that failed.
 *
 * @param {{ insist: boolean }} options whether to try though it failed lately, and with more patience
 * @returns {Promise<{ program: string } | { problem: string }>}
 */
export async function fetchElectron({ insist }) {
  if (!insist && failedLately()) return { problem: 'Electron could not be downloaded lately (--desktop tries again)' };
  say('Downloading Electron, about 120 MB, once …');
  const scratch = mkdtempSync(join(tmpdir(), 'perezvon-electron-'));
  const { ok, timedOut, output } = await runQuietly(projectNode, [`${folder}/install.js`], {
    stall: {
      ms: insist ? STALL_MS.insisted : STALL_MS.usual,
      progress: () => sizeOf(scratch) + sizeOf(`${folder}/dist`),
    },
    env: toolEnvironment(downloadEnvironment(scratch)),
  });
  rmSync(scratch, { recursive: true, force: true });
  const program = ok ? downloadedElectron()?.program : undefined;
  if (program !== undefined) {
    rmSync(failureNote, { force: true });
    return { program };
  }
  noteFailure();
  return { problem: `Electron could not be downloaded: ${timedOut ? 'nothing arrived any more' : reasonOf(output)}` };
}

/**
 * By the ways of this network: its proxy and its own certificate authority, both of which Node passes over unless it is told.
 * What a person has set goes before. Its files lie in a folder of their own, where they can be seen to grow.
 *
 * @param {string} scratch
 * @returns {NodeJS.ProcessEnv}
 */
export function downloadEnvironment(scratch, env = process.env) {
  const wished = { ELECTRON_GET_USE_PROXY: '1', NODE_USE_ENV_PROXY: '1', NODE_USE_SYSTEM_CA: '1' };
  const set = Object.entries(wished).filter(([name]) => env[name] === undefined);
  return { ...Object.fromEntries(set), TMPDIR: scratch, TEMP: scratch, TMP: scratch };
}

/**
 * @param {string} place
 * @returns {number} bytes
 */
function sizeOf(place) {
  try {
    const about = statSync(place);
    return about.isDirectory()
      ? readdirSync(place).reduce((sum, name) => sum + sizeOf(join(place, name)), 0)
      : about.size;
  } catch {
    // Gone meanwhile, or not there yet.
    return 0;
  }
}

/**
 * What went wrong, of what Electron's script printed: a stack that does not say whom it tried to reach.
 *
 * @param {string} output
 */
export function reasonOf(output, env = process.env) {
  const line = (output.trim().split('\n')[0] ?? '').replace(/^\w*Error: /, '').slice(0, 200);
  const from = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || 'github.com';
  if (/fetch failed|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/.test(line))
    return `${from} cannot be reached (${line}); ELECTRON_MIRROR names another server`;
  return line === '' ? 'its script gave no reason' : line;
}

function noteFailure() {
  try {
    mkdirSync(dirname(failureNote), { recursive: true });
    writeFileSync(failureNote, '');
  } catch {
    // Where nothing can be written it is tried each time.
  }
}

function failedLately() {
  const failedAt = statSync(failureNote, { throwIfNoEntry: false })?.mtimeMs;
  return failedAt !== undefined && Date.now() - failedAt < PATIENCE_MS;
}
