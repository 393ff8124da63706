import type { CustomScheme } from 'electron';

/** The page's own origin: no `file://`, whose pages could read every file of the user. */
export const scheme = 'app';
const host = 'perezvon';
export const pageUrl = `${scheme}://${host}/index.html`;
export const popupUrl = `${scheme}://${host}/popup/index.html`;

/** Registered once and before `ready`; `stream` is what lets `<audio>` play from a handler. */
export const privilegedSchemes: CustomScheme[] = [
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
];

/** Scheme and host are compared, for Node gives every URL of an unknown scheme the origin `null`. */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host: named } = new URL(url);
  return protocol === `${scheme}:` && named === host;
}
