import { UsageError } from './usage-error.mjs';

export const packageUsage = `Makes installers of Perezvon in dist/, for the system and processor of this machine

  npm run package                        all of them
  npm run package -- [options]

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

/**
 * @typedef {object} PackageOptions
 * @property {boolean} help
 * @property {boolean} stub
 * @property {boolean} release
 * @property {boolean} isForThisMachine no other system or processor was asked for
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
  const others = args.filter((arg) => !own.includes(arg));
  if (args.includes('--release') && args.includes('--stub'))
    throw new UsageError('A stub is no release: --release does not go with --stub.');
  // `-lw` is `-l -w`; what begins `-c` is a value of the configuration.
  const names = others.flatMap((arg) => (/^-[a-z]+$/.test(arg) ? [...arg.slice(1)] : [arg]));
  const isForeign = (/** @type {string} */ name) =>
    Object.entries(platformOptions).some(([system, pattern]) => system !== platform && pattern.test(name)) ||
    processors.some((processor) => processor !== arch && name === `--${processor}`);
  return {
    help: args.includes('--help'),
    stub: args.includes('--stub'),
    release: args.includes('--release'),
    isForThisMachine: !names.some(isForeign),
    others,
  };
}
