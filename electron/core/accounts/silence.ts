import type { Clock } from '../ports.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';

/** A time in which nothing was heard of an account, epoch ms: what happened in it is read in the lists from its end on. */
export interface Away {
  since: number;
  until: number;
}

/**
 * What is heard of one account, and when nothing was: a machine that slept, or that had no network, runs on as if nothing had
 * happened, and only the next word tells how long it was silent.
 */
export interface Silence {
  /**
   * Notes a word of what happens now, and answers whether it ended a silence. What is read of the past is none: who listens
   * to it hears of no call of today. `at`: of which instant it tells, epoch ms.
   */
  hear(at?: number): boolean;
  /** A first word, before which there was nothing to be silent about. */
  begin(at: number): void;
  /** Any word of the provider's, also of the past. */
  note(): void;
  lastHeardAt(): number | undefined;
  /** The source lost what came in between: nothing was heard since the lists were read (epoch ms). */
  lose(listedUntil: number, now: number): void;
  /** Takes the time of silence once lists are read that were asked for after it (epoch ms); they know of it then. */
  takeEnded(now: number): Away | undefined;
  /** Keeps on disk until when something was heard: the next run begins with a silence from there on. */
  keep(at: number): void;
  /** The source listens: after events that it brought, this says nothing new, and a write waits for the disk. */
  keepListening(now: number): void;
}

/** How exactly it is kept since when nothing was heard, ms. */
const heardEveryMs = 1000;
/** A source answers at least every 40 s, and where there is none the lists are read every two minutes at the slowest. */
const longestSilenceMs = { listening: 90_000, polling: 3 * 60_000 };

export function createSilence(deps: {
  account: Pick<StoredAccount, 'id' | 'heardUntil'>;
  accounts: Pick<AccountRows, 'setHeardUntil'>;
  clock: Clock;
  isListening: () => boolean;
}): Silence {
  const { account, accounts, clock, isListening } = deps;
  let lastHeardAt: number | undefined;
  let lastNewsAt: number | undefined;
  let keptAt: number | undefined;
  let away: Away | undefined =
    account.heardUntil === undefined ? undefined : { since: account.heardUntil, until: clock.now() };

  function keep(at: number): void {
    accounts.setHeardUntil(account.id, at);
    keptAt = at;
  }

  return {
    hear(at = clock.now()) {
      const before = lastNewsAt;
      lastNewsAt = at;
      lastHeardAt = clock.now();
      if (before === undefined) return false;
      if (at - before <= longestSilenceMs[isListening() ? 'listening' : 'polling']) return false;
      away = { since: Math.min(away?.since ?? before, before), until: at };
      return true;
    },
    begin(at) {
      lastNewsAt = at;
    },
    note() {
      lastHeardAt = clock.now();
    },
    lastHeardAt: () => lastHeardAt,
    lose(listedUntil, now) {
      away = { since: Math.min(away?.since ?? listedUntil, listedUntil), until: now };
    },
    takeEnded(now) {
      // Lists that were asked before this machine slept do not tell of its sleep, however late their answer came.
      if (away === undefined || away.until > now) return undefined;
      const ended = away;
      away = undefined;
      return ended;
    },
    keep,
    keepListening(now) {
      const since = keptAt === undefined ? Number.NaN : now - keptAt;
      if (!(since >= 0 && since < heardEveryMs)) keep(now);
    },
  };
}
