/** The two names under which the platform is sold; they differ in lives of tokens, in fields and in where these stand. */
export type BrandName = 'sunsim' | 'alloincognito';

export interface Brand {
  name: BrandName;
  /** Without one the authorization token lives until it is replaced (SunSim Integration API, Аутентификация). */
  authorizationLifeMs: number | undefined;
  /** Where the documents put `code`, `requestHash` and `fileContent` of getcallrecordfile. */
  placement: 'in-result' | 'beside-result';
  /** Whether settings name modes, do-not-disturb, the line and profiles (AlloIncognito Integration API, Vats/settings). */
  hasModes: boolean;
}

const dayMs = 86_400_000;

/** The same at both brands. */
export const accessLifeMs = dayMs;
export const refreshLifeMs = 25 * 3_600_000;

export const brands: Readonly<Record<BrandName, Brand>> = {
  sunsim: { name: 'sunsim', authorizationLifeMs: undefined, placement: 'beside-result', hasModes: false },
  alloincognito: {
    name: 'alloincognito',
    authorizationLifeMs: 365 * dayMs,
    placement: 'in-result',
    hasModes: true,
  },
};
