import { createPart } from '../parts/part.tsx';
import { usePlayer } from '../stores/player-store.ts';
import { useView } from '../stores/view-store.ts';

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
);

/** Nobody waits for hints: they are there when the page has been idle for a moment. */
export const HintLayer = createPart(
  async () => (await import('../ui/hint-layer.tsx')).HintLayer,
  () => false,
);

export const Player = createPart(
  async () => (await import('../features/recordings/player.tsx')).Player,
  () => usePlayer((state) => state.call !== undefined),
);

export const SettingsScreen = createPart(
  async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
);
export const RecordingsScreen = createPart(
  async () => (await import('../features/recordings/recordings-screen.tsx')).RecordingsScreen,
);
export const LinesScreen = createPart(async () => (await import('../features/lines/lines-screen.tsx')).LinesScreen);
export const OnboardingScreen = createPart(
  async () => (await import('../features/onboarding/onboarding-screen.tsx')).OnboardingScreen,
);
