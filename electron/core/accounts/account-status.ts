import type { AccountStatus, ImportProgress } from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { isFullDisk } from '../full-disk.ts';
import { type PollerStatus, SourceError } from '../webhooks/source.ts';

/** What a session knows of how well it hears. */
export interface Hearing {
  /** Of the source of events; undefined where there is none. */
  poller: Pick<PollerStatus, 'state' | 'nextTryAt' | 'error'> | undefined;
  /** Why events are wanted and there is no source. */
  sourceProblem: Problem | undefined;
  /** Why the last reading of the lists failed. */
  listProblem: Problem | undefined;
  /** Whether the lists were read since the session began. */
  hasListed: boolean;
  /** Epoch ms. */
  nextListingAt: number | undefined;
  lastHeardAt: number | undefined;
}

/**
 * What the user is told. `live` is a promise that calls ring here: it is given only while the source answers, and while the
 * source fails the account fails, although its lists are read all the same.
 */
export function deriveStatus(hearing: Hearing): Omit<AccountStatus, 'since'> {
  const { poller, sourceProblem, listProblem, hasListed, nextListingAt, lastHeardAt } = hearing;
  const hearsEvents = poller?.state === 'listening';
  const readsLists = hasListed && listProblem === undefined;
  const common = {
    works: [...(hearsEvents ? (['events'] as const) : []), ...(readsLists ? (['lists'] as const) : [])],
    ...compact({ lastHeardAt }),
  };
  if (listProblem !== undefined && needsUser(listProblem))
    return { state: 'needs-attention', problem: listProblem, ...common };
  if (hearsEvents) {
    const incomplete = listProblem === undefined ? {} : { problem: listProblem, ...tryAt(nextListingAt) };
    return { state: 'live', ...incomplete, ...common };
  }
  const eventProblem = poller?.state === 'failing' ? problemOfSource(poller.error) : sourceProblem;
  // With both gone it is the provider, or the network: the relay's sentence says that the lists are read.
  const problem = listProblem ?? eventProblem;
  if (problem !== undefined) {
    const sourceTryAt = poller?.state === 'failing' ? poller.nextTryAt : undefined;
    // A source that could not be opened is tried with the next reading of the lists.
    const waitsForSource = listProblem === undefined && sourceTryAt !== undefined;
    const next = waitsForSource ? sourceTryAt : earliest(sourceTryAt, nextListingAt);
    return { state: 'failing', problem, ...tryAt(next), ...common };
  }
  const isStarting = !hasListed || poller?.state === 'starting';
  return { state: isStarting ? 'starting' : 'polling', ...common };
}

/** What else a session knows that its user is to see. */
export interface StatusDetails {
  importing: ImportProgress | undefined;
  /** Rows that could not be understood. */
  unreadableRows: number;
  /** Numbers of the account whose lists the provider does not give. */
  refused: readonly { number: string; detail: string | undefined }[];
  /** Numbers that the provider has and this account does not follow, and those of them that the user left out. */
  others: readonly string[];
  leftOut: readonly string[];
}

export function describeStatus(status: AccountStatus, details: StatusDetails): AccountStatus {
  const { importing, unreadableRows, refused, others, leftOut } = details;
  const newNumbers = others.filter((number) => !leftOut.includes(number)).length;
  return {
    ...status,
    ...compact({ importing }),
    ...(unreadableRows === 0 ? {} : { unreadableRows }),
    ...(refused.length === 0 ? {} : { refusedNumbers: refused.map(describeRefused) }),
    ...(newNumbers === 0 ? {} : { newNumbers }),
  };
}

function describeRefused({ number, detail }: StatusDetails['refused'][number]) {
  return { number: formatParty(parseParty(number)), ...compact({ detail: detail?.slice(0, 500) }) };
}

/** A relay that fails, in its own words where it has some; or what keeps us from storing what it tells. */
function problemOfSource(error: Error | undefined): Problem {
  if (error instanceof SourceError) return { code: 'RELAY_UNREACHABLE', detail: error.message.slice(0, 500) };
  return isFullDisk(error) ? { code: 'DISK_FULL' } : { code: 'RELAY_UNREACHABLE' };
}

/** What trying again by itself would not mend; wrong credentials tried on and on lock accounts. */
export function needsUser({ code }: Problem): boolean {
  return [
    'BAD_CREDENTIALS',
    'NOT_A_TOKEN',
    'OTHER_TOKEN',
    'TOKEN_EXPIRED',
    'TOKEN_REVOKED',
    'WRONG_ENVIRONMENT',
    'SERVICE_OFF',
    'OTHER_ACCOUNT',
    'VAULT_LOCKED',
    'WRONG_PASSPHRASE',
    'SECRETS_MISSING',
    'WRONG_ADDRESS',
    'PROVIDER_UNKNOWN',
  ].includes(code);
}

function tryAt(at: number | undefined): { nextTryAt?: number } {
  return compact({ nextTryAt: at });
}

function earliest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
