import type { Settings } from '../../../shared/contract/settings.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';

export interface Notice {
  /** Each is shown at most once: one for the ringing of a call and one for having missed it. */
  key: string;
  kind: 'incoming' | 'missed';
  card: LiveCard;
}

/**
 * Which notices to show now and which to take down. `known` are the keys of those that were ever shown, or passed over: what
 * is missed while it is quiet is told by one notice when that ends.
 */
export function dueNotices(
  cards: readonly LiveCard[],
  settings: Pick<Settings, 'notifyIncoming' | 'notifyMissed'>,
  quiet: boolean,
  known: ReadonlySet<string>,
): { show: Notice[]; withdraw: string[]; passedOver: string[] } {
  const show: Notice[] = [];
  const passedOver: string[] = [];
  const ringing = new Set<string>();
  for (const card of cards) {
    const { call, silenced } = card;
    if (call.direction === 'out') continue;
    const incoming = `incoming:${call.id}`;
    const missed = `missed:${call.id}`;
    if (call.state === 'missed' && quiet) passedOver.push(missed);
    else if (call.state === 'ringing' && !silenced && !quiet) {
      ringing.add(incoming);
      if (settings.notifyIncoming && !known.has(incoming)) show.push({ key: incoming, kind: 'incoming', card });
    } else if (call.state === 'missed' && settings.notifyMissed && !known.has(missed)) {
      show.push({ key: missed, kind: 'missed', card });
    }
  }
  const withdraw = [...known].filter((key) => key.startsWith('incoming:') && !ringing.has(key));
  return { show, withdraw, passedOver };
}
