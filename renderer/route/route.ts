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

export type Route =
  /** `dial`: the dial box over it, with this number in it. */
  | { screen: 'calls'; callId?: number | undefined; dial?: string | undefined }
  | { screen: 'recordings'; callId?: number | undefined }
  | { screen: 'lines'; accountId?: string | undefined; number?: string | undefined }
  /** `accountId`: the page of one account, in the section of accounts. */
  | { screen: 'settings'; section?: SettingsSection | undefined; accountId?: string | undefined }
  /** `provider`: whose form it is; without one they are offered. `step`: what comes after that. */
  | { screen: 'connect'; provider?: string | undefined; step?: ConnectStep | undefined };

/** Reads the hash of the address. Whatever does not fit is the home screen. */
export function parseRoute(hash: string): Route {
  const [screen, rest, inner] = hash.replace(/^#?\/?/, '').split('/', 3);
  switch (screen) {
    case 'recordings':
      return { screen, callId: parseCallId(rest) };
    case 'lines':
      return rest && inner ? { screen, accountId: decode(rest), number: decode(inner) } : { screen };
    case 'settings':
      if (rest === 'accounts' && inner) return { screen, section: rest, accountId: decode(inner) };
      return { screen, section: settingsSections.find((section) => section === rest) };
    case 'connect':
      return rest ? { screen, provider: decode(rest), step: connectSteps.find((step) => step === inner) } : { screen };
    case 'dial':
      return { screen: 'calls', dial: decode(rest ?? '') };
    default:
      return { screen: 'calls', callId: screen === 'calls' ? parseCallId(rest) : undefined };
  }
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

export function formatRoute(route: Route): string {
  if (route.screen === 'lines' && route.accountId !== undefined && route.number !== undefined) {
    return `#/lines/${encodeURIComponent(route.accountId)}/${encodeURIComponent(route.number)}`;
  }
  if (route.screen === 'connect' && route.provider !== undefined) {
    const step = route.step === undefined ? '' : `/${route.step}`;
    return `#/connect/${encodeURIComponent(route.provider)}${step}`;
  }
  const rest = route.screen === 'settings' ? route.section : 'callId' in route ? route.callId : undefined;
  const inner = 'accountId' in route && route.accountId ? `/${encodeURIComponent(route.accountId)}` : '';
  return `#/${route.screen}${rest === undefined ? '' : `/${rest}`}${inner}`;
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
