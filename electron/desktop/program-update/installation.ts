import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { UpdateObstacle } from '../../../shared/contract/program-update.ts';
import { type FeedAddress, readFeedAddress } from './feed.ts';

/** How this copy came to be where it is. */
export interface Installation {
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  /** Whether it was packed, and does not run from the sources. */
  isPackaged: boolean;
  /** The running executable. Absolute. */
  program: string;
  /** The folder of `app.asar`, with what the packager wrote beside it. */
  resources: string;
}

/** The packages that can be replaced: those for which the packager writes a feed. */
export type PackageKind = 'AppImage' | 'deb' | 'dmg' | 'nsis';

/** What of a feed is for a package, by the end of its name. macOS replaces itself by the zip and not by the disk image. */
export const fileEnding: Record<PackageKind, string> = {
  AppImage: '.AppImage',
  deb: '.deb',
  dmg: '.zip',
  nsis: '.exe',
};

export type Replaceable = { kind: PackageKind; feed: FeedAddress } | { obstacle: UpdateObstacle };

/** Whether this copy can be replaced by a newer one, and how. Asks the file system and, on macOS, `codesign`. */
export async function examineInstallation(installation: Installation): Promise<Replaceable> {
  if (!installation.isPackaged) return { obstacle: 'from-source' };
  const text = await readFile(join(installation.resources, 'update-feed.json'), 'utf8').catch(() => undefined);
  const feed = text === undefined ? undefined : readFeedAddress(text);
  if (feed === undefined) return { obstacle: 'no-feed' };
  const kind = await packageKind(installation);
  if (kind === undefined) return { obstacle: 'other-package' };
  const obstacle = await obstacles[kind](installation);
  return obstacle === undefined ? { kind, feed } : { obstacle };
}

async function packageKind({
  platform,
  environment,
  program,
  resources,
}: Installation): Promise<PackageKind | undefined> {
  if (platform === 'darwin') return bundleOf(program) === undefined ? undefined : 'dmg';
  // A folder that was copied or unpacked by hand has nothing to remove it with.
  if (platform === 'win32')
    return (await isThere(join(dirname(program), 'Uninstall Perezvon.exe'))) ? 'nsis' : undefined;
  // Before `package-type`: the packager writes that into the folder from which it makes the AppImage as well.
  if (environment.APPIMAGE) return 'AppImage';
  const type = await readFile(join(resources, 'package-type'), 'utf8').catch(() => '');
  return platform === 'linux' && type.trim() === 'deb' ? 'deb' : undefined;
}

const obstacles: Record<PackageKind, (installation: Installation) => Promise<UpdateObstacle | undefined>> = {
  async AppImage({ environment }) {
    const image = environment.APPIMAGE ?? '';
    // The old image is removed before the new one is moved there: a folder that forbids it would leave neither.
    const replaceable = isAbsolute(image) && (await mayWrite(image)) && (await mayWrite(dirname(image)));
    return replaceable ? undefined : 'read-only';
  },

  async deb({ environment }) {
    const folders = (environment.PATH ?? '').split(delimiter).filter(isAbsolute);
    const found = async (name: string) =>
      (await Promise.all(folders.map((folder) => mayRun(join(folder, name))))).includes(true);
    // Without a terminal `sudo` cannot ask for a password.
    return (await found('pkexec')) && (await found('dpkg')) ? undefined : 'no-installer';
  },

  async dmg({ program }) {
    const bundle = bundleOf(program) ?? '';
    // Run from the disk image or right from the downloads, where macOS shows a read-only copy of it instead.
    const locked = await access(dirname(bundle), constants.W_OK).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'EROFS',
    );
    if (locked || bundle.includes('/AppTranslocation/')) return 'read-only';
    return (await hasTeam(bundle)) ? undefined : 'unsigned';
  },

  nsis: async () => undefined,
};

/** `/Applications/Perezvon.app` of the executable within. */
function bundleOf(program: string): string | undefined {
  return /^(\/.+?\.app)\/Contents\/MacOS\//.exec(program)?.[1];
}

/** Whether a bundle is signed by a registered developer: one signed ad hoc, or by nobody, has no team. */
function hasTeam(bundle: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('/usr/bin/codesign', ['--display', '--verbose=2', bundle], { timeout: 10_000 }, (error, _out, told) => {
      resolve(error === null && /^TeamIdentifier=(?!not set)\S/m.test(told));
    });
  });
}

const isAccessible = (mode: number) => (path: string) =>
  access(path, mode).then(
    () => true,
    () => false,
  );
const isThere = isAccessible(constants.F_OK);
const mayWrite = isAccessible(constants.W_OK);
const mayRun = isAccessible(constants.X_OK);
