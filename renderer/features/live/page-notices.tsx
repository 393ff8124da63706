import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { goTo } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { dueNotices, type Notice } from './due-notices.ts';

/** Where the host cannot show notices, the page does, while its tab is open and the browser allows it. */
export function PageNotices() {
  const { api } = useSession();
  const host = useQuery(api.host.info.queryOptions());
  return host.data?.features.notifications === 'page' ? <Shown /> : null;
}

function Shown() {
  const { t, who } = useWords();
  const cards = useLive((state) => state.cards);
  const settings = useLive((state) => state.settings);
  const shown = useRef(new Map<string, Notification | undefined>());

  useEffect(() => {
    if (!('Notification' in window)) return;
    const { show, withdraw } = dueNotices(cards, settings, new Set(shown.current.keys()));
    for (const key of withdraw) {
      shown.current.get(key)?.close();
      shown.current.set(key, undefined);
    }
    for (const notice of show) {
      const raised = Notification.permission === 'granted' ? raise(notice) : undefined;
      shown.current.set(notice.key, raised);
    }

    function raise({ card, kind }: Notice): Notification {
      const { call, accountLabel } = card;
      const word = kind === 'incoming' ? t('live.ringing') : t('live.missed');
      const opened = new Notification(`${word}: ${who(call.remote)}`, {
        body: [call.line, accountLabel, card.before.note].filter(Boolean).join(' · '),
        tag: `call:${call.id}`,
        silent: !settings.sound,
        requireInteraction: kind === 'incoming',
      });
      opened.addEventListener('click', () => {
        window.focus();
        goTo({ screen: 'calls', callId: call.id });
        opened.close();
      });
      return opened;
    }
  }, [cards, settings, t, who]);

  return null;
}
