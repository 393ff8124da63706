import type { Callback } from '../../shared/contract/callback.ts';
import type { LiveCard } from '../../shared/contract/updates.ts';
import type { CallChange } from './calls/call-journal.ts';

/**
 * By what subjects hear of each other. What is told has been committed, but for test events. Listeners are called at once, in the order in which
 * they subscribed: that of the subjects in `subjects.ts`.
 */
export interface Topic<News> {
  tell(news: News): void;
  on(listener: (news: News) => void): void;
}

export interface Topics {
  calls: Topic<CallsNews>;
  /** Pages were told that the log changed. */
  log: Topic<void>;
  /** `remoteKey`: of whom the user noted something. */
  people: Topic<{ remoteKey: string }>;
  accounts: Topic<AccountNews>;
  live: Topic<{ card: LiveCard } | { gone: number }>;
  /** An order's state. */
  callbacks: Topic<Callback>;
  /** A page was opened or closed: so many listen now. */
  pages: Topic<number>;
  /** An event came that this program posted itself, by its id. */
  testEvents: Topic<string>;
  /** From now on nobody is told of anything: subjects are being closed, each of which may be told of by another. */
  close(): void;
}

/** Calls of one account were written. */
export interface CallsNews {
  accountId: string;
  changes: readonly CallChange[];
  /**
   * `webhook`: heard live. `news`: a list told what is new since its last reading. `catch-up`: what was called while the
   * program did not run. `history`: of the past, nothing of which rings. `settled`: ended without a word of it, or looked up.
   */
  source: 'webhook' | 'news' | 'catch-up' | 'history' | 'settled';
}

export type AccountNews =
  /** Something of the list of accounts is different now. */
  | { phase: 'status' }
  /** A line has another name. */
  | { phase: 'line-named' }
  /** What was told of its calls while nothing was heard is known by now. */
  | { phase: 'caught-up'; id: string }
  /** Nothing was heard between these instants (epoch ms), and now its lists were read. */
  | { phase: 'was-away'; id: string; from: number; to: number }
  /** The user changed at the provider what is recorded and how long that is kept; perhaps, where no answer came. */
  | { phase: 'recording-rules'; id: string }
  /** It is gone, with all its rows. */
  | { phase: 'removed'; id: string };

export function createTopics(): Topics {
  let closed = false;

  function topic<News>(): Topic<News> {
    const listeners: ((news: News) => void)[] = [];
    return {
      tell(news) {
        if (!closed) for (const listener of listeners) listener(news);
      },
      on: (listener) => void listeners.push(listener),
    };
  }

  return {
    calls: topic(),
    log: topic(),
    people: topic(),
    accounts: topic(),
    live: topic(),
    callbacks: topic(),
    pages: topic(),
    testEvents: topic(),
    close() {
      closed = true;
    },
  };
}
