import type { Problem } from '../../../shared/contract/problem.ts';
import type { CallChange } from '../calls/call-journal.ts';
import type { Logger } from '../ports.ts';
import { problemOf } from '../problems.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { AccountRows } from './account-rows.ts';
import { needsUser } from './account-status.ts';
import { aheadMs, type HistoryImport, type Slice } from './history-import.ts';
import type { NewsRange } from './news-range.ts';
import { type ListNotesDeps, noteLists } from './note-lists.ts';
import type { Silence } from './silence.ts';

/** `catch-up`: what was called while the program did not run. `news`: since the reading before. */
export type Reading = 'history' | 'catch-up' | 'news';

/** One reading of an account's lists after the other: what is new comes first, then what is left of the past. */
export interface ListRound {
  /** Never rejects: what fails becomes the problem. `stop`: only the user can mend it. */
  run(signal: AbortSignal): Promise<'ok' | 'failed' | 'stop'>;
  /** Why the last round failed. */
  problem(): Problem | undefined;
  /** Whether the lists were read since the session began. */
  hasListed(): boolean;
}

export interface ListRoundDeps extends ListNotesDeps {
  accounts: Pick<AccountRows, 'get' | 'setListedUntil'>;
  logger: Logger;
  /** The client, once the account is ready to be read. */
  open: () => Promise<ProviderClient>;
  silence: Silence;
  history: HistoryImport;
  newsRange: NewsRange;
  /** When the account's calls began that ring or talk, as far as is known; epoch ms. */
  openSince: () => readonly number[];
  /** After how long the next round is due: the past is read on for as long, ms. */
  pace: () => number;
  onListed: (changes: readonly CallChange[], reading: Reading) => void;
  /** All is in that was called until `now`; `changed`: and it was something, while this program ran. */
  onNewsRead: (now: number, changed: boolean) => void;
  /** Nothing was heard between these instants, and now the lists were read. */
  onAway: (from: number, to: number) => void;
  /** What this tells changed. */
  onChange: () => void;
}

/** A silence shorter than this is not "away". */
const shortestAwayMs = 60_000;

export function createListRound(deps: ListRoundDeps): ListRound {
  const { account, accounts, clock, logger, database, journal, silence, history, newsRange, onListed } = deps;
  let problem: Problem | undefined;
  let listedOnce = false;

  /** What is called from now on is news, whenever the past is through. */
  function beginHistory(now: number): void {
    silence.begin(now);
    database.transaction(() => {
      accounts.setListedUntil(account.id, now);
      silence.keep(now);
      history.begin();
    });
  }

  async function readNews(client: ProviderClient, since: number, signal: AbortSignal): Promise<void> {
    const now = clock.now();
    const wasListed = listedOnce;
    let changed = false;
    const onChanges = (changes: readonly CallChange[]) => {
      changed = true;
      onListed(changes, wasListed ? 'news' : 'catch-up');
    };
    const from = newsRange.begin(now, since, deps.openSince());
    await noteLists(client, { from, to: now + aheadMs, signal, onChanges }, deps);
    accounts.setListedUntil(account.id, now);
    newsRange.end(now);
    silence.hear(now);
    silence.keep(now);
    const slept = silence.takeEnded(now);
    if (slept !== undefined)
      onListed(journal.closeInterrupted(account.id, slept.since), wasListed ? 'news' : 'catch-up');
    deps.onNewsRead(now, changed && wasListed);
    noteListed();
    if (slept !== undefined && now - slept.since > shortestAwayMs) deps.onAway(slept.since, now);
  }

  async function readSlice(client: ProviderClient, slice: Slice): Promise<void> {
    await noteLists(client, { ...slice, onChanges: (changes) => onListed(changes, 'history') }, deps);
    noteListed();
  }

  function noteListed(): void {
    listedOnce = true;
    problem = undefined;
    silence.note();
    deps.onChange();
  }

  return {
    async run(signal) {
      try {
        const client = await deps.open();
        // Secrets may come late, of a keychain that asks first.
        signal.throwIfAborted();
        const began = clock.now();
        const since = accounts.get(account.id)?.listedUntil;
        if (since === undefined) beginHistory(began);
        else await readNews(client, since, signal);
        if (history.progress() !== undefined) {
          const mayGoOn = () => clock.now() - began < deps.pace();
          await history.readOn((slice) => readSlice(client, slice), mayGoOn, signal);
        }
        if (!listedOnce || problem !== undefined) noteListed();
        return 'ok';
      } catch (error) {
        if (signal.aborted) return 'stop';
        logger.warn('lists-failed', { account: account.id, error });
        problem = problemOf(error);
        deps.onChange();
        return needsUser(problem) ? 'stop' : 'failed';
      }
    },
    problem: () => problem,
    hasListed: () => listedOnce,
  };
}
