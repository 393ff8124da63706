import { nextTurn } from '../next-turn.ts';
import { keepRaw } from './fields.ts';

/** So many are understood before something else may run: an answer may have thousands. */
const rowsInTurn = 100;

/** The rows of one answer: what `read` makes of them, and those of which it makes nothing, as received without secrets. */
export async function understandRows<Row>(
  received: readonly unknown[],
  read: (row: unknown) => Row | undefined,
): Promise<{ rows: Row[]; unreadable: Record<string, unknown>[] }> {
  const rows: Row[] = [];
  const unreadable: Record<string, unknown>[] = [];
  for (const [index, row] of received.entries()) {
    if (index % rowsInTurn === rowsInTurn - 1) await nextTurn();
    const understood = read(row);
    if (understood === undefined) unreadable.push(keepRaw(row));
    else rows.push(understood);
  }
  return { rows, unreadable };
}
