import type { FunctionComponent } from 'react';
import { CallsScreen } from '../features/calls/calls-screen.tsx';
import { createPart } from '../parts/part.tsx';
import type { Addressed, Route } from '../route/route.ts';

/** What shows each screen, given what its address says; all but the first are parts, loaded ahead in this order. */
const screens: { [Name in keyof Addressed]: FunctionComponent<Addressed[Name]> } = {
  calls: CallsScreen,
  settings: createPart(async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen),
  recordings: createPart(async () => (await import('../features/recordings/recordings-screen.tsx')).RecordingsScreen),
  lines: createPart(async () => (await import('../features/lines/lines-screen.tsx')).LinesScreen),
  connect: createPart(async () => (await import('../features/onboarding/onboarding-screen.tsx')).OnboardingScreen),
};

export function Screen({ route: { screen, ...said } }: { route: Route }) {
  // One of them, with what is said to that one.
  const Shown = screens[screen] as FunctionComponent<typeof said>;
  return <Shown {...said} />;
}
