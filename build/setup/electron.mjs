import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runQuietly } from './commands.mjs';
import { at, projectNode, say } from './project.mjs';

/** How long the download may take when the program is only to be opened. Milliseconds. */
const FETCH_LIMIT_MS = 60_000;
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
 * Downloads Electron's program, and says why that failed.
 *
 * @param {{ insist: boolean, limitMs?: number }} options whether to try though it failed lately, and how long
 * @returns {Promise<{ program: string } | { problem: string }>}
 */
export async function fetchElectron({ insist, limitMs = FETCH_LIMIT_MS }) {
  if (!insist && failedLately()) return { problem: 'Electron could not be downloaded lately (--desktop tries again)' };
  say(`Downloading Electron, about 120 MB; ${limitMs / 60_000} min at most, once …`);
  const { ok, timedOut, output } = await runQuietly(projectNode, [`${folder}/install.js`], { limitMs });
  const program = ok ? downloadedElectron()?.program : undefined;
  if (program !== undefined) {
    rmSync(failureNote, { force: true });
    return { program };
  }
  noteFailure();
  return { problem: `Electron could not be downloaded: ${timedOut ? 'it took too long' : reasonOf(output)}` };
}

/**
 * What went wrong, of what Electron's script printed: a stack that does not say whom it tried to reach.
 *
 * @param {string} output
 */
export function reasonOf(output, env = process.env) {
  const line = (output.trim().split('\n')[0] ?? '').replace(/^\w*Error: /, '').slice(0, 200);
  const from = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || 'github.com';
  if (/fetch failed|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/.test(line)) return `${from} cannot be reached (${line})`;
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
