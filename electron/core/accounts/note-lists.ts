import type { CallChange, CallJournal } from '../calls/call-journal.ts';
import type { Database } from '../database/database.ts';
import { createShortTransactions, type ShortTransactions } from '../database/short-transactions.ts';
import { nextTurn } from '../next-turn.ts';
import type { Clock } from '../ports.ts';
import type { CallListPiece } from '../providers/call-list-row.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { EventRows } from './event-rows.ts';

/** Of so many at once the database is asked what it knows; where they cost much, not all of them are applied. */
const rowsAtOnce = 100;

export interface ListNotesDeps {
  account: { id: string };
  database: Database;
  events: EventRows;
  journal: CallJournal;
  clock: Clock;
}

export interface ListReading {
  /** Epoch ms. */
  from: number;
  to: number;
  signal: AbortSignal;
  /** What is told is stored. */
  onChanges: (changes: readonly CallChange[]) => void;
  onPiece?: (piece: { calls: number; share: number }) => void;
}

/**
 * Reads the provider's lists and notes what they bring piece by piece, in transactions so short that the program stays
 * responsive. Rejects with what the client rejects with and with the signal's reason; then the pieces so far are noted.
 */
export async function noteLists(client: ProviderClient, reading: ListReading, deps: ListNotesDeps): Promise<void> {
  const transaction = createShortTransactions(deps.database);
  try {
    for await (const piece of piecesOf(client, reading)) {
      await notePiece(piece, reading, deps, transaction);
      reading.onPiece?.({ calls: piece.rows.length, share: piece.share });
    }
  } finally {
    await deps.database.settle('over');
  }
}

async function* piecesOf(
  client: ProviderClient,
  { from, to, signal }: ListReading,
): AsyncGenerator<CallListPiece, void> {
  if (client.listInPieces === undefined) yield { ...(await client.listCalls({ from, to }, signal)), share: 1 };
  else yield* client.listInPieces({ from, to }, signal);
}

async function notePiece(
  { rows: received, unreadable }: CallListPiece,
  { signal, onChanges }: ListReading,
  { account, database, events, journal, clock }: ListNotesDeps,
  transaction: ShortTransactions,
): Promise<void> {
  if (unreadable.length > 0) {
    database.transaction(() => {
      for (const row of unreadable) events.addUnreadable(account.id, row, clock.now());
    });
  }
  // Lists tell the newest first; written in that order, every page of the database would stay half empty.
  const rows = received.toSorted((a, b) => a.startedAt - b.startedAt);
  for (let at = 0; at < rows.length; ) {
    signal.throwIfAborted();
    const changes = transaction((isOver) => {
      const changed: CallChange[] = [];
      while (at < rows.length && !isOver()) {
        const { changes, applied } = journal.applySomeRows(account.id, rows.slice(at, at + rowsAtOnce), isOver);
        changed.push(...changes.filter((change) => change.changed));
        at += applied;
      }
      return changed;
    });
    if (changes.length > 0) onChanges(changes);
    await database.settle();
    await nextTurn();
  }
}
