import type { Callback } from '../../../shared/contract/callback.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';

/** One thing of this moment: a call, or one that was ordered from here. */
export type LiveEntry = { key: string } & ({ kind: 'call'; card: LiveCard } | { kind: 'order'; order: Callback });

type Shape = 'card' | 'line';

export interface PlacedEntry {
  entry: LiveEntry;
  shape: Shape;
  /** It is over and gone, and only keeps its place. */
  gone: boolean;
}

export interface Placing {
  placed: readonly PlacedEntry[];
  /** What came while the places are held: most urgent first. */
  waiting: readonly LiveEntry[];
  /** So many more are placed nowhere. */
  more: number;
}

/** So many stand as cards while nothing else is there; else the most urgent one does, and the others as lines. */
const mostCards = 2;
const mostLines = 3;

const ranks: Partial<Record<LiveCard['call']['state'], number>> = { ringing: 0, answered: 1, missed: 3 };
const orderRank = 2;

function rankOf(entry: LiveEntry): number {
  return entry.kind === 'order' ? orderRank : (ranks[entry.card.call.state] ?? 4);
}

/**
 * What nobody has done anything about yet comes first, then talks, own orders, what was missed, what is over; those that came
 * first come first among their like. The call that an order led to is told by the order.
 */
export function liveEntries(cards: readonly LiveCard[], orders: readonly Callback[]): LiveEntry[] {
  const ordered = new Set(orders.map(({ callId }) => callId));
  const entries: LiveEntry[] = [
    ...cards
      .filter(({ call }) => !ordered.has(call.id))
      .map((card) => ({ key: `call:${card.call.id}`, kind: 'call' as const, card })),
    ...orders.map((order) => ({ key: `order:${order.id}`, kind: 'order' as const, order })),
  ];
  return entries.toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** Where each stands; with `held`, what stood there when the hold began, each in its place and its shape. */
export function placeEntries(entries: readonly LiveEntry[], held?: readonly PlacedEntry[]): Placing {
  if (held === undefined) {
    const cards = entries.length <= mostCards ? mostCards : 1;
    const placed = entries.slice(0, entries.length <= mostCards ? mostCards : 1 + mostLines).map((entry, index) => ({
      entry,
      shape: index < cards && rankOf(entry) < 4 ? ('card' as const) : ('line' as const),
      gone: false,
    }));
    return { placed, waiting: [], more: entries.length - placed.length };
  }
  const now = new Map(entries.map((entry) => [entry.key, entry]));
  const known = new Set(held.map(({ entry }) => entry.key));
  return {
    placed: held.map((one) => ({ ...one, entry: now.get(one.entry.key) ?? one.entry, gone: !now.has(one.entry.key) })),
    waiting: entries.filter(({ key }) => !known.has(key)),
    more: 0,
  };
}
