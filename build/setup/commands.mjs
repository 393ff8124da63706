import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { at, root } from './project.mjs';

/**
 * What a command is run with: the project's own tools come first, `node` among them.
 *
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(extra = {}) {
  return { ...withSearchPath((folders) => [at('node_modules/.bin'), ...folders]), ...extra };
}

/**
 * This process's environment with another search path.
 *
 * @param {(folders: string[]) => string[]} change
 * @returns {NodeJS.ProcessEnv}
 */
export function withSearchPath(change) {
  // A copy of the environment tells `Path` from `PATH`, though Windows does not.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: change((process.env[name] ?? '').split(delimiter)).join(delimiter) };
}

/**
 * Runs a command and keeps its output to itself, for the one who asks when it failed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * `stall`: how long nothing may move, by what `progress` answers; then it is ended as one that takes longer than `limitMs`.
 *
 * @param {{ limitMs?: number, stall?: { ms: number, progress: () => number }, env?: NodeJS.ProcessEnv, shell?: boolean,
 *   cwd?: string, signal?: AbortSignal | undefined }} [options]
 * @returns {Promise<{ ok: boolean, timedOut: boolean, output: string }>}
 */
export function runQuietly(
  command,
  args,
  { limitMs, stall, env = toolEnvironment(), shell = false, cwd = root, signal } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let output = '';
    let timedOut = false;
    const end = () => {
      timedOut = true;
      child.kill('SIGKILL');
    };
    const timer = limitMs === undefined ? undefined : setTimeout(end, limitMs);
    const watch = stall && setInterval(createStallWatch({ ...stall, now: Date.now, onStalled: end }), stall.ms / 20);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ text) => {
        output += text;
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve({ ok: false, timedOut, output: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve({ ok: code === 0, timedOut, output: stripVTControlCharacters(output) });
    });
  });
}

/**
 * To be called again and again: calls `onStalled` once nothing has moved for so long.
 *
 * @param {{ ms: number, progress: () => number, now: () => number, onStalled: () => void }} watched
 */
export function createStallWatch({ ms, progress, now, onStalled }) {
  let last = progress();
  let since = now();
  return () => {
    const current = progress();
    if (current !== last) {
      last = current;
      since = now();
    } else if (now() - since >= ms) onStalled();
  };
}

const forwardedSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a command in this one's place: same input, output and signals. Answers its exit code as a shell would.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function runInPlace(command, args, env = toolEnvironment()) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    // Windows delivers Ctrl-C to every program of the console by itself, and knows no other signal than an end by force.
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      if (process.platform !== 'win32') child.kill(signal);
    };
    for (const signal of forwardedSignals) process.on(signal, forward);
    const stopWatching = onOrphaned(() => forward('SIGTERM'));
    const stopForwarding = () => {
      stopWatching();
      for (const signal of forwardedSignals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      stopForwarding();
      reject(error);
    });
    child.on('close', (code, signal) => {
      stopForwarding();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * Calls `run` once the shell that npm put around this script is gone: npm ends that shell with a signal, and the shell
 * passes none on, so that a program that was to end would go on without anyone knowing. The answer stops the watch.
 *
 * @param {() => void} run
 */
function onOrphaned(run) {
  const isOwnedByNpm = process.platform !== 'win32' && process.env.npm_lifecycle_event !== undefined;
  if (!isOwnedByNpm) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    run();
  }, 500);
  return () => clearInterval(timer);
}
