import type { Problem, ProblemCode } from '../../shared/contract/problem.ts';
import { VaultError } from './ports.ts';
import { ProviderError } from './providers/errors.ts';

/** A failure that has a name in the contract. Services throw it; the API hands it to the renderer. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(code: ProblemCode, fields: Omit<Problem, 'code'> = {}, options?: ErrorOptions) {
    super(code, options);
    this.problem = { code, ...fields };
  }
}

/** What the user is told of any error. An unexpected one says nothing of itself: it may hold what is secret. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof ProviderError) {
    return error.detail === undefined ? { code: error.code } : { code: error.code, detail: error.detail.slice(0, 500) };
  }
  if (error instanceof VaultError) return { code: error.code };
  if (isFullDisk(error)) return { code: 'DISK_FULL' };
  return { code: 'INTERNAL' };
}

/** ENOSPC, EDQUOT and EFBIG (a limit on this user's files) of files, SQLITE_FULL of the database. */
export function isFullDisk(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || errcode === 13;
}
