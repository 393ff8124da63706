import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runQuietly } from './commands.mjs';
import { at, projectNode, say } from './project.mjs';

/** How long the download may take. Milliseconds. */
const FETCH_LIMIT_MS = 60_000;
/** How long a download that failed is not tried again, unless the desktop program was asked for by name. Milliseconds. */
const PATIENCE_MS = 24 * 3_600_000;
const failureNote = at('node_modules/.cache/perezvon/electron-not-fetched');

/**
 * Electron's program, when it is here: the npm package brings only the script that downloads it.
 *
 * @returns {string | undefined}
 */
export function findElectron() {
  const { ELECTRON_EXEC_PATH: given } = process.env;
  if (given !== undefined && given !== '') return existsSync(given) ? given : undefined;
  const folder = at('node_modules/electron');
  try {
    const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    if (readFileSync(`${folder}/dist/version`, 'utf8').trim().replace(/^v/, '') !== version) return undefined;
    const program = `${folder}/dist/${readFileSync(`${folder}/path.txt`, 'utf8').trim()}`;
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Downloads Electron's program, within a minute.
 *
 * @param {{ insist: boolean }} options whether to try though it failed lately
 * @returns {Promise<{ program: string } | { problem: string }>}
 */
export async function fetchElectron({ insist }) {
  if (!insist && failedLately()) return { problem: 'Electron could not be downloaded lately (--desktop tries again)' };
  say(`Downloading Electron; ${FETCH_LIMIT_MS / 1000} seconds at most, once …`);
  const installer = at('node_modules/electron/install.js');
  const { ok, timedOut, output } = await runQuietly(projectNode, [installer], { limitMs: FETCH_LIMIT_MS });
  const program = ok ? findElectron() : undefined;
  if (program !== undefined) return { program };
  mkdirSync(dirname(failureNote), { recursive: true });
  writeFileSync(failureNote, '');
  const reason = timedOut ? 'it took too long' : (output.trim().split('\n')[0] ?? '').slice(0, 200);
  return { problem: `Electron could not be downloaded: ${reason}` };
}

function failedLately() {
  const failedAt = statSync(failureNote, { throwIfNoEntry: false })?.mtimeMs;
  return failedAt !== undefined && Date.now() - failedAt < PATIENCE_MS;
}
