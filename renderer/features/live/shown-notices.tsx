import { useEffect, useRef } from 'react';
import type { Notice } from '../../../shared/contract/updates.ts';
import { noticeWords, quietMissedWords } from '../../../shared/words/notices.ts';
import { goTo } from '../../route/route.ts';
import { useLive } from '../../stores/live-store.ts';
import { useWords } from '../../words/words.ts';

/** Shows notices as the browser does, for as long as it allows it. */
export function ShownNotices() {
  const { locale } = useWords();
  const cards = useLive((state) => state.cards);
  const due = useLive((state) => state.notices);
  const settings = useLive((state) => state.settings);
  const missed = useLive((state) => state.quietMissed);
  const shown = useRef(new Map<string, Notification | undefined>());

  useEffect(() => {
    const keys = new Set(due.map(keyOf));
    for (const [key, raised] of shown.current) {
      if (keys.has(key)) continue;
      // What was missed stays to be read.
      if (key.startsWith('incoming:')) raised?.close();
      // Forgotten, so that what still rings is shown again when the quiet ends.
      shown.current.delete(key);
    }
    for (const notice of due) {
      const { kind, callId } = notice;
      const key = keyOf(notice);
      const card = cards.find(({ call }) => call.id === callId);
      if (card === undefined || shown.current.has(key)) continue;
      const { call, accountLabel, before } = card;
      const raised = raise({
        ...noticeWords({ call, accountLabel, before, tells: settings.noticeCaller, now: Date.now() }, locale),
        tag: `call:${call.id}`,
        // The page rings by itself once it may; until then the system's sound is all there is.
        silent: !settings.sound || kind === 'missed' || navigator.userActivation.hasBeenActive,
        requireInteraction: kind === 'incoming',
        callId: call.id,
      });
      shown.current.set(key, raised);
    }
  }, [cards, due, settings, locale]);

  const { notifyMissed, noticeCaller } = settings;
  useEffect(() => {
    if (missed === undefined || !notifyMissed) return;
    const words = quietMissedWords(missed, noticeCaller, locale);
    raise({ ...words, tag: 'quiet', silent: true, requireInteraction: false, callId: missed.newestCallId });
    useLive.setState({ quietMissed: undefined });
  }, [missed, notifyMissed, noticeCaller, locale]);

  return null;
}

function keyOf({ kind, callId }: Notice): string {
  return `${kind}:${callId}`;
}

interface Raised {
  title: string;
  body: string;
  tag: string;
  silent: boolean;
  requireInteraction: boolean;
  callId: number;
}

/** `undefined` where the browser does not let us. */
function raise({ title, callId, ...options }: Raised): Notification | undefined {
  if (!('Notification' in window) || Notification.permission !== 'granted') return undefined;
  const opened = new Notification(title, options);
  opened.addEventListener('click', () => {
    window.focus();
    goTo({ screen: 'calls', callId });
    opened.close();
  });
  return opened;
}
