import { createContext, use } from 'react';
import { createPortal } from 'react-dom';
import { useLive } from '../../stores/live-store.ts';
import { useWords } from '../../words/words.ts';
import { type LiveEntry, liveEntries } from './live-entries.ts';
import { LiveLine } from './live-line.tsx';

/**
 * Where the strip stands: under the screen, which ends above it. Nothing of a screen is covered by it, and what is read or
 * pressed, which begins at the top, does not move for it.
 */
export const LiveStripPlace = createContext<HTMLElement | null>(null);

interface LiveStripProps {
  label: string;
  entries: readonly LiveEntry[];
  /** So many more are not among them. */
  more?: number;
}

/** The most urgent of them in one line; the others are counted. */
export function LiveStrip({ label, entries, more = 0 }: LiveStripProps) {
  const { t } = useWords();
  const place = use(LiveStripPlace);
  const [first] = entries;
  const others = entries.length - 1 + more;
  if (first === undefined || place === null) return null;
  return createPortal(
    <section
      aria-label={label}
      className="animate-come border-accent-line border-t bg-accent-bg px-2 py-1.5 *:mx-auto *:max-w-[640px]"
    >
      <LiveLine entry={first} more={others > 0 ? t('live.more', { count: others }) : undefined} />
    </section>,
    place,
  );
}

/** Who rings, on every screen but the one that has all calls of the moment. */
export function RingingElsewhere() {
  const { t } = useWords();
  const cards = useLive((state) => state.cards);
  const ringing = cards.filter(({ call }) => call.direction === 'in' && call.state === 'ringing');
  return <LiveStrip label={t('live.label')} entries={liveEntries(ringing, [])} />;
}
