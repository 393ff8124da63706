import { isDeepStrictEqual } from 'node:util';
import type { Base } from '../base.ts';
import type { CallSubject } from '../calls/call-subject.ts';
import type { Recordings } from '../recordings/recordings.ts';
import type { Subject } from '../subject.ts';
import { exportCalls } from './call-export.ts';
import { createRetention } from './retention.ts';
import { measureUsage } from './usage.ts';

/** How much is kept here and for how long, and how it is taken along. */
export function createDataSubject(base: Base, { calls, recordings }: { calls: CallSubject; recordings: Recordings }) {
  const { os, ports, clock, logger, database, accountRows, settings } = base;
  const retention = createRetention({
    database,
    clock,
    logger,
    removeRecording: recordings.removeFile,
    onRemoved: calls.tidyUp,
    settings: () => settings.get().retention,
  });
  settings.onChange((now, before) => {
    if (!isDeepStrictEqual(now.retention, before.retention)) retention.runSoon();
  });

  return {
    retention,
    procedures: {
      data: {
        usage: os.data.usage.handler(() => measureUsage(database, ports.paths.dataDirectory)),
        exportCalls: os.data.exportCalls.handler(async function* ({ input }) {
          const accountLabel = (id: string) => accountRows.get(id)?.label ?? '';
          yield* exportCalls({ log: calls.log, accountLabel }, input);
        }),
      },
    },
    close: retention.close,
  } satisfies Subject & Record<string, unknown>;
}
