import { ProblemError } from '../problems.ts';
import type { StoredAccount } from './account-rows.ts';
import type { AccountSession } from './account-session.ts';

/** A session for each account, for as long as the program runs. */
export interface RunningSessions {
  /** Once all are closed, it begins none. */
  open(account: StoredAccount): void;
  /** Ends the session of an account that changed, and begins another. */
  reopen(account: StoredAccount): Promise<void>;
  end(id: string): Promise<void>;
  get(id: string): AccountSession | undefined;
  /** Throws NOT_FOUND. */
  must(id: string): AccountSession;
  each(work: (session: AccountSession) => void): void;
  /** Epoch ms: later calls of all accounts are all there; undefined while that is not known. */
  knownSince(): number | undefined;
  close(): Promise<void>;
}

export function createRunningSessions(create: (account: StoredAccount) => AccountSession): RunningSessions {
  const sessions = new Map<string, AccountSession>();
  let closed = false;

  function open(account: StoredAccount): void {
    if (closed) return;
    const session = create(account);
    sessions.set(account.id, session);
    session.start();
  }

  async function end(id: string): Promise<void> {
    await sessions.get(id)?.close();
    sessions.delete(id);
  }

  return {
    open,
    end,
    async reopen(account) {
      await end(account.id);
      open(account);
    },
    get: (id) => sessions.get(id),
    must(id) {
      const session = sessions.get(id);
      if (session === undefined) throw new ProblemError('NOT_FOUND');
      return session;
    },
    each(work) {
      for (const session of sessions.values()) work(session);
    },
    knownSince() {
      const since = [...sessions.values()].map((session) => session.knownSince());
      return since.length === 0 || since.includes(undefined) ? undefined : Math.max(...since.map(Number));
    },
    async close() {
      closed = true;
      await Promise.all([...sessions.values()].map((session) => session.close()));
      sessions.clear();
    },
  };
}
