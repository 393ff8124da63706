import type { AppUpdater, UpdateInfo } from 'electron-updater';
import type { UpdateProblem } from '../../../shared/contract/program-update.ts';
import { type Clock, type Logger, type ProgramUpdater, UpdateError } from '../../core/ports.ts';
import type { Fetch } from './bounded-fetch.ts';
import { createDownloadGuard, type DownloadGuard, type Executor } from './download-guard.ts';
import { describeRelease } from './feed.ts';
import { examineInstallation, fileEnding, type Installation, type PackageKind } from './installation.ts';
import { signedFeed } from './signed-feed.ts';

export interface ProgramUpdaterDeps {
  installation: Installation;
  /** electron-updater for a package. */
  createUpdater: (kind: PackageKind) => AppUpdater;
  fetch: Fetch;
  clock: Clock;
  logger: Logger;
  /** Ends the program in order, and `last` with it. Goes back to the old program if that rejects. */
  quitInto: (last: () => Promise<void>) => void;
}

/** Longer than any server that is still there takes for its next byte. */
const longestSilence = 60_000;
/** Where the feed does not name the size. */
const usualBytes = 512 * 1024 * 1024;
/** What the system's installer may take until it ends this program: on macOS it copies and verifies first. */
const installerPatience = 120_000;

/** Replaces the program by electron-updater, from a feed that its builder signed. */
export function createProgramUpdater(deps: ProgramUpdaterDeps): ProgramUpdater {
  const { clock, logger } = deps;
  const guard = createDownloadGuard(clock);
  let examined: ReturnType<typeof examineInstallation> | undefined;
  let updater: AppUpdater | undefined;
  let found: { info: UpdateInfo; ending: string } | undefined;

  const examine = () => {
    examined ??= examineInstallation(deps.installation);
    return examined;
  };

  async function openUpdater(): Promise<{ updater: AppUpdater; kind: PackageKind }> {
    const result = await examine();
    if ('obstacle' in result) throw new UpdateError('unknown');
    updater ??= prepareUpdater(deps, result, guard);
    return { updater, kind: result.kind };
  }

  return {
    async obstacle() {
      const result = await examine();
      return 'obstacle' in result ? result.obstacle : undefined;
    },

    async check() {
      const { updater, kind } = await openUpdater();
      found = undefined;
      const answer = await updater.checkForUpdates().catch(failAs('garbled'));
      if (!answer?.isUpdateAvailable) return undefined;
      found = { info: answer.updateInfo, ending: fileEnding[kind] };
      return describeRelease(answer.updateInfo as Parameters<typeof describeRelease>[0]);
    },

    async download(onProgress) {
      const { updater } = await openUpdater();
      if (found === undefined) throw new UpdateError('unknown');
      const { info, ending } = found;
      const size = info.files.find(({ url }) => url.endsWith(ending))?.size ?? usualBytes;
      const tell = ({ percent }: { percent: number }) => onProgress(percent / 100);
      updater.on('download-progress', tell);
      try {
        await guard
          .run({ bytes: 2 * size + 1024 * 1024, silence: longestSilence }, (cancellation) =>
            updater.downloadUpdate(cancellation),
          )
          .catch(failAs('unreachable'));
      } finally {
        updater.off('download-progress', tell);
      }
    },

    async install() {
      const { updater } = await openUpdater();
      // Since the start the program may have been moved, or its folder closed to it.
      const again = await examineInstallation(deps.installation);
      if ('obstacle' in again) throw new UpdateError('not-installed');
      logger.info('update-installing');
      deps.quitInto(() => handOver(updater, clock));
      // The program ends meanwhile.
      await new Promise(() => {});
    },
  };
}

function prepareUpdater(
  { createUpdater, fetch, logger }: ProgramUpdaterDeps,
  { kind, feed }: Extract<Awaited<ReturnType<typeof examineInstallation>>, { kind: PackageKind }>,
  guard: DownloadGuard,
): AppUpdater {
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
  // Setting a channel allows going back, and so might a later version of electron-updater: an old feed stays signed.
  updater.allowDowngrade = false;
  return updater;
}

/** Starts the installer and ends the program by it. Rejects when it did not start, or did not end the program. */
async function handOver(updater: AppUpdater, clock: Clock): Promise<void> {
  await new Promise<void>((_resolve, reject) => {
    updater.once('error', reject);
    clock.after(installerPatience, () => reject(new UpdateError('not-installed')));
    // Without questions, and with the new version started afterwards.
    updater.quitAndInstall(true, true);
  });
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
