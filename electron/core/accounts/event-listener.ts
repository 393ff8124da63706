import type { Problem } from '../../../shared/contract/problem.ts';
import type { Clock, Logger } from '../ports.ts';
import { problemOf } from '../problems.ts';
import type { HookBatch, HookSource, Poller, PollerStatus } from '../webhooks/source.ts';
import { createPoller } from '../webhooks/webhook-poller.ts';
import type { EventRows } from './event-rows.ts';

/** Listens where the events of one account wait. */
export interface EventListener {
  /**
   * Opens the source, if it is not open, and asks it from then on. Without one the lists are read all the same, and each reading
   * tries to open it. Never rejects.
   */
  start(openSource: () => Promise<HookSource | undefined>): Promise<void>;
  /** Undefined where nothing is asked. */
  status(): PollerStatus | undefined;
  isListening(): boolean;
  /** Why the source could not be opened. */
  problem(): Problem | undefined;
  /** Tries at once what waits for its next try. */
  wake(): void;
  close(): Promise<void>;
}

export interface EventListenerDeps {
  accountId: string;
  events: Pick<EventRows, 'cursor'>;
  clock: Clock;
  logger: Logger;
  /** Commits the events with the cursor that they advance. */
  accept: (sourceId: string, batch: HookBatch) => Promise<void>;
  onStatus: (status: PollerStatus) => void;
}

export function createEventListener(deps: EventListenerDeps): EventListener {
  const { accountId, events, clock, logger, accept, onStatus } = deps;
  let poller: Poller | undefined;
  let status: PollerStatus | undefined;
  let problem: Problem | undefined;
  let closed = false;

  return {
    async start(openSource) {
      if (poller !== undefined || closed) return;
      let source: HookSource | undefined;
      try {
        source = await openSource();
        problem = undefined;
      } catch (error) {
        logger.warn('source-not-opened', { account: accountId, error });
        problem = problemOf(error);
      }
      if (source === undefined || poller !== undefined || closed) return;
      const { id } = source;
      poller = createPoller({
        source,
        clock,
        logger,
        sink: { cursor: () => events.cursor(accountId, id), accept: (batch) => accept(id, batch) },
        onStatus(next) {
          status = next;
          onStatus(next);
        },
      });
      poller.start();
    },
    status: () => status,
    isListening: () => status?.state === 'listening',
    problem: () => problem,
    wake: () => poller?.wake(),
    async close() {
      closed = true;
      await poller?.close();
    },
  };
}
