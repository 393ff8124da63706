import { mayLeadTo } from '../../http/base-url.ts';

/**
 * An address that the provider named and that carries access by itself, a recording's or the cabinet's: plain http is read as
 * https. Undefined where it leads to what a provider elsewhere may not lead to.
 */
export function secretAddress(address: string, baseUrl: string): URL | undefined {
  const base = new URL(baseUrl);
  const url = URL.parse(address, base.href);
  if (url === null || address === '') return undefined;
  if (url.protocol === 'http:' && base.protocol === 'https:') url.protocol = 'https:';
  return mayLeadTo(base, url) ? url : undefined;
}
