import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLive } from '../../stores/live-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { useReading } from '../../ui/use-reading.ts';
import { useWords } from '../../words/words.ts';
import { CallbackCard } from '../callbacks/callback-card.tsx';
import { LiveCard } from './live-card.tsx';
import { liveEntries, type PlacedEntry, placeEntries } from './live-entries.ts';
import { LiveLine } from './live-line.tsx';
import { LiveStrip } from './live-strip.tsx';

interface LiveZoneProps {
  /** What it would move is in use: it keeps its height and its places, and what comes is told in the strip meanwhile. */
  held: boolean;
  /** Something lies over it: all is told in the strip. */
  covered?: boolean;
  className: string;
}

const nothingYet = { placed: [], height: 0, held: false };

/** The calls of this moment. */
export function LiveZone({ held: isNeighbourHeld, covered = false, className }: LiveZoneProps) {
  const { t } = useWords();
  const cards = useLive((state) => state.cards);
  const unshown = useLive((state) => state.moreCards);
  const callbacks = useLive((state) => state.callbacks);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const slot = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const last = useRef<{ placed: readonly PlacedEntry[]; height: number; held: boolean }>(nothingYet);
  const own = useReading(slot, content);
  const held = isNeighbourHeld || covered || own.held;

  const orders = callbacks.filter(({ id }) => !dismissed.has(id));
  const entries = liveEntries(cards, orders);
  const { placed, waiting, more } = placeEntries(entries, held ? last.current.placed : undefined);
  const dismissOrder = (id: string) => setDismissed((before) => new Set([...before, id]));
  useLayoutEffect(() => {
    last.current = { ...last.current, held, ...(held ? {} : { placed }) };
  });
  useEffect(() => {
    if (slot.current === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      if (!last.current.held && entry) last.current.height = (entry.target as HTMLElement).offsetHeight;
    });
    watcher.observe(slot.current);
    return () => watcher.disconnect();
  }, []);

  return (
    <section aria-label={t('live.label')} className="shrink-0">
      <LiveStrip label={t('live.others')} entries={covered ? entries : waiting} more={unshown} />
      <div
        ref={slot}
        className={classNames('max-h-[50vh] overflow-y-auto', className)}
        style={held ? { height: last.current.height } : undefined}
      >
        <div ref={content}>
          {placed.length > 0 && !covered && (
            <div className="flex flex-col gap-2 pt-0.5 pb-4">
              {placed.map(({ entry, shape, gone }) => (
                <div key={entry.key} inert={gone} className={gone ? 'opacity-50' : ''}>
                  {shape === 'line' ? (
                    <LiveLine entry={entry} onDismissOrder={dismissOrder} />
                  ) : entry.kind === 'order' ? (
                    <CallbackCard callback={entry.order} onDismiss={() => dismissOrder(entry.order.id)} />
                  ) : (
                    <LiveCard card={entry.card} />
                  )}
                </div>
              ))}
              {more + unshown > 0 && <p className="px-3 text-dim">{t('live.more', { count: more + unshown })}</p>}
            </div>
          )}
        </div>
      </div>
    </section>
  );
}
