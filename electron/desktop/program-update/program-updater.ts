import { type ProgramUpdater, UpdateError } from '../../core/ports.ts';
import { examineInstallation, type Installation } from './installation.ts';
import type { Replacement, ReplacementDeps } from './replacement.ts';

export interface ProgramUpdaterDeps extends Omit<ReplacementDeps, 'kind' | 'feed'> {
  installation: Installation;
  /** Ends the program in order, and `last` with it. The old program starts again if that rejects. */
  quitInto: (last: () => Promise<void>) => void;
}

/** Replaces the program where that can be; electron-updater is loaded when it is first needed. */
export function createProgramUpdater({ installation, quitInto, ...deps }: ProgramUpdaterDeps): ProgramUpdater {
  let examined: ReturnType<typeof examineInstallation> | undefined;
  let opened: Promise<Replacement> | undefined;

  const examine = () => {
    examined ??= examineInstallation(installation);
    return examined;
  };
  async function open(): Promise<Replacement> {
    const copy = await examine();
    if ('obstacle' in copy) throw new UpdateError('unknown');
    const { createReplacement } = await import('./replacement.ts');
    return createReplacement({ ...deps, ...copy });
  }
  const replacement = () => {
    opened ??= open();
    return opened;
  };

  return {
    async obstacle() {
      const copy = await examine();
      return 'obstacle' in copy ? copy.obstacle : undefined;
    },
    check: async () => (await replacement()).find(),
    download: async (onProgress) => (await replacement()).download(onProgress),
    async install() {
      const { handOver } = await replacement();
      // Since the start the program may have been moved, or its folder closed to it.
      if ('obstacle' in (await examineInstallation(installation))) throw new UpdateError('not-installed');
      deps.logger.info('update-installing');
      quitInto(handOver);
      // The program ends meanwhile.
      await new Promise(() => {});
    },
  };
}
