/** Why a typed address cannot be a base URL. */
export type BaseUrlProblem = 'not-a-url' | 'not-https' | 'has-credentials';

/**
 * Checks an address that a person typed: https, or http on this machine. Answers with the address as it will be used.
 * Credentials in it are refused, since an address is stored and shown and they would be too.
 */
export function checkBaseUrl(text: string): { url: string } | { problem: BaseUrlProblem } {
  const url = URL.parse(text.trim());
  if (url === null || url.hostname === '') return { problem: 'not-a-url' };
  if (!isAllowed(url)) return { problem: 'not-https' };
  if (url.username !== '' || url.password !== '') return { problem: 'has-credentials' };
  url.hash = '';
  return { url: url.href };
}

/** Whether a request may go there at all: https anywhere, plain http only to this machine. */
export function isAllowed(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** Whether the address names this machine. The WHATWG parser has already turned `127.1` and `0x7f.1` into four parts. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}

/**
 * Whether an address that came from outside may be fetched on behalf of `base`. A server elsewhere must not be able to
 * point this program at services of this machine.
 */
export function mayLeadTo(base: URL, target: URL): boolean {
  return isAllowed(target) && (isLoopback(base) || !isLoopback(target));
}
