import { statfs } from 'node:fs/promises';
import { arch, release, type } from 'node:os';
import type {
  DiagnosticsStep,
  LinkPlace,
  LinkResult,
  LogState,
  PageError,
} from '../../../shared/contract/diagnostics.ts';
import type { QuietState } from '../../../shared/contract/quiet.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { CheckConnectivity } from '../http/connectivity-check.ts';
import type { Http } from '../http/http.ts';
import { readLog } from '../log/log-reading.ts';
import { createPageErrors } from '../log/page-errors.ts';
import { createRedaction } from '../log/redaction.ts';
import type { CorePorts } from '../ports.ts';
import type { RelayAccess } from '../webhooks/relay-access.ts';
import { type AccountLinksDeps, accountTests } from './account-links.ts';
import { hostTests } from './host-links.ts';
import { machineTests } from './machine-links.ts';
import { writeReport } from './report.ts';
import { createTestEvents, type TestEventLimits } from './test-events.ts';
import { failedBy, type LinkTest } from './verdict.ts';

/** "Will I miss a call?": every link of the chain tested by using it. */
export interface Diagnostics {
  /** Ends early with the signal, or when it is left. */
  run(signal: AbortSignal | undefined): AsyncGenerator<DiagnosticsStep, void>;
  report(results: readonly LinkResult[], locale: 'ru' | 'en'): Promise<string>;
  log(): Promise<LogState>;
  notePageError(error: PageError): void;
  /** A test event came back. */
  heardTestEvent(id: string): void;
}

export interface DiagnosticsDeps {
  ports: Pick<CorePorts, 'paths' | 'clock' | 'logger' | 'vault' | 'host' | 'diagnose'>;
  accounts: Accounts;
  relay: Pick<RelayAccess, 'check'>;
  http: Http;
  checkConnectivity: CheckConnectivity;
  unreadable: AccountLinksDeps['unreadable'];
  /** How many values of the database could not be read in this run. */
  unreadableValues: () => number;
  limits: TestEventLimits;
  settings: () => Settings;
  quiet: () => QuietState;
  /** By how many ms this machine's clock is ahead of those of these origins. */
  clockOffset: (origins: readonly string[]) => number | undefined;
}

const shownLines = 200;

export function createDiagnostics(deps: DiagnosticsDeps): Diagnostics {
  const {
    accounts,
    relay,
    http,
    checkConnectivity,
    unreadable,
    unreadableValues,
    limits,
    settings,
    quiet,
    clockOffset,
  } = deps;
  const { paths, clock, logger, vault, host, diagnose } = deps.ports;
  const testEvents = createTestEvents({ http, clock, limits });
  const pageErrors = createPageErrors({ logger, clock });
  const redact = logger.redact ?? createRedaction().apply;

  /** Accounts first, so that the clock is judged by answers of this very run. */
  function plan(): LinkTest[] {
    const known = accounts.list();
    return [
      ...known.flatMap((account) =>
        accountTests(account, { accounts, relay, checkConnectivity, testEvents, clock, unreadable }),
      ),
      ...machineTests({
        vault: () => vault.state(),
        hasSecrets: () => known.some((account) => !account.demo),
        clockOffset: () => clockOffset(origins()),
        freeBytes: async () => {
          const { bavail, bsize } = await statfs(paths.dataDirectory);
          return bavail * bsize;
        },
        quiet,
        notifies: () => settings().notifyIncoming,
      }),
      ...hostTests({ diagnose, pageNotifies: host.features.notifications === 'page', logger }),
    ];
  }

  function origins(): string[] {
    const { mode, url } = settings().relay;
    const addresses = [
      ...accounts.list().map((account) => account.baseUrl),
      ...(mode === 'standalone' || mode === 'ntfy' ? [url] : []),
    ];
    return addresses.flatMap((address) => URL.parse(address)?.origin ?? []);
  }

  return {
    async *run(signal) {
      const ending = new AbortController();
      const either = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
      try {
        const tests = plan();
        yield { kind: 'plan', links: tests.map(placeOf) };
        for (const test of tests) {
          const place = placeOf(test);
          yield { kind: 'testing', place };
          const verdict = await test.run(either).catch(failedBy);
          if (either.aborted) return;
          yield { kind: 'result', result: { ...place, ...verdict } };
        }
      } finally {
        ending.abort();
      }
    },
    async report(results, locale) {
      const facts = {
        host,
        results,
        now: clock.now(),
        accounts: accounts.list(),
        settings: settings(),
        system: `${type()} ${release()} ${arch()}, Node.js ${process.versions.node}`,
        log: await readLog(paths.dataDirectory, shownLines),
        unreadableValues: unreadableValues(),
      };
      return writeReport(facts, locale, redact);
    },
    log: () => readLog(paths.dataDirectory, shownLines),
    notePageError: pageErrors.note,
    heardTestEvent: testEvents.heard,
  };
}

function placeOf({ link, accountId }: LinkTest): LinkPlace {
  return { link, ...compact({ accountId }) };
}
