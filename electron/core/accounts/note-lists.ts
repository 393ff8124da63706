import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallChange, CallJournal } from '../calls/call-journal.ts';
import type { Database } from '../database/database.ts';
import type { EventRows } from '../database/event-rows.ts';
import type { Clock } from '../ports.ts';
import type { ListedPiece, ProviderClient } from '../providers/provider.ts';

/** So many rows are noted in one transaction, and then something else may run: some milliseconds on a slow machine. */
const rowsAtOnce = 40;

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
  for await (const piece of piecesOf(client, reading)) {
    await notePiece(piece, reading, deps);
    reading.onPiece?.({ calls: piece.calls.length, share: piece.share });
  }
}

async function* piecesOf(client: ProviderClient, { from, to, signal }: ListReading): AsyncGenerator<ListedPiece, void> {
  if (client.listInPieces === undefined) yield { ...(await client.listCalls({ from, to }, signal)), share: 1 };
  else yield* client.listInPieces({ from, to }, signal);
}

async function notePiece(
  { calls, unreadable }: ListedPiece,
  { signal, onChanges }: ListReading,
  { account, database, events, journal, clock }: ListNotesDeps,
): Promise<void> {
  if (unreadable.length > 0) {
    database.transaction(() => {
      for (const row of unreadable) events.addUnreadable(account.id, row, clock.now());
    });
  }
  for (let at = 0; at < calls.length; at += rowsAtOnce) {
    signal.throwIfAborted();
    const changes = journal.note(account.id, calls.slice(at, at + rowsAtOnce));
    if (changes.length > 0) onChanges(changes);
    await nextTurn();
  }
}
