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

export type Route =
  /** `dial`: the dial box over it, with this number in it. */
  | { screen: 'calls'; callId?: number | undefined; dial?: string | undefined }
  | { screen: 'recordings'; callId?: number | undefined }
  | { screen: 'lines'; accountId?: string | undefined; number?: string | undefined }
  /** `accountId`: the page of one account, in the section of accounts. */
  | { screen: 'settings'; section?: SettingsSection | undefined; accountId?: string | undefined }
  | { screen: 'connect' };

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
      return { screen };
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
  const rest = route.screen === 'settings' ? route.section : 'callId' in route ? route.callId : undefined;
  const inner = 'accountId' in route && route.accountId ? `/${encodeURIComponent(route.accountId)}` : '';
  return `#/${route.screen}${rest === undefined ? '' : `/${rest}`}${inner}`;
}

/** `replace` leaves no step for the back button: for a change of what is chosen on one screen. */
export function goTo(route: Route, options: { replace?: boolean } = {}): void {
  const hash = formatRoute(route);
  if (hash === location.hash) return;
  if (options.replace) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  // Neither of the two tells anybody.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
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
