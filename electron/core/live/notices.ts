import type { Call } from '../../../shared/contract/call.ts';
import type { QuietMissed } from '../../../shared/contract/quiet.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { noticeWords, quietMissedWords } from '../../../shared/words/notices.ts';
import type { Clock, Notifier } from '../ports.ts';
import type { CardMoment } from './live-calls.ts';

/**
 * Decides which card is worth an OS notification, at most one of a kind per call, and withdraws it when it is over. While it
 * is quiet none is, and one tells of all that was missed when that ends.
 */
export interface Notices {
  card(card: LiveCard, moment: CardMoment): void;
  gone(callId: number): void;
  /** Takes off the screen what rings. */
  quietBegan(): void;
  /** With what was missed, where anything was; and with the cards that ring on. */
  quietEnded(missed: QuietMissed | undefined, cards: readonly LiveCard[]): void;
}

export interface NoticesDeps {
  notifier: Notifier;
  clock: Pick<Clock, 'now'>;
  settings: () => Settings;
  isQuiet: () => boolean;
  /** Whether a page is there that rings by itself: the system's sound on top of it would be one too many. */
  pageRings: () => boolean;
  locale: () => 'ru' | 'en';
}

export function createNotices({ notifier, clock, settings, isQuiet, pageRings, locale }: NoticesDeps): Notices {
  /** Calls with an "incoming" notice on the screen. */
  const ringing = new Set<number>();

  function withdraw(callId: number): void {
    if (ringing.delete(callId)) notifier.withdraw(tagOf(callId));
  }

  function showRinging(card: LiveCard): void {
    const { notifyIncoming, sound } = settings();
    if (card.call.direction !== 'in' || card.silenced || !notifyIncoming || isQuiet()) return;
    ringing.add(card.call.id);
    notifier.show({ ...noticeOf(card), kind: 'incoming', silent: !sound || pageRings() });
  }

  return {
    card(card, moment) {
      const { call, silenced } = card;
      if (moment === 'ringing') showRinging(card);
      if (silenced || (call.state !== 'ringing' && call.state !== 'missed')) withdraw(call.id);
      if (moment === 'missed') {
        // The same tag: what says "missed" takes the place of what said "is calling".
        ringing.delete(call.id);
        if (settings().notifyMissed && !isQuiet()) notifier.show({ ...noticeOf(card), kind: 'missed', silent: true });
        else notifier.withdraw(tagOf(call.id));
      }
    },
    gone: withdraw,
    quietBegan() {
      for (const callId of [...ringing]) withdraw(callId);
    },
    quietEnded(missed, cards) {
      for (const card of cards) if (card.call.state === 'ringing') showRinging(card);
      const { notifyMissed, noticeCaller } = settings();
      if (missed === undefined || !notifyMissed) return;
      const words = quietMissedWords(missed, noticeCaller, locale());
      notifier.show({ ...words, tag: 'quiet', kind: 'missed', silent: true, callId: missed.newestCallId });
    },
  };

  function noticeOf({ call, accountLabel, before }: LiveCard) {
    const words = noticeWords(
      { call, accountLabel, before, tells: settings().noticeCaller, now: clock.now() },
      locale(),
    );
    return { ...words, tag: tagOf(call.id), callId: call.id };
  }
}

function tagOf(callId: Call['id']): string {
  return `call:${callId}`;
}
