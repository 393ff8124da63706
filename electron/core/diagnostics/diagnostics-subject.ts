import type { Accounts } from '../accounts/accounts.ts';
import type { Base } from '../base.ts';
import type { Quiet } from '../live/quiet.ts';
import type { Subject } from '../subject.ts';
import { createDiagnostics } from './diagnostics.ts';
import { usualTestEventLimits } from './test-events.ts';

/** Whether a call would be noticed, link by link, and what this program wrote of itself. */
export function createDiagnosticsSubject(base: Base, { accounts, quiet }: { accounts: Accounts; quiet: Quiet }) {
  const { os, ports, relay, http, checkConnectivity, clockOffset, eventRows, settings, topics } = base;
  const diagnostics = createDiagnostics({
    ports,
    accounts,
    relay,
    http,
    checkConnectivity,
    clockOffset,
    limits: usualTestEventLimits,
    quiet: quiet.state,
    unreadable: { rows: eventRows.countUnreadable, events: eventRows.countNotUnderstood },
    unreadableValues: base.database.unreadable.count,
    settings: () => settings.get(),
  });
  topics.testEvents.on(diagnostics.heardTestEvent);

  return {
    procedures: {
      diagnostics: {
        run: os.diagnostics.run.handler(async function* ({ signal }) {
          yield* diagnostics.run(signal);
        }),
        report: os.diagnostics.report.handler(async ({ input }) => ({
          text: await diagnostics.report(input.results, input.locale),
        })),
        log: os.diagnostics.log.handler(() => diagnostics.log()),
        pageError: os.diagnostics.pageError.handler(({ input }) => diagnostics.notePageError(input)),
      },
    },
  } satisfies Subject & Record<string, unknown>;
}
