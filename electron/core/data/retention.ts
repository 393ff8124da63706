import type { RetentionSettings } from '../../../shared/contract/data.ts';
import type { Database } from '../database/database.ts';
import { firstIdAt } from '../database/time-id.ts';
import type { Clock, Logger } from '../ports.ts';

/** Removes what is older than the user wants to keep, in small steps, now and every few hours. */
export interface Retention {
  start(): void;
  /** After the settings changed. */
  runSoon(): void;
  close(): void;
}

export interface RetentionDeps {
  database: Database;
  clock: Clock;
  logger: Logger;
  settings: () => RetentionSettings;
  removeRecording: (callId: number) => Promise<void>;
  /** Calls were removed. */
  onRemoved: () => void;
}

const everyMs = 6 * 3600_000;
/** After a start there is better to do. */
const firstAfterMs = 60_000;
const stepRows = 500;
const stepPauseMs = 50;
const dayMs = 24 * 3600_000;

export function createRetention({
  database,
  clock,
  logger,
  settings,
  removeRecording,
  onRemoved,
}: RetentionDeps): Retention {
  const { sql } = database;
  let cancel = () => {};
  let closed = false;
  let removedCalls = false;

  function schedule(ms: number): void {
    cancel();
    if (!closed) cancel = clock.after(ms, () => void step());
  }

  /** One step of one kind; the next follows after a pause while there is more. */
  async function step(): Promise<void> {
    try {
      const more = removeEvents() || (await removeRecordings()) || (await removeCalls());
      if (more) {
        schedule(stepPauseMs);
        return;
      }
    } catch (error) {
      logger.error('retention-failed', { error });
    }
    if (removedCalls) onRemoved();
    removedCalls = false;
    schedule(everyMs);
  }

  function before(days: number): number | undefined {
    return days === 0 ? undefined : clock.now() - days * dayMs;
  }

  function removeEvents(): boolean {
    const until = before(settings().eventDays);
    if (until === undefined) return false;
    const { changes } = sql
      .prepare('DELETE FROM events WHERE id IN (SELECT id FROM events WHERE received_at < ? LIMIT ?)')
      .run(until, stepRows);
    return Number(changes) === stepRows;
  }

  async function removeRecordings(): Promise<boolean> {
    const until = before(settings().recordingDays);
    if (until === undefined) return false;
    // What the user marked to be kept goes only with its call.
    return removeFiles('kept = 0 AND call_id < ?', firstIdAt(until));
  }

  /** A call that waits to be called back is not history yet. */
  async function removeCalls(): Promise<boolean> {
    const until = before(settings().callDays);
    if (until === undefined) return false;
    const old = sql
      .prepare(
        `SELECT id FROM calls WHERE id < ? AND id NOT IN (SELECT call_id FROM missed WHERE resolution IS NULL)
         ORDER BY id LIMIT ?`,
      )
      .all(firstIdAt(until), stepRows)
      .map((row) => Number(row.id));
    const first = old[0];
    const last = old.at(-1);
    if (first === undefined || last === undefined) return false;
    await removeFiles('call_id BETWEEN ? AND ?', first, last);
    database.transaction(() => {
      const remove = sql.prepare('DELETE FROM calls WHERE id = ?');
      for (const id of old) remove.run(id);
    });
    removedCalls = true;
    return old.length === stepRows;
  }

  async function removeFiles(where: string, ...bounds: number[]): Promise<boolean> {
    const rows = sql.prepare(`SELECT call_id FROM recordings WHERE ${where} LIMIT ${stepRows}`).all(...bounds);
    for (const row of rows) await removeRecording(Number(row.call_id));
    return rows.length === stepRows;
  }

  return {
    start: () => schedule(firstAfterMs),
    runSoon: () => schedule(1000),
    close() {
      closed = true;
      cancel();
    },
  };
}
