import type { Problem, ProblemCode } from '../../shared/contract/problem.ts';
import { compact } from '../../shared/domain/compact.ts';
import { isFullDisk } from './full-disk.ts';
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
  if (isPartGone(error)) return { code: 'PROGRAM_REPLACED' };
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof ProviderError) {
    const { code, detail, field } = error;
    return {
      code,
      ...compact({ detail: detail?.slice(0, 500), field }),
    };
  }
  if (error instanceof VaultError) return { code: error.code };
  if (isFullDisk(error)) return { code: 'DISK_FULL' };
  return { code: 'INTERNAL' };
}

/**
 * A part of the program's own, which is loaded when it is needed, was not there: the web host is built again where it runs, and
 * leaves the parts of its last builds only. What is told of a package that is missing begins otherwise.
 */
function isPartGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (code === 'ERR_MODULE_NOT_FOUND' && error.message.startsWith('Cannot find module')) || isPartGone(error.cause);
}
