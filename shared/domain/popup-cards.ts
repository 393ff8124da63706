import type { LiveCard } from '../contract/updates.ts';

/**
 * What the pop-up shows: who rings, and who rang in vain until the card leaves by itself. Who was silenced does not come
 * back when the ring ends: the user knows of that call.
 */
export function popupCards(cards: readonly LiveCard[]): LiveCard[] {
  return cards.filter(
    ({ call, silenced }) =>
      call.direction === 'in' && !silenced && (call.state === 'ringing' || call.state === 'missed'),
  );
}
