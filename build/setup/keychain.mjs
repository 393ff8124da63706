import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './commands.mjs';
import { explainFailure, npm } from './installation.mjs';
import { at, say } from './project.mjs';

/**
 * @typedef {'linux' | 'win32' | 'darwin'} Platform
 * @typedef {{ platform: Platform, arch: string }} Target
 * @typedef {Record<string, { version?: string, integrity?: string }>} Locked by path, as in the lock file
 */

/**
 * The package of the keychain's native binary for one target. The packager's own macro `${arch}` may stand for `arch`.
 *
 * @param {Platform} platform
 * @param {string} arch
 */
export function keychainBinary(platform, arch) {
  const suffix = { linux: '-gnu', win32: '-msvc', darwin: '' }[platform];
  return `keyring-${platform}-${arch}${suffix}`;
}

/**
 * Brings the keychain's binaries of other machines beside that of this one: npm installs no other. Each in the version of the
 * lock file, and only what that one's hash is of, whatever the registry has. Rejects with words.
 *
 * @param {readonly Target[]} targets
 * @param {{ modules?: string, locked?: Locked }} [project] `modules`: the folder of the installed packages
 */
export async function ensureKeychainBinaries(targets, { modules = at('node_modules'), locked = readLocked() } = {}) {
  for (const { platform, arch } of targets) {
    const name = `@napi-rs/${keychainBinary(platform, arch)}`;
    const wanted = locked[`node_modules/${name}`];
    if (wanted?.version === undefined || wanted.integrity === undefined)
      throw new Error(`The lock file has no ${name}: the keychain has no binary for ${platform} on ${arch}.`);
    if (installedVersion(join(modules, name)) !== wanted.version)
      await fetchPackage({ name, version: wanted.version, integrity: wanted.integrity, modules });
  }
}

/** @param {{ name: string, version: string, integrity: string, modules: string }} wanted */
async function fetchPackage({ name, version, integrity, modules }) {
  say(`Fetching ${name}@${version}: the keychain's binary for another machine …`);
  mkdirSync(join(modules, '.cache'), { recursive: true });
  // Beside the place where it is to lie, so that it can be moved there whole.
  const scratch = mkdtempSync(join(modules, '.cache/keychain-'));
  try {
    const [command, args, shell] = npm();
    const asked = [
      'pack',
      `${name}@${version}`,
      '--ignore-scripts',
      '--loglevel=error',
      `--pack-destination=${scratch}`,
    ];
    const { ok, output } = await runQuietly(command, [...args, ...asked], { shell });
    const [archive] = readdirSync(scratch);
    if (!ok || archive === undefined) throw new Error(`${name}@${version}: ${explainFailure(output, 'npm pack')}`);
    requireIntegrity(readFileSync(join(scratch, archive)), integrity, `${name}@${version}`);
    // Named from where it lies: the `tar` of some shells on Windows takes `C:` for another machine.
    const unpacked = await runQuietly('tar', ['-xzf', archive], { cwd: scratch });
    if (!unpacked.ok) throw new Error(`${name}@${version} could not be unpacked by tar: ${unpacked.output.trim()}`);
    rmSync(join(modules, name), { recursive: true, force: true });
    mkdirSync(join(modules, '@napi-rs'), { recursive: true });
    renameSync(join(scratch, 'package'), join(modules, name));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {Buffer} bytes
 * @param {string} integrity as in a lock file: `sha512-` and base64
 * @param {string} what
 */
function requireIntegrity(bytes, integrity, what) {
  const [algorithm = '', wanted] = integrity.split(/-(.*)/s);
  if (algorithm === 'sha512' && createHash('sha512').update(bytes).digest('base64') === wanted) return;
  throw new Error(`${what}: what the registry sent is not what the lock file names. It was thrown away.`);
}

/** @param {string} folder */
function installedVersion(folder) {
  if (!existsSync(folder) || !readdirSync(folder).some((file) => file.endsWith('.node'))) return undefined;
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

/** @returns {Locked} */
function readLocked() {
  return JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
}
