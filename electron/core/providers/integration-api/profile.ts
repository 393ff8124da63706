import type { ProviderId } from '../../../../shared/contract/account.ts';

/** One brand of the platform: SunSim and AlloIncognito differ in their addresses and in what their settings hold. */
export interface Profile {
  id: ProviderId;
  /** Base URLs, without `api/v1/`. */
  environments: { production: string; test: string };
}

/** Integration API of SunSim, "Методы оператора". */
export const sunsim: Profile = {
  id: 'sunsim',
  environments: { production: 'https://webapi.sunsim.ru:4432/', test: 'https://test-webapi.sunsim.ru:4432/' },
};

/** Integration API of AlloIncognito, "Методы оператора". */
export const alloincognito: Profile = {
  id: 'alloincognito',
  environments: {
    production: 'https://webapi.alloincognito.ru:4431/',
    test: 'https://test-webapi.alloincognito.ru:4431/',
  },
};

/** The address of a method. A base URL that was copied with the path of the methods or of the documentation is as good. */
export function methodUrl(baseUrl: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const base = new URL(baseUrl);
  const url = new URL(`${base.pathname.replace(/\/(?:(?:api(?:\/v1)?|docs)\/?)?$/, '')}/api/v1/${path}`, base);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
