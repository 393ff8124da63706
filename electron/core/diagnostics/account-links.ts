import type { Account } from '../../../shared/contract/account.ts';
import { accountLinks } from '../../../shared/contract/diagnostics.ts';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { CheckConnectivity, Connectivity } from '../http/connectivity-check.ts';
import type { Clock } from '../ports.ts';
import { problemOf } from '../problems.ts';
import type { RelayAccess } from '../webhooks/relay-access.ts';
import type { TestEvents } from './test-events.ts';
import { blocked, failedBy, fine, inTime, type LinkTest, notHere, type Verdict } from './verdict.ts';

export interface AccountLinksDeps {
  accounts: Accounts;
  relay: Pick<RelayAccess, 'check'>;
  checkConnectivity: CheckConnectivity;
  testEvents: TestEvents;
  clock: Clock;
  /** What came of an account since then and could not be understood. */
  unreadable: { rows(accountId: string, since: number): number; events(accountId: string, since: number): number };
}

const slowMs = 5_000;
/** What is read of the lists to prove that they can be. */
const listedMs = 15 * 60_000;
/** Lists are read every two minutes at the slowest: older than this they are not read as they should. */
const staleMs = 15 * 60_000;

const unreadableMs = 7 * 24 * 60 * 60_000;

/** Nobody answered, or nobody who could be the provider: nothing was said of the credentials. */
const unreached: readonly ProblemCode[] = [
  'PROVIDER_DOWN',
  'PROVIDER_SLOW',
  'PROVIDER_GARBLED',
  'CERTIFICATE',
  'WRONG_ADDRESS',
  'INTERNAL',
];
/** Nothing could be asked: the vault has a link of its own. */
const unasked: readonly ProblemCode[] = ['VAULT_LOCKED', 'VAULT_FAILED', 'WRONG_PASSPHRASE'];

/** The chain of one account. Each link that depends on one that failed says so and is not told as a second failure. */
export function accountTests(account: Account, deps: AccountLinksDeps): LinkTest[] {
  const { accounts, relay, checkConnectivity, testEvents, clock, unreadable } = deps;
  const { id } = account;
  const found = new Map<string, Verdict>();
  /** By the one request that proves both. */
  let probed: { milliseconds: number } | { error: unknown } | undefined;

  const holds = (link: (typeof accountLinks)[number]) => {
    const status = found.get(link)?.status;
    return status === 'ok' || status === 'warning';
  };
  const judgeUnreadable = (what: 'rows' | 'events'): Verdict => {
    const count = unreadable[what](id, clock.now() - unreadableMs);
    return count === 0 ? fine : { status: 'warning', finding: `${what}-unreadable`, count };
  };
  const can = (capability: Account['capabilities'][number]) => account.capabilities.includes(capability);

  const tests: Record<(typeof accountLinks)[number], (signal: AbortSignal) => Promise<Verdict>> = {
    async proxy(signal) {
      // Nothing of it is between this program and itself.
      if (!account.baseUrl.startsWith('https:')) return notHere;
      return judgeConnectivity(await checkConnectivity(account.baseUrl, signal));
    },
    async provider(signal) {
      if (found.get('proxy')?.status === 'failed') return blocked;
      const since = performance.now();
      try {
        await (await accounts.client(id)).probe(signal);
        probed = { milliseconds: performance.now() - since };
      } catch (error) {
        probed = { error };
        const { code } = problemOf(error);
        if (unreached.includes(code)) return failedBy(error);
        if (unasked.includes(code) || code === 'SECRETS_MISSING') return blocked;
      }
      return inTime(performance.now() - since, slowMs);
    },
    async credentials() {
      if (probed === undefined) return blocked;
      if (!('error' in probed)) return fine;
      const { code } = problemOf(probed.error);
      return unreached.includes(code) || unasked.includes(code) ? blocked : failedBy(probed.error);
    },
    async webhook() {
      if (!can('webhook')) return notHere;
      if (!account.webhook) return { status: 'warning', finding: 'polls-by-choice' };
      if (!holds('credentials')) return blocked;
      try {
        const { state, host } = await accounts.hook(id);
        const detail = compact({ detail: host });
        if (state === 'ours') return { ...judgeUnreadable('events'), ...detail };
        return { status: 'failed', finding: state === 'other' ? 'hook-taken' : 'hook-gone', ...detail };
      } catch (error) {
        // Where the hook should be is not known: that is told by the relay.
        return problemOf(error).code === 'RELAY_UNREACHABLE' ? blocked : failedBy(error);
      }
    },
    async relay() {
      if (!account.webhook) return notHere;
      try {
        const milliseconds = await relay.check(account);
        return milliseconds === undefined ? { status: 'failed', finding: 'no-relay' } : inTime(milliseconds, slowMs);
      } catch (error) {
        return unasked.includes(problemOf(error).code) ? blocked : failedBy(error);
      }
    },
    async 'test-event'(signal) {
      if (!account.webhook) return notHere;
      if (!holds('relay')) return blocked;
      try {
        const url = await accounts.hookUrl(id);
        return url === undefined ? blocked : await testEvents.send(url, signal);
      } catch {
        // Its secrets cannot be had: told by the links that ask for them first.
        return blocked;
      }
    },
    async lists(signal) {
      if (!can('calls')) return notHere;
      if (!holds('credentials')) return blocked;
      try {
        const now = clock.now();
        await (await accounts.client(id)).listCalls({ from: now - listedMs, to: now }, signal);
        const readAt = accounts.stored(id)?.listedUntil;
        const milliseconds = readAt === undefined ? undefined : Math.max(0, now - readAt);
        if (milliseconds === undefined) return judgeUnreadable('rows');
        return milliseconds > staleMs
          ? { status: 'warning', finding: 'lists-stale', milliseconds }
          : { ...judgeUnreadable('rows'), milliseconds };
      } catch (error) {
        return failedBy(error);
      }
    },
  };

  return accountLinks.map((link) => ({
    link,
    accountId: id,
    async run(signal) {
      const verdict = await tests[link](signal);
      found.set(link, verdict);
      return verdict;
    },
  }));
}

function judgeConnectivity({ outcome, milliseconds, proxy, unspoken = [], issuer, reason }: Connectivity): Verdict {
  const parts = [...unspoken, proxy, issuer, outcome === 'open' ? undefined : reason];
  const told = parts.filter((part) => part !== undefined).join(', ');
  const detail = told === '' ? {} : { detail: told.slice(0, 300) };
  // It gets through, but not the way that somebody meant it to.
  if (outcome === 'open' && unspoken.length > 0) return { status: 'warning', finding: 'proxy-unspoken', ...detail };
  if (outcome === 'open') return { ...inTime(milliseconds, slowMs), ...detail };
  return { status: 'failed', finding: outcome, ...detail };
}
