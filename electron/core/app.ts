import type { Router } from '@orpc/server';
import type { contract } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { openBase } from './base.ts';
import { type CloseStack, createCloseStack } from './close-stack.ts';
import type { Core } from './core.ts';
import { isFullDisk } from './full-disk.ts';
import { startHeartbeat } from './live/heartbeat.ts';
import { type LiveLimits, usualLiveLimits } from './live/live-calls.ts';
import type { CorePorts } from './ports.ts';
import { joinParts } from './subject.ts';
import { createSubjects } from './subjects.ts';

/**
 * The whole core for a host. Opens the database (rejects with DatabaseTooNewError) and starts nothing: that is `start()`.
 * `close()` ends everything in reverse order, as this does where it rejects.
 */
export async function createCore(ports: CorePorts, limits: LiveLimits = usualLiveLimits): Promise<Core> {
  const opened = createCloseStack(ports.logger);
  try {
    return openCore(ports, limits, opened);
  } catch (error) {
    // Why it cannot be put together is told, not what did not close after that.
    await opened.close().catch(() => {});
    throw error;
  }
}

function openCore(ports: CorePorts, limits: LiveLimits, opened: CloseStack): Core {
  const base = openBase(ports, snapshot, opened);
  const { os, clock, logger, vault, topics, updates } = base;
  const subjects = createSubjects(base, limits, opened);
  const { all, demo, calls, account, setting, people, live, callback, recording } = subjects;
  const { lines, accountTools, programUpdate, data, diagnostics, host } = subjects;

  /** All that a page is told first. */
  function snapshot(): Update {
    const parts = joinParts([
      calls.snapshot(),
      account.snapshot(),
      setting.snapshot(),
      live.snapshot(),
      callback.snapshot(),
      recording.snapshot(),
      programUpdate.snapshot(),
      host.snapshot(),
    ]);
    return { kind: 'snapshot', now: clock.now(), ...parts };
  }

  // After all others: who rings is shown before pages read the log anew.
  topics.calls.on(calls.tellChanges);
  topics.pages.on((readers) => {
    if (readers > 0) demo.attend();
  });
  opened.push('topics', topics.close);
  opened.push(
    'vault watch',
    vault.onChange(() => void demo.resume().then(all.wake)),
  );

  /** What is only written down of what is known waits for the next start where the disk is full. */
  function resume(): void {
    try {
      callback.resume();
      live.resume();
    } catch (error) {
      if (!isFullDisk(error)) throw error;
      logger.warn('disk-full', { error });
    }
  }

  const router = {
    ...joinParts([
      account.procedures,
      setting.procedures,
      people.procedures,
      live.procedures,
      callback.procedures,
      recording.procedures,
      lines.procedures,
      accountTools.procedures,
      data.procedures,
      diagnostics.procedures,
    ]),
    missed: calls.procedures.missed,
    calls: { ...calls.procedures.calls, voicemail: account.voicemail },
    host: { ...host.procedures, ...programUpdate.procedures },
    updates: {
      watch: os.updates.watch.handler(async function* ({ signal }) {
        yield* updates.iterate(signal);
      }),
    },
  } satisfies Router<typeof contract, Record<never, never>>;

  return {
    router,
    async start() {
      resume();
      await demo.resume();
      account.accounts.start();
      data.retention.start();
      recording.recordings.start();
      opened.push('heartbeat', startHeartbeat(clock, updates));
      void programUpdate.programUpdates.start();
    },
    audioFile: recording.recordings.file,
    watch: updates.watch,
    startDemo: demo.request,
    doNotDisturb: live.quiet.override,
    wake: all.wake,
    close: opened.close,
  };
}
