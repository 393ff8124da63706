import type { Problem } from '../../shared/contract/problem.ts';
import { problemCodes } from '../../shared/contract/problem-codes.ts';

/**
 * The problem that an error of core's stands for; undefined for what is none. Says what the contract's schema says, which a
 * page would have to load a library for before it can show its first screen.
 */
export function readProblem(code: string, data: unknown): Problem | undefined {
  const known = problemCodes.find((each) => each === code);
  const { field, detail } = { ...(typeof data === 'object' ? data : {}) } as { field?: unknown; detail?: unknown };
  if (known === undefined || !isText(field, 64) || !isText(detail, 500)) return undefined;
  return { code: known, ...(field !== undefined && { field }), ...(detail !== undefined && { detail }) };
}

function isText(value: unknown, longest: number): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value.length <= longest);
}
