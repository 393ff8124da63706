import { isDefinedError, ORPCError } from '@orpc/client';
import { onlineManager, QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Problem } from '../../shared/contract/problem.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { type Connection, ConnectionLost, createConnection } from '../connection/connection.ts';
import { readProblem } from '../connection/read-problem.ts';
import type { OpenTransport } from '../connection/transport.ts';
import { markLost, markOpen } from '../stores/connection-store.ts';
import { hearUpdate } from '../stores/live-store.ts';
import { type Api, createApi } from './api.ts';
import { createFrameQueue } from './frame-queue.ts';
import { refreshQueries } from './refresh-queries.ts';

/** What the screens work with: the contract's client, its queries, and the connection under both. */
export interface Session {
  client: Connection['client'];
  api: Api;
  queries: QueryClient;
  retryNow(): void;
  close(): void;
}

export function createSession(open: OpenTransport): Session {
  const queries = new QueryClient({
    defaultOptions: {
      // Core says when something changed, so nothing is fetched again by age or by focus.
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
      // An order that waited for the connection would be carried out when nobody expects it any more: fail at once.
      // What was sent may be a password: it is forgotten with the form, and not kept for minutes as by default.
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  });
  // "Online" here is the way to core, which is on this machine, and not the internet.
  onlineManager.setEventListener(() => undefined);
  onlineManager.setOnline(false);

  // What is read again competes with the card of who rings, and would be drawn in its frame.
  const told = createFrameQueue<Update>((updates) => refreshQueries(queries, api, updates));
  const connection = createConnection(open, {
    onOpen() {
      markOpen();
      onlineManager.setOnline(true);
      // Older than what is read now.
      told.flush();
      void queries.invalidateQueries();
    },
    onLost(nextTryAt) {
      markLost(nextTryAt);
      onlineManager.setOnline(false);
    },
    onUpdate(update) {
      hearUpdate(update);
      told.add(update);
    },
  });
  const api = createApi(connection.client);

  return {
    client: connection.client,
    api,
    queries,
    retryNow: connection.retryNow,
    close() {
      told.drop();
      connection.close();
    },
  };
}

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession outside of SessionProvider');
  return session;
}

/** What core answered, as a problem a sentence can be made of; undefined when the way to core itself broke. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ConnectionLost) return undefined;
  const said = error instanceof ORPCError && isDefinedError(error) ? readProblem(error.code, error.data) : undefined;
  return said ?? { code: 'INTERNAL' };
}
