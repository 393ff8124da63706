import { UsageError } from './usage-error.mjs';

export const packageUsage = `Makes installers of Perezvon in dist/, for the system of this machine, and for its processor unless others are named

  npm run package                        all of them
  npm run package -- [options]

  --arch A  for these processors, in one run: x64, arm64 or x64,arm64
  --dir     only the folder that would be installed; needs no tools but Electron itself
  --release only what can be given to others: refused while homepage, author, app id or feed stand for something else
  --stub    put a stub in Electron's place: shows what is packed, and does not run
  --help    print this

What else stands there goes on to electron-builder (--linux deb, -c.compression=store, …). PEREZVON_ELECTRON_DIST names an
Electron that is here: its release as a zip, or the folder where that is unpacked.
`;

/** @type {Partial<Record<NodeJS.Platform, RegExp>>} */
const platformOptions = { linux: /^(--linux|l)$/, darwin: /^(--mac|--macos|m|o)$/, win32: /^(--win|--windows|w)$/ };
const processors = ['x64', 'arm64', 'ia32', 'armv7l', 'universal'];
/** Those that the keychain has binaries for, as has Electron. */
const packed = ['x64', 'arm64'];

/**
 * @typedef {object} PackageOptions
 * @property {boolean} help
 * @property {boolean} stub
 * @property {boolean} release
 * @property {boolean} isForThisMachine no other system or processor was asked for
 * @property {import('./keychain.mjs').Target[]} targets what is packed
 * @property {string[]} others for electron-builder
 */

/**
 * Reads the arguments behind the script's name. Throws UsageError.
 *
 * @param {readonly string[]} args
 * @param {{ platform: NodeJS.Platform, arch: string }} machine
 * @returns {PackageOptions}
 */
export function parsePackageOptions(args, { platform, arch }) {
  const own = ['--stub', '--release', '--help'];
  const others = nameProcessors(args).filter((arg) => !own.includes(arg));
  if (args.includes('--release') && args.includes('--stub'))
    throw new UsageError('A stub is no release: --release does not go with --stub.');
  // `-lw` is `-l -w`; what begins `-c` is a value of the configuration.
  const names = others.flatMap((arg) => (/^-[a-z]+$/.test(arg) ? [...arg.slice(1)] : [arg]));
  const systems = Object.entries(platformOptions).flatMap(([system, pattern]) =>
    names.some((name) => pattern.test(name)) ? [/** @type {import('./keychain.mjs').Platform} */ (system)] : [],
  );
  const named = processors.filter((processor) => names.includes(`--${processor}`));
  const targets = (
    systems.length > 0 ? systems : [/** @type {import('./keychain.mjs').Platform} */ (platform)]
  ).flatMap((system) =>
    (named.length > 0 ? named : [arch]).map((processor) => ({ platform: system, arch: processor })),
  );
  return {
    help: args.includes('--help'),
    stub: args.includes('--stub'),
    release: args.includes('--release'),
    isForThisMachine: targets.every((target) => target.platform === platform && target.arch === arch),
    targets,
    others,
  };
}

/**
 * `--arch x64,arm64` in the packager's own words. One run makes both: `latest.yml` and `latest-mac.yml` have no processor in
 * their names, and a second run would write over what the first one listed.
 *
 * @param {readonly string[]} args
 * @returns {string[]}
 */
function nameProcessors(args) {
  const at = args.findIndex((arg) => /^--arch(=|$)/.test(arg));
  if (at < 0) return [...args];
  const isApart = args[at] === '--arch';
  const list = (isApart ? args[at + 1] : args[at]?.slice('--arch='.length)) ?? '';
  const named = list.split(',');
  const unknown = named.filter((one) => !packed.includes(one));
  if (unknown.length > 0)
    throw new UsageError(`--arch takes ${packed.join(' or ')}, or both with a comma, not "${list}".`);
  return [...args.slice(0, at), ...named.map((one) => `--${one}`), ...args.slice(at + (isApart ? 2 : 1))];
}
