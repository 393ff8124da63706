import { useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { useNow } from '../../ui/now.ts';
import { CallbackCard } from '../callbacks/callback-card.tsx';
import { newsOf } from '../callbacks/callback-progress.ts';
import { LiveAnnouncer } from './live-announcer.tsx';
import { LiveCard } from './live-card.tsx';

/** The calls of this moment, above the scrolled list and outside of it. Tells by how many px it grew or shrank. */
export function LiveStrip({ onGrow }: { onGrow(px: number): void }) {
  const { t } = useWords();
  const now = useNow(1000);
  const cards = useLive((state) => state.cards);
  const callbacks = useLive((state) => state.callbacks);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const strip = useRef<HTMLElement>(null);
  const height = useRef(0);
  // After every render: what changed the height was a render of this strip.
  useLayoutEffect(() => {
    const grown = (strip.current?.offsetHeight ?? 0) - height.current;
    height.current += grown;
    if (grown !== 0) onGrow(grown);
  });

  const orders = newsOf(callbacks, dismissed, now);
  const ordered = new Set(orders.map((order) => order.callId));
  const calls = cards.filter((card) => !ordered.has(card.call.id));

  return (
    <>
      <LiveAnnouncer />
      <section ref={strip} aria-label={t('live.label')} className="shrink-0">
        {calls.length + orders.length > 0 && (
          <div className="column flex max-h-[46vh] flex-col gap-2 overflow-y-auto pt-0.5 pb-4">
            {calls.map((card) => (
              <LiveCard key={card.call.id} card={card} />
            ))}
            {orders.map((callback) => (
              <CallbackCard
                key={callback.id}
                callback={callback}
                onDismiss={() => setDismissed((held) => new Set([...held, callback.id]))}
              />
            ))}
          </div>
        )}
      </section>
    </>
  );
}
