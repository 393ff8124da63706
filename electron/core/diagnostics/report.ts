import type { Account } from '../../../shared/contract/account.ts';
import type { LinkResult, LogState } from '../../../shared/contract/diagnostics.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { findingText, linkTitle } from '../../../shared/words/diagnostics.ts';
import type { HostDescription } from '../ports.ts';

export interface ReportFacts {
  host: HostDescription;
  /** Epoch ms. */
  now: number;
  /** Such as `Linux 6.1 x64, Node.js 24.1`. */
  system: string;
  accounts: readonly Account[];
  settings: Settings;
  results: readonly LinkResult[];
  log: LogState;
  /** How many values of the database could not be read in this run. */
  unreadableValues: number;
}

/** Warnings and errors of the log that a report takes along. */
const mostLines = 30;

/**
 * What a user sends to whoever helps. Accounts are numbered instead of named; every line passes the redaction of the log,
 * so that what somebody else wrote into it (a provider's words, a file name) is masked too.
 */
export function writeReport(facts: ReportFacts, locale: 'ru' | 'en', redact: (value: unknown) => unknown): string {
  const { host, now, system, accounts, settings, results, log, unreadableValues } = facts;
  const numberOf = (id: string | undefined) => {
    const index = accounts.findIndex((account) => account.id === id);
    return index === -1 ? '' : `${index + 1} `;
  };
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const lines = [
    `Perezvon ${host.version} (${host.name}, ${host.platform})`,
    system,
    `${new Date(now).toISOString()} ${timeZone} ${locale}`,
    '',
    ...accounts.map(({ provider, demo, webhook, status }, index) =>
      [
        `${index + 1}: ${provider}`,
        ...(demo ? ['demo'] : []),
        webhook ? 'webhook' : 'polling',
        `${status.state} since ${new Date(status.since).toISOString()}`,
        ...(status.problem === undefined ? [] : [`${status.problem.code} ${status.problem.detail ?? ''}`]),
      ].join(', '),
    ),
    `relay: ${settings.relay.mode} ${settings.relay.url} ${settings.relay.publicUrl}`.trimEnd(),
    '',
    ...results.map(
      (result) =>
        `[${result.status}] ${numberOf(result.accountId)}${linkTitle(result.link, locale)}: ${findingText(result, locale)}`,
    ),
    '',
    ...(unreadableValues === 0 ? [] : [`unreadable values in the database: ${unreadableValues}`]),
    `log: ${log.files} files, ${log.bytes} bytes`,
    ...log.lines.filter((line) => /"level":"(?:warn|error)"/.test(line)).slice(-mostLines),
  ];
  return `${lines.map((line) => String(redact(line))).join('\n')}\n`;
}
