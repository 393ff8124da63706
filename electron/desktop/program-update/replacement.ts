import {
  AppImageUpdater,
  type AppUpdater,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  type UpdateFileInfo,
} from 'electron-updater';
import type { Release, UpdateProblem } from '../../../shared/contract/program-update.ts';
import { type Clock, type Logger, UpdateError } from '../../core/ports.ts';
import type { Fetch } from './bounded-fetch.ts';
import { createDownloadGuard, type DownloadGuard, type Executor } from './download-guard.ts';
import { describeRelease, type FeedAddress, type PublishedVersion } from './feed.ts';
import { fileEnding, type PackageKind } from './installation.ts';
import { signedFeed } from './signed-feed.ts';

/** The version that is to take the place of this one, by electron-updater. Rejects with UpdateError. */
export interface Replacement {
  /** What is newer, if anything is. */
  find(): Promise<Release | undefined>;
  /** Of what was found last. Shares from 0 to 1. */
  download(onProgress: (share: number) => void): Promise<void>;
  /** Starts the installer of what was downloaded and ends the process. Rejects when it did not. */
  handOver(): Promise<void>;
}

export interface ReplacementDeps {
  kind: PackageKind;
  feed: FeedAddress;
  fetch: Fetch;
  clock: Clock;
  logger: Logger;
  createUpdater?: ((kind: PackageKind) => AppUpdater) | undefined;
}

/** Longer than any server that is still there takes for its next byte. */
const longestSilence = 60_000;
/** Where the feed does not name the size. */
const usualBytes = 512 * 1024 * 1024;
/** What the system's installer may take until it ends this process: on macOS it copies and verifies first. */
const installerPatience = 120_000;

export function createReplacement(deps: ReplacementDeps): Replacement {
  const { kind, clock } = deps;
  const guard = createDownloadGuard(clock);
  const updater = prepareUpdater(deps, guard);
  let file: UpdateFileInfo | undefined;

  return {
    async find() {
      file = undefined;
      const answer = await updater.checkForUpdates().catch(failAs('garbled'));
      if (!answer?.isUpdateAvailable) return undefined;
      const { updateInfo } = answer;
      file = updateInfo.files.find(({ url }) => url.endsWith(fileEnding[kind]));
      // A version without a package of this kind is none for this copy.
      return file && describeRelease(updateInfo as PublishedVersion);
    },

    async download(onProgress) {
      if (file === undefined) throw new UpdateError('unknown');
      const limits = { bytes: 2 * (file.size ?? usualBytes) + 1024 * 1024, silence: longestSilence };
      const tell = ({ percent }: { percent: number }) => onProgress(percent / 100);
      updater.on('download-progress', tell);
      try {
        await guard.run(limits, (cancellation) => updater.downloadUpdate(cancellation)).catch(failAs('unreachable'));
      } finally {
        updater.off('download-progress', tell);
      }
    },

    handOver: () =>
      new Promise((_resolve, reject) => {
        updater.once('error', reject);
        clock.after(installerPatience, () => reject(new UpdateError('not-installed')));
        // Without questions, and with the new version started afterwards.
        updater.quitAndInstall(true, true);
      }),
  };
}

function prepareUpdater(deps: ReplacementDeps, guard: DownloadGuard): AppUpdater {
  const { kind, feed, fetch, logger, createUpdater = electronUpdaterFor } = deps;
  const updater = createUpdater(kind);
  // Nothing by itself: what begins, and when, is core's to say.
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableWebInstaller = true;
  updater.logger = {
    info: (detail) => logger.debug('updater', { detail }),
    warn: (detail) => logger.warn('updater', { detail }),
    error: (detail) => logger.warn('updater', { detail }),
  };
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: signedFeed({
      address: feed,
      fetch,
      fileEnding: fileEnding[kind],
      onExecutor: (executor) => guard.watch(executor as unknown as Executor),
    }),
  });
  // An old feed stays signed: whoever shows it again must not get an old version installed.
  updater.allowDowngrade = false;
  return updater;
}

/** Named one by one: electron-updater's own choice takes an AppImage for the deb whose mark it was packed with. */
function electronUpdaterFor(kind: PackageKind): AppUpdater {
  switch (kind) {
    case 'AppImage':
      return new AppImageUpdater();
    case 'deb':
      return new DebUpdater();
    case 'dmg':
      return new MacUpdater();
    case 'nsis':
      return new NsisUpdater();
  }
}

/** What electron-updater, Node and Chromium call what went wrong. `otherwise` is for what has no name of its own here. */
const problems: readonly [RegExp, UpdateProblem][] = [
  [/^ERR_CHECKSUM_MISMATCH$/, 'tampered'],
  [/^ERR_UPDATER_INVALID_SIGNATURE$/, 'not-signed'],
  [/^ERR_UPDATER_/, 'garbled'],
  [/^(ENOSPC|EDQUOT)$/, 'disk-full'],
  [/^E(ACCES|PERM|ROFS|MFILE|IO)$/, 'unknown'],
];

function failAs(otherwise: UpdateProblem): (error: unknown) => never {
  return (error) => {
    if (error instanceof UpdateError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const problem = problems.find(([pattern]) => pattern.test(code))?.[1] ?? otherwise;
    throw new UpdateError(problem, { cause: error });
  };
}
