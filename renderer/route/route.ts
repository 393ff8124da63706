import { useSyncExternalStore } from 'react';

export const settingsSections = [
  'accounts',
  'notifications',
  'calls-in',
  'recordings',
  'program',
  'look',
  'data',
  'diagnostics',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

const connectSteps = ['found', 'calls'] as const;
type ConnectStep = (typeof connectSteps)[number];

/** What the address of each screen says beside its name. */
export interface Addressed {
  /** `dial`: the dial box over it, with this number in it. */
  calls: { callId?: number | undefined; dial?: string | undefined };
  recordings: { callId?: number | undefined };
  lines: { accountId?: string | undefined; number?: string | undefined };
  /** `accountId`: the page of one account, in the section of accounts. */
  settings: { section?: SettingsSection | undefined; accountId?: string | undefined };
  /** `provider`: whose form it is; without one they are offered. `step`: what comes after that. */
  connect: { provider?: string | undefined; step?: ConnectStep | undefined };
}
export type Screen = keyof Addressed;
type RouteOf<Name extends Screen> = { screen: Name } & Addressed[Name];
export type Route = { [Name in Screen]: RouteOf<Name> }[Screen];

/** How it is written: what follows the name of the screen, up to what is left out. */
const addresses: {
  [Name in Screen]: {
    read(first: string | undefined, second: string | undefined): Addressed[Name];
    write(said: Addressed[Name]): readonly (string | number | undefined)[];
  };
} = {
  calls: {
    read: (callId) => ({ callId: parseCallId(callId) }),
    write: ({ callId }) => [callId],
  },
  recordings: {
    read: (callId) => ({ callId: parseCallId(callId) }),
    write: ({ callId }) => [callId],
  },
  lines: {
    read: (accountId, number) => (accountId && number ? { accountId, number } : {}),
    write: ({ accountId, number }) => (number === undefined ? [] : [accountId, number]),
  },
  settings: {
    read: (name, accountId) =>
      name === 'accounts' && accountId
        ? { section: name, accountId }
        : { section: settingsSections.find((section) => section === name) },
    write: ({ section, accountId }) => [section, accountId || undefined],
  },
  connect: {
    read: (provider, name) => (provider ? { provider, step: connectSteps.find((step) => step === name) } : {}),
    write: ({ provider, step }) => [provider, step],
  },
};

const isScreen = (name: string): name is Screen => Object.hasOwn(addresses, name);

/** Reads the hash of the address. Whatever does not fit is the home screen. */
export function parseRoute(hash: string): Route {
  const [name = '', first, second] = hash
    .replace(/^#?\/?/, '')
    .split('/', 3)
    .map(decode);
  if (name === 'dial') return { screen: 'calls', dial: first ?? '' };
  const screen = isScreen(name) ? name : 'calls';
  return { screen, ...addresses[screen].read(isScreen(name) ? first : undefined, second) } as Route;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseCallId(text: string | undefined): number | undefined {
  const id = Number(text);
  return text !== undefined && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

export function formatRoute<Name extends Screen>(route: RouteOf<Name>): string {
  const said = addresses[route.screen].write(route);
  const end = said.indexOf(undefined);
  const parts = said.slice(0, end < 0 ? said.length : end).map((part) => encodeURIComponent(String(part)));
  return ['#', route.screen, ...parts].join('/');
}

/** `replace` leaves no step for the back button: for a change of what is chosen on one screen. */
export function goTo(route: Route, options: { replace?: boolean } = {}): void {
  const hash = formatRoute(route);
  if (hash === location.hash) return;
  // What it came from is known as long as the place it came from: it is told to `goBack`.
  if (options.replace) history.replaceState(history.state, '', hash);
  else history.pushState({ from: location.hash }, '', hash);
  // Neither of the two tells anybody.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** To what follows on something that was begun at `place`; who went elsewhere before it was done stays there. */
export function goOn(place: Route, route: Route, options: { replace?: boolean } = {}): void {
  if (formatRoute(currentRoute()) === formatRoute(place)) goTo(route, options);
}

/** One step back, as the browser's own button; to `before` where that is not what was there before. */
export function goBack(before: Route): void {
  const { from } = (history.state ?? {}) as { from?: string };
  if (from === formatRoute(before)) history.back();
  else goTo(before, { replace: true });
}

let seen: { hash: string; route: Route } | undefined;

/** The same object for the same address, as `useSyncExternalStore` asks. */
export function currentRoute(): Route {
  if (seen?.hash !== location.hash) seen = { hash: location.hash, route: parseRoute(location.hash) };
  return seen.route;
}

export function useRoute(): Route {
  return useSyncExternalStore((listener) => {
    window.addEventListener('hashchange', listener);
    window.addEventListener('popstate', listener);
    return () => {
      window.removeEventListener('hashchange', listener);
      window.removeEventListener('popstate', listener);
    };
  }, currentRoute);
}
