import { useMemo, useReducer, useRef } from 'react';

export interface HeldRow<Row> {
  row: Row;
  /** It is no more, and only keeps its place. */
  gone: boolean;
}

/** `grows`: whether rows that come below the last one are shown at once, for they move nothing. */
export interface HeldRowsOptions<Row> {
  keyOf(row: Row): string | number;
  grows: boolean;
}

/**
 * The rows as they stood when the hold began, each with what is new in it, and how many others wait to be let in. Rows that
 * are gone keep their places until then.
 */
export function holdRows<Row>(
  rows: readonly Row[],
  held: readonly Row[] | undefined,
  { keyOf, grows }: HeldRowsOptions<Row>,
): { shown: readonly HeldRow<Row>[]; waiting: number } {
  if (held === undefined) return { shown: rows.map((row) => ({ row, gone: false })), waiting: 0 };
  const now = new Map(rows.map((row) => [keyOf(row), row]));
  const kept = held.map((row) => ({ row: now.get(keyOf(row)) ?? row, gone: !now.has(keyOf(row)) }));
  const known = new Set(held.map(keyOf));
  const last = rows.findLastIndex((row) => known.has(keyOf(row)));
  const others = rows.flatMap((row, index) => (known.has(keyOf(row)) ? [] : [{ row, isBelow: index > last }]));
  const below = grows && last >= 0 ? others.filter(({ isBelow }) => isBelow) : [];
  return {
    shown: [...kept, ...below.map(({ row }) => ({ row, gone: false }))],
    waiting: others.length - below.length,
  };
}

export interface HeldRows<Row> {
  shown: readonly HeldRow<Row>[];
  /** So many are not shown yet. */
  waiting: number;
  /** Shows the list as it is now, and holds it from there. */
  release(): void;
  /** Takes these out, gone or not: the user wished it. */
  drop(keys: readonly (string | number)[]): void;
}

interface Hold<Row> {
  of: unknown;
  rows: readonly Row[];
}

/** `of`: what the list is a list of; undefined while it is not known, and then nothing is held. Another is held anew. */
export function useHeldRows<Row>(
  rows: readonly Row[],
  held: boolean,
  { of, keyOf, grows }: HeldRowsOptions<Row> & { of: unknown },
): HeldRows<Row> {
  const hold = useRef<Hold<Row>>(undefined);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  if (!held || of === undefined) hold.current = undefined;
  else if (hold.current === undefined || hold.current.of !== of) hold.current = { of, rows };
  const heldRows = hold.current?.rows;
  const arranged = useMemo(() => holdRows(rows, heldRows, { keyOf, grows }), [rows, heldRows, keyOf, grows]);
  return {
    ...arranged,
    release() {
      hold.current = undefined;
      redraw();
    },
    drop(keys) {
      const { current } = hold;
      if (current === undefined) return;
      hold.current = { ...current, rows: current.rows.filter((row) => !keys.includes(keyOf(row))) };
      redraw();
    },
  };
}

/** What it was when the hold began. */
export function useHeld<Value>(value: Value, held: boolean): Value {
  const hold = useRef<{ value: Value }>(undefined);
  if (!held) hold.current = undefined;
  // As it is now, and not as it was drawn last: what the hold waited for may come in this very render.
  else hold.current ??= { value };
  return hold.current === undefined ? value : hold.current.value;
}
