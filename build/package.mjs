// `npm run package`: installs and builds what is missing, then makes installers. Runs under whatever Node is there.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBundles } from './setup/bundles.mjs';
import { runInPlace } from './setup/commands.mjs';
import { downloadedElectron, electronVersion, fetchElectron } from './setup/electron.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { ensureKeychainBinaries } from './setup/keychain.mjs';
import { packageUsage, parsePackageOptions } from './setup/package-options.mjs';
import { packageProgram } from './setup/package-program.mjs';
import { at, projectNode, say } from './setup/project.mjs';
import { UsageError } from './setup/usage-error.mjs';

/** @returns {Promise<number>} the exit code */
async function makePackages() {
  const options = parsePackageOptions(process.argv.slice(2), process);
  if (options.help) {
    process.stdout.write(packageUsage);
    return 0;
  }
  const given = givenElectron(options);
  await ensureInstalled();
  if (options.release) {
    const refusal = await runInPlace(projectNode, [at('build/identity.ts')]);
    if (refusal !== 0) return refusal;
  }
  await ensureKeychainBinaries(options.targets);
  await ensureBundles();
  const scratch = mkdtempSync(join(tmpdir(), 'perezvon-package-'));
  try {
    const electron =
      given ?? (options.stub ? await writeStub(join(scratch, 'electron')) : await obtainElectron(options));
    const exitCode = await runInPlace(projectNode, [
      ...[packageProgram('electron-builder'), '--config', 'build/electron-builder.config.ts', '--publish', 'never'],
      ...(electron === undefined ? [] : [`-c.electronDist=${electron}`]),
      ...(options.stub ? stubNeedsNoSignature : []),
      ...options.others,
    ]);
    if (exitCode !== 0) say(afterFailure);
    else if (options.stub) say('A stub stands in Electron’s place: what lies in dist/ now does not run.');
    return exitCode;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const stubNeedsNoSignature = [
  ...['-c.electronFuses.resetAdHocDarwinSignature=false', '-c.mac.identity=null', '-c.win.signAndEditExecutable=false'],
];

const afterFailure = `The packager did not come to its end; why stands above. For AppImage, deb, nsis and dmg it downloads tools from
github.com (ELECTRON_BUILDER_BINARIES_MIRROR names another server); npm run package -- --dir needs none of them.`;

/**
 * As seen from where the person is. Where more than one target is packed, it has to be one Electron for each: the packager
 * would put the same one into all of them.
 *
 * @param {import('./setup/package-options.mjs').PackageOptions} options
 */
function givenElectron({ targets }) {
  const { PEREZVON_ELECTRON_DIST: given, INIT_CWD: here = process.cwd() } = process.env;
  if (given === undefined || given === '') return undefined;
  const path = resolve(here, given);
  if (!existsSync(path)) throw new UsageError(`PEREZVON_ELECTRON_DIST names ${path}, and there is nothing.`);
  const releases = targets.map(({ platform, arch }) => `electron-v${wantedElectron()}-${platform}-${arch}.zip`);
  const missing = targets.length > 1 ? releases.filter((name) => !existsSync(join(path, name))) : [];
  if (missing.length > 0)
    throw new UsageError(
      `PEREZVON_ELECTRON_DIST has to name a folder with an Electron for each: ${missing.join(', ')}.`,
    );
  return path;
}

/** Of the sources: nothing may be installed yet. */
const wantedElectron = () => JSON.parse(readFileSync(at('package.json'), 'utf8')).devDependencies.electron;

/**
 * Undefined leaves it to the packager: an Electron for another machine is none that opens here.
 *
 * @param {{ isForThisMachine: boolean }} options
 */
async function obtainElectron({ isForThisMachine }) {
  if (!isForThisMachine) return undefined;
  const present = downloadedElectron();
  if (present !== undefined) return present.folder;
  const fetched = await fetchElectron({ insist: true });
  if ('program' in fetched) return downloadedElectron()?.folder;
  throw new Error(`${fetched.problem}.
A package is made around Electron ${electronVersion()}. Let this machine reach github.com, or name in ELECTRON_MIRROR a server that
has its releases. Or bring electron-v${electronVersion()}-${process.platform}-${process.arch}.zip here by another way and name it:
PEREZVON_ELECTRON_DIST=<the zip, or the folder where it is unpacked> npm run package
What would be packed can be seen without it: npm run package -- --stub --dir`);
}

/** @param {string} folder */
async function writeStub(folder) {
  const exitCode = await runInPlace(projectNode, [at('test/packaging/stub-electron-program.ts'), folder]);
  if (exitCode !== 0) throw new Error('The stub of Electron could not be written.');
  return folder;
}

try {
  process.exitCode = await makePackages();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
