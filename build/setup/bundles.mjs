import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runQuietly } from './commands.mjs';
import { requireWritable } from './installation.mjs';
import { packageProgram } from './package-program.mjs';
import { at, projectNode, root, say } from './project.mjs';
import { inTurn } from './turns.mjs';

/** What the bundles are made of. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'build/electron-vite.config.ts',
  'build/first-load.ts',
  'build/web-host.vite.config.ts',
  'build/earlier-builds.ts',
  'build/thread-entries.ts',
  'build/licences',
  'package.json',
  'package-lock.json',
];
/** What a build leaves: without any of these it is to be repeated. */
const products = [
  'out/desktop/main/main.js',
  'out/desktop/preload/preload.cjs',
  'out/renderer/index.html',
  'out/web/main.js',
];
const builders = [
  ['electron-vite', 'build', '--config', 'build/electron-vite.config.ts'],
  ['vite', 'build', '--config', 'build/web-host.vite.config.ts'],
];
const stamp = at('out/made-of');

/** Builds the bundles when they are missing or older than their sources. Rejects when that fails. */
export async function ensureBundles() {
  const fingerprint = fingerprintOf(root, sources);
  if (!isBuiltOf(fingerprint)) await inTurn(() => buildOf(fingerprint));
}

/** @param {string} fingerprint */
function isBuiltOf(fingerprint) {
  return isBuilt() && readStamp() === fingerprint;
}

const isBuilt = () => products.every((product) => existsSync(at(product)));

/** @param {string} fingerprint */
async function buildOf(fingerprint) {
  // Another start may have done it meanwhile.
  if (isBuiltOf(fingerprint)) return;
  requireWritable();
  say(isBuilt() ? 'Building what has changed …' : 'Building Perezvon; about half a minute, once …');
  // A build that is interrupted must not look like a finished one.
  rmSync(stamp, { force: true });
  const built = await Promise.all(
    builders.map(([command = '', ...args]) => runQuietly(projectNode, [packageProgram(command), ...args])),
  );
  const failed = built.find(({ ok }) => !ok);
  if (failed !== undefined) throw new Error(`The build failed:\n${failed.output.trim().slice(-4000)}`);
  mkdirSync(at('out'), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/**
 * Names and contents of files and of all files below folders, tests aside, as one hash.
 *
 * @param {string} base
 * @param {readonly string[]} paths
 */
export function fingerprintOf(base, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => listFiles(join(base, path))).sort()) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const contents = createHash('sha256').update(readFileSync(file)).digest('hex');
    hash.update(`${relative(base, file)}\n${contents}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => listFiles(join(path, name)));
}

function readStamp() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}
