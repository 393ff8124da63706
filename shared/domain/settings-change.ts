import type { Settings, SettingsChange } from '../contract/settings.ts';

/** What is set after a change: what it leaves out stays, accounts too. */
export function withChange(now: Settings, change: SettingsChange): Settings {
  return {
    ...now,
    ...change,
    balanceLimits: changed(now.balanceLimits, change.balanceLimits),
    callbackGreetings: changed(now.callbackGreetings, change.callbackGreetings),
  };
}

function changed<T>(known: Record<string, T>, change: Record<string, T | null> = {}): Record<string, T> {
  const entries = Object.entries({ ...known, ...change });
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== null));
}
