import type { Call } from '../../../shared/contract/call.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { noticeWords } from '../../../shared/words/notices.ts';
import type { Notifier } from '../ports.ts';
import type { CardMoment } from './live-calls.ts';

/** Decides which card is worth an OS notification, at most one of a kind per call, and withdraws it when it is over. */
export interface Notices {
  card(card: LiveCard, moment: CardMoment): void;
  gone(callId: number): void;
}

export interface NoticesDeps {
  notifier: Notifier;
  settings: () => Settings;
  locale: () => 'ru' | 'en';
}

export function createNotices({ notifier, settings, locale }: NoticesDeps): Notices {
  /** Calls with an "incoming" notice on the screen. */
  const ringing = new Set<number>();

  function withdraw(callId: number): void {
    if (ringing.delete(callId)) notifier.withdraw(tagOf(callId));
  }

  return {
    card(card, moment) {
      const { call, silenced } = card;
      const { notifyIncoming, notifyMissed, sound } = settings();
      if (moment === 'ringing' && call.direction === 'in' && notifyIncoming) {
        ringing.add(call.id);
        notifier.show({ ...words(card), tag: tagOf(call.id), kind: 'incoming', silent: !sound, callId: call.id });
      }
      if (silenced || (call.state !== 'ringing' && call.state !== 'missed')) withdraw(call.id);
      if (moment === 'missed') {
        // The same tag: what says "missed" takes the place of what said "is calling".
        ringing.delete(call.id);
        if (notifyMissed)
          notifier.show({ ...words(card), tag: tagOf(call.id), kind: 'missed', silent: true, callId: call.id });
        else notifier.withdraw(tagOf(call.id));
      }
    },
    gone: withdraw,
  };

  function words(card: LiveCard): { title: string; body: string } {
    return noticeWords(card.call, card.accountLabel, card.before, locale());
  }
}

function tagOf(callId: Call['id']): string {
  return `call:${callId}`;
}
