import { GripHorizontal } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { popupCards } from '../../shared/domain/popup-cards.ts';
import { useAppearance } from '../app/use-appearance.ts';
import { LiveAnnouncer } from '../features/live/live-announcer.tsx';
import { LiveCard } from '../features/live/live-card.tsx';
import { Ring } from '../features/live/ring.tsx';
import { useLive } from '../stores/live-store.ts';
import { HintLayer } from '../ui/hint-layer.tsx';
import { Toaster } from '../ui/toast.tsx';
import { useWords } from '../words/words.ts';

/** What the pop-up's preload puts on its window. */
export interface PopupBridge {
  /** The system moves the window by its grip. */
  readonly movable: boolean;
  /** The cards are this tall, in CSS px. */
  resize(height: number): void;
  /** Shows the call in the program's own window. */
  openCall(callId: number): void;
}

declare global {
  interface Window {
    perezvonPopup?: PopupBridge;
  }
}

/** The cards of who rings, in a window that is as tall as they are and can be dragged by its grip. */
export function Popup({ bridge }: { bridge: PopupBridge }) {
  const { t } = useWords();
  useAppearance();
  const cards = popupCards(useLive((state) => state.cards));
  const content = useRef<HTMLElement>(null);

  useEffect(() => {
    const { current } = content;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      if (current.offsetHeight > 0) bridge.resize(current.offsetHeight);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [bridge]);

  return (
    <>
      <LiveAnnouncer />
      <Ring />
      <main ref={content} className={`flex flex-col gap-2 p-2 ${bridge.movable ? 'pt-0' : ''}`}>
        <h1 className="sr-only">{t('live.label')}</h1>
        {bridge.movable && (
          <div className="window-grip grid h-4 place-items-center text-faint">
            <GripHorizontal aria-hidden size={16} />
          </div>
        )}
        {cards.map((card) => (
          <LiveCard key={card.call.id} card={card} onOpen={() => bridge.openCall(card.call.id)} />
        ))}
      </main>
      <Toaster />
      <HintLayer />
    </>
  );
}
