import type { Problem, ProblemCode } from '../../../../shared/contract/problem.ts';

/** Where in a form of an account something is put right; `cabinet` is at the provider. */
export type ProblemPlace = 'credentials' | 'numbers' | 'ownNumber' | 'environment' | 'cabinet';

const places: Partial<Record<ProblemCode, ProblemPlace>> = {
  BAD_CREDENTIALS: 'credentials',
  OTHER_ACCOUNT: 'credentials',
  NOT_A_TOKEN: 'credentials',
  OTHER_TOKEN: 'credentials',
  TOKEN_EXPIRED: 'credentials',
  TOKEN_REVOKED: 'credentials',
  WRONG_ENVIRONMENT: 'environment',
  WRONG_ADDRESS: 'environment',
  SERVICE_OFF: 'cabinet',
};

const fields: Readonly<Record<string, ProblemPlace>> = {
  credentials: 'credentials',
  numbers: 'numbers',
  ownNumber: 'ownNumber',
  baseUrl: 'environment',
};

/** Undefined where it is said for the whole form. */
export function placeOfProblem({ code, field }: Problem): ProblemPlace | undefined {
  return places[code] ?? (field === undefined ? undefined : fields[field]);
}
