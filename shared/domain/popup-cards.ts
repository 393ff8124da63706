import type { LiveCard } from '../contract/updates.ts';

/** What the pop-up shows: who rings and was not silenced, and who rang in vain until the card leaves by itself. */
export function popupCards(cards: readonly LiveCard[]): LiveCard[] {
  return cards.filter(
    ({ call, silenced }) =>
      call.direction === 'in' && ((call.state === 'ringing' && !silenced) || call.state === 'missed'),
  );
}
