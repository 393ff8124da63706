import { readTestEvent } from '../../../shared/domain/test-event.ts';
import type { CallChange, CallJournal, HeardEvent } from '../calls/call-journal.ts';
import type { Database } from '../database/database.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { createEventClock } from '../webhooks/event-clock.ts';
import type { HookBatch, HookDelivery } from '../webhooks/source.ts';
import type { EventRows } from './event-rows.ts';

/** Keeps the events of one account as they came, and turns them into calls. */
export interface EventIntake {
  /**
   * The events, what they change and the cursor that they advance, committed together: in transactions so short that the
   * program stays responsive, however many events waited. `now`: when they were received, epoch ms.
   */
  take(sourceId: string, batch: HookBatch, now: number): Promise<void>;
  /** Reads no more of a batch than was read. */
  close(): void;
}

export interface EventIntakeDeps {
  accountId: string;
  database: Database;
  events: EventRows;
  journal: CallJournal;
  /** Undefined while the account's secrets cannot be read: events are kept then, and not understood. */
  client: () => ProviderClient | undefined;
  /** Within the transaction of what was heard. */
  keepHeard: (at: number) => void;
  onHeard: (changes: readonly CallChange[]) => void;
  onTestEvent: (id: string) => void;
}

/** How long one transaction of events may hold up everything else, ms. */
const longestHoldMs = 3;
/** What comes of calls that ring now. */
const fewEvents = 10;
const mostAtOnce = 50;

export function createEventIntake(deps: EventIntakeDeps): EventIntake {
  const { accountId, database, events, journal, client, keepHeard, onHeard, onTestEvent } = deps;
  const eventClock = createEventClock();
  let closed = false;
  /** Kept, and not shown yet. */
  const untold: (readonly CallChange[])[] = [];

  /** Keeps what came as it came, and answers what it says of calls. */
  function keep(source: string, deliveries: readonly HookDelivery[], now: number): HeardEvent[] {
    return deliveries.flatMap(({ sequence, ageMs, body }) => {
      const testEvent = readTestEvent(body);
      if (testEvent !== undefined) {
        onTestEvent(testEvent);
        return [];
      }
      const receivedAt = now - ageMs;
      const event = client()?.readHook?.(body);
      const understood = event !== undefined;
      events.add({ accountId, source, sequence, receivedAt, understood, body });
      return understood ? [{ event, at: eventClock.happenedAt(event.at, receivedAt) }] : [];
    });
  }

  function tell(): void {
    // Lists may have been noted meanwhile, and made one of two calls.
    for (const changes of untold.splice(0)) onHeard(journal.asNow(changes));
  }

  return {
    async take(sourceId, batch, now) {
      const areMany = batch.events.length > fewEvents;
      // Reading so many took its time already.
      if (areMany) await nextTurn('first');
      let at = 0;
      let step = 1;
      do {
        // Nobody who rings waits for the disk or an import: what a loss of power takes, the cursor among it, comes again.
        const changes = database.lazyTransaction(() => {
          const changed: CallChange[] = [];
          const end = performance.now() + longestHoldMs;
          for (let begun = performance.now(); at < batch.events.length && begun < end; ) {
            const some = batch.events.slice(at, at + step);
            changed.push(...journal.applyEvents(accountId, keep(sourceId, some, now)));
            at += some.length;
            const took = performance.now() - begun;
            begun += took;
            // The first ones of a run of the program cost most. Those of one call cost little together and much one by one.
            if (took < longestHoldMs / 2) step = Math.min(step * 2, mostAtOnce);
            else if (took > longestHoldMs) step = Math.max(1, Math.floor(step / 2));
          }
          const cursor = at >= batch.events.length ? batch.next : batch.events[at - 1]?.next;
          if (cursor !== undefined) events.setCursor(accountId, sourceId, cursor);
          keepHeard(now);
          return changed;
        }, 'whole');
        if (areMany) {
          // What comes of so many is shown in a turn of its own.
          untold.push(changes);
          await nextTurn('first');
          tell();
        } else onHeard(changes);
        if (at < batch.events.length) {
          await database.checkpoint();
          await nextTurn('first');
        }
      } while (at < batch.events.length && !closed);
      await database.checkpoint('over');
    },
    close() {
      closed = true;
      tell();
    },
  };
}
