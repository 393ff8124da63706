import type { Call } from '../../../shared/contract/call.ts';
import type { QuietMissed } from '../../../shared/contract/quiet.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { LiveCard, Notice } from '../../../shared/contract/updates.ts';
import { noticeWords, quietMissedWords } from '../../../shared/words/notices.ts';
import type { Clock, Notifier } from '../ports.ts';
import type { CardMoment } from './live-calls.ts';

/**
 * Decides which card is worth a notification, at most one of a kind per call, and withdraws it when it is over: for the host
 * and for pages alike. While it is quiet none is, and one tells of all that was missed when that ends.
 */
export interface NotificationPolicy {
  /** Of the calls that have a card. */
  due(): Notice[];
  card(card: LiveCard, moment: CardMoment): void;
  gone(callId: number): void;
  /** Takes off the screen what rings. */
  quietBegan(): void;
  /** With what was missed, where anything was; and with the cards that ring on. */
  quietEnded(missed: QuietMissed | undefined, cards: readonly LiveCard[]): void;
}

export interface NotificationPolicyDeps {
  notifier: Notifier;
  clock: Pick<Clock, 'now'>;
  settings: () => Settings;
  isQuiet: () => boolean;
  /** Whether a page is there that rings by itself: the system's sound on top of it would be one too many. */
  pageRings: () => boolean;
  locale: () => 'ru' | 'en';
  onDue: (notice: Notice) => void;
  onGone: (callId: number) => void;
}

export function createNotificationPolicy(deps: NotificationPolicyDeps): NotificationPolicy {
  const { notifier, clock, settings, isQuiet, pageRings, locale, onDue, onGone } = deps;
  /** What the screen tells of a call that has a card. */
  const due = new Map<number, Notice['kind']>();
  /** Missed in a quiet time that ended before it was sure that they were: its summary has told of them. */
  const summedUp = new Set<number>();

  function withdraw(callId: number): void {
    if (due.get(callId) !== 'incoming') return;
    notifier.withdraw(tagOf(callId));
    forget(callId);
  }

  function forget(callId: number): void {
    if (due.delete(callId)) onGone(callId);
  }

  function show(card: LiveCard, kind: Notice['kind'], silent: boolean): void {
    const callId = card.call.id;
    due.set(callId, kind);
    notifier.show({ ...noticeOf(card), kind, silent });
    onDue({ callId, kind });
  }

  function showRinging(card: LiveCard): void {
    const { notifyIncoming, sound } = settings();
    if (card.call.direction !== 'in' || card.silenced || !notifyIncoming || isQuiet()) return;
    show(card, 'incoming', !sound || pageRings());
  }

  return {
    due: () => [...due].map(([callId, kind]) => ({ callId, kind })),
    card(card, moment) {
      const { call, silenced } = card;
      if (moment === 'ringing') showRinging(card);
      if (silenced || (call.state !== 'ringing' && call.state !== 'missed')) withdraw(call.id);
      if (moment === 'missed') {
        // The same tag: what says "missed" takes the place of what said "is calling".
        if (settings().notifyMissed && !isQuiet() && !summedUp.has(call.id)) show(card, 'missed', true);
        else withdraw(call.id);
      }
    },
    gone(callId) {
      withdraw(callId);
      // What was missed stays on the screen when its card has left.
      forget(callId);
      summedUp.delete(callId);
    },
    quietBegan() {
      for (const callId of [...due.keys()]) withdraw(callId);
    },
    quietEnded(missed, cards) {
      for (const card of cards) if (card.call.state === 'ringing') showRinging(card);
      const { notifyMissed, noticeCaller } = settings();
      if (missed === undefined || !notifyMissed) return;
      for (const { call } of cards) if (call.state === 'missed') summedUp.add(call.id);
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
