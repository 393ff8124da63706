/** One thing that the program needs of its machine, tried out for real. */
export interface SelfCheck {
  /** As the report names it: lower case, with hyphens. */
  name: string;
  /** The check that has to be fine first; where it is not, this one is skipped. */
  after?: string;
  /** The longest it may take. Milliseconds. */
  limitMs?: number;
  /** What throws has failed. `signal` is aborted when the time is over. */
  run(signal: AbortSignal): Promise<Finding> | Finding;
}

export type Facts = Readonly<Record<string, string | number | boolean>>;

/** What is wrong, and what to do about it. Sentences in the user's language. */
export interface Complaint {
  problem: string;
  advice: string;
}

export type Finding =
  | { status: 'ok'; found?: Facts }
  | ({ status: 'failed' } & Complaint)
  /** The machine has no such thing, and the program works without it. */
  | { status: 'skipped'; reason: string };

export const ok = (found?: Facts): Finding => (found === undefined ? { status: 'ok' } : { status: 'ok', found });
export const failed = ({ problem, advice }: Complaint): Finding => ({ status: 'failed', problem, advice });
export const skipped = (reason: string): Finding => ({ status: 'skipped', reason });

/** What an error says of itself, for a sentence. */
export function detailOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
