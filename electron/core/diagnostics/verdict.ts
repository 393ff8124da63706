import type { Link, LinkResult } from '../../../shared/contract/diagnostics.ts';
import { problemOf } from '../problems.ts';

/** What was found of one link. */
export type Verdict = Omit<LinkResult, 'link' | 'accountId'>;

/** One link to be tested. Tests never reject: what fails is their verdict. */
export interface LinkTest {
  link: Link;
  accountId?: string;
  run(signal: AbortSignal): Promise<Verdict>;
}

export const fine: Verdict = { status: 'ok', finding: 'fine' };
export const blocked: Verdict = { status: 'not-applicable', finding: 'blocked' };
export const notHere: Verdict = { status: 'not-applicable', finding: 'not-here' };

/** Good, unless the answer took longer than `slowMs`. */
export function inTime(milliseconds: number, slowMs: number): Verdict {
  const rounded = Math.round(milliseconds);
  return rounded > slowMs
    ? { status: 'warning', finding: 'slow', milliseconds: rounded }
    : { ...fine, milliseconds: rounded };
}

export function failedBy(error: unknown): Verdict {
  return { status: 'failed', finding: 'problem', problem: problemOf(error) };
}
