import { useEffect } from 'react';
import { useConnection } from '../stores/connection-store.ts';
import { ringingCard, useLive } from '../stores/live-store.ts';
import { useWords } from '../words/words.ts';
import calm from './icon.svg?url';
import ringingIcon from './icon-ringing.svg?url';

/**
 * The tab or the window's title and its icon say who rings, else how many wait for a callback. A component of its own, or all
 * that is on the screen would be drawn anew when somebody rings.
 */
export function DocumentTitle(): null {
  const { t, who } = useWords();
  const count = useLive((state) => state.missedCount);
  // Whether it still rings is not known without the program.
  const lost = useConnection(({ phase }) => phase === 'lost');
  const ringing = useLive(ringingCard)?.call.remote;
  const caller = lost ? undefined : ringing;
  const name = t('app.name');
  const waiting = count > 0 ? t('app.titleWithMissed', { count, name }) : name;
  const title = caller === undefined ? waiting : t('app.titleRinging', { who: who(caller) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const icon = caller === undefined ? calm : ringingIcon;
  useEffect(() => {
    document.querySelector('link[rel=icon]')?.setAttribute('href', icon);
  }, [icon]);
  return null;
}
