import { AudioLines, type LucideIcon, Phone, PhoneForwarded, Settings } from 'lucide-react';
import type { Capability } from '../../shared/contract/account.ts';
import type { Screen } from '../route/route.ts';
import type { LiveState } from '../stores/live-state.ts';
import { useLive } from '../stores/live-store.ts';

/** A screen that is offered to go to, under its name in `app.nav`. */
export interface Place {
  screen: Exclude<Screen, 'connect'>;
  icon: LucideIcon;
  /** Only where an account can do this. */
  needs?: Capability;
  /** How much waits there. */
  waiting?(state: LiveState): number;
  /** Of the program itself: at the end, apart. */
  isApart?: boolean;
}

/** In the order of the navigation. */
const places: readonly Place[] = [
  { screen: 'calls', icon: Phone, waiting: ({ missedCount }) => missedCount },
  { screen: 'recordings', icon: AudioLines },
  { screen: 'lines', icon: PhoneForwarded, needs: 'line-settings' },
  { screen: 'settings', icon: Settings, isApart: true },
];

/** Those that some account has a use for. Drawn anew only when these change, and not with every event of an account. */
export function usePlaces(): readonly Place[] {
  const offered = useLive(({ accounts }) =>
    places
      .filter(({ needs }) => needs === undefined || accounts.some(({ capabilities }) => capabilities.includes(needs)))
      .map(({ screen }) => screen)
      .join(),
  );
  return places.filter(({ screen }) => offered.split(',').includes(screen));
}
