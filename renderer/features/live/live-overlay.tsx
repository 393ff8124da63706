import { useLive } from '../../stores/live-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';
import { type LiveEntry, liveEntries } from './live-entries.ts';
import { LiveLine } from './live-line.tsx';

interface LiveOverlayProps {
  entries: readonly LiveEntry[];
  /** So many more are not among them. */
  more?: number;
  /** At the bottom, where the top has something to press. */
  low?: boolean;
}

/** The most urgent in the row of the screen's title, where no list is and so nothing moves for it; the others are counted. */
export function LiveOverlay({ entries, more = 0, low = false }: LiveOverlayProps) {
  const { t } = useWords();
  const [first] = entries;
  const others = entries.length - 1 + more;
  if (first === undefined) return null;
  return (
    <div
      className={classNames(
        'absolute inset-x-2 z-40 mx-auto max-w-96 animate-rise rounded-lg shadow-float ring-1 ring-accent-line',
        low ? 'bottom-2' : 'top-1.5',
      )}
    >
      <LiveLine entry={first} more={others > 0 ? t('live.more', { count: others }) : undefined} />
    </div>
  );
}

/** Who rings, over every screen but the one that has all calls of the moment. */
export function RingingElsewhere() {
  const { t } = useWords();
  const cards = useLive((state) => state.cards);
  const ringing = cards.filter(({ call }) => call.direction === 'in' && call.state === 'ringing');
  if (ringing.length === 0) return null;
  return (
    <section aria-label={t('live.label')}>
      <LiveOverlay entries={liveEntries(ringing, [])} />
    </section>
  );
}
