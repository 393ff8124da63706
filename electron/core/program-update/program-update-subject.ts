import type { Base } from '../base.ts';
import type { Subject } from '../subject.ts';
import { createProgramUpdates } from './program-update.ts';

/** A newer version of this program. `isBusy`: a call is on the screen or being ordered. */
export function createProgramUpdateSubject(base: Base, isBusy: () => boolean) {
  const { os, clock, logger, settings, topics, updates } = base;
  const programUpdates = createProgramUpdates({
    updater: base.ports.programUpdater,
    clock,
    logger,
    isBusy,
    choice: () => settings.get().programUpdates,
    onChange: (programUpdate) => updates.publish({ kind: 'program-update', programUpdate }),
  });
  topics.live.on(programUpdates.review);
  topics.callbacks.on(programUpdates.review);
  settings.onChange(programUpdates.review);

  return {
    programUpdates,
    procedures: {
      updates: {
        check: os.host.updates.check.handler(() => programUpdates.check()),
        download: os.host.updates.download.handler(() => programUpdates.download()),
        restart: os.host.updates.restart.handler(() => programUpdates.restart()),
      },
    },
    snapshot: () => ({ programUpdate: programUpdates.state() }),
    close: programUpdates.close,
  } satisfies Subject & Record<string, unknown>;
}
