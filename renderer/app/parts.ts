import { createPart } from '../parts/part.tsx';
import { useLive } from '../stores/live-store.ts';
import { closePlayer, usePlayer } from '../stores/player-store.ts';
import { closeDialogs, useView } from '../stores/view-store.ts';

/** What a ring sounds like: the page is drawn before, and then it comes first of all. */
export const Ring = createPart(
  async () => (await import('../features/live/ring.tsx')).Ring,
  () => useLive(({ cards }) => cards.length > 0),
);

/** Nobody waits for hints. They come early once the page is idle: where the program is gone they say why a button does nothing. */
export const HintLayer = createPart(
  async () => (await import('../ui/hint-layer.tsx')).HintLayer,
  () => false,
);

export const QuietBanners = createPart(
  async () => (await import('./quiet-banners.tsx')).QuietBanners,
  () => useLive(({ certificates, programUpdate }) => certificates !== 'known' || 'release' in programUpdate),
);

export const Dialogs = createPart(
  async () => (await import('./dialogs.tsx')).Dialogs,
  () =>
    useView(
      (view) =>
        view.dialOpen ||
        view.orderAgain !== undefined ||
        view.callThrough !== undefined ||
        view.vaultOpen ||
        view.editing !== undefined ||
        view.shortcutsOpen ||
        view.paletteOpen,
    ),
  closeDialogs,
);

export const Player = createPart(
  async () => (await import('../features/recordings/player.tsx')).Player,
  () => usePlayer((state) => state.call !== undefined),
  closePlayer,
);
