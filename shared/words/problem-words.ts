import type { Problem, ProblemCode } from '../contract/problem.ts';

/** What problems are called in one language. */
export interface ProblemWords {
  /** What happened, and what to do about it: two short sentences a shop owner understands. */
  sentences: Record<ProblemCode, string>;
  providerSays(words: string): string;
}

/** Only a refusal is told in the provider's own words: of the others `detail` is for the log and for support. */
export function sayProblem({ code, detail }: Problem, { sentences, providerSays }: ProblemWords): string {
  const said = detail?.trim();
  return code === 'PROVIDER_REFUSED' && said ? providerSays(said.replace(/[.\s]+$/, '')) : sentences[code];
}
