import { type ReactNode, useState } from 'react';
import { LiveAnnouncer } from '../features/live/live-announcer.tsx';
import { LiveStripPlace, RingingElsewhere } from '../features/live/live-strip.tsx';
import type { Route } from '../route/route.ts';
import { classNames } from '../ui/class-names.ts';
import { useFocusOf } from '../ui/focus.ts';
import { Toaster } from '../ui/toast.tsx';
import { Banners } from './banners.tsx';
import { Nav } from './nav.tsx';
import { Player } from './parts.ts';

interface ShellProps {
  route: Route;
  /** Before there is anything to go to, nothing but the screen. */
  bare: boolean;
  children: ReactNode;
}

export function Shell({ route, bare, children }: ShellProps) {
  useFocusOf(`${route.screen} ${bare}`);
  const [stripPlace, setStripPlace] = useState<HTMLElement | null>(null);
  return (
    <div className="flex h-full flex-col">
      <Banners />
      <div
        className={classNames(
          'grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)_auto_auto] md:grid-rows-[minmax(0,1fr)_auto]',
          !bare && 'md:grid-cols-[76px_minmax(0,1fr)]',
        )}
      >
        {!bare && <Nav route={route} />}
        <main tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
          <div className="relative min-h-0 flex-1">
            <LiveStripPlace value={stripPlace}>
              {children}
              {!bare && route.screen !== 'calls' && <RingingElsewhere />}
            </LiveStripPlace>
            <LiveAnnouncer />
            {/* Above the strip and the player, whose controls it must not cover. */}
            <Toaster />
          </div>
          <div ref={setStripPlace} data-live-strip />
        </main>
        <Player />
      </div>
    </div>
  );
}
