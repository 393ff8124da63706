import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { Clock } from '../ports.ts';
import { detailOf, type Finding, failed, type SelfCheck, skipped } from './check.ts';

export type CheckResult = Finding & { name: string; milliseconds: number };

const usualLimitMs = 15_000;

/** Keeps the process alive, unlike the timers of a `Clock`: what hangs is to be told of, and not to end the program unheard. */
const usualTimer: Clock['after'] = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Runs one check after another. None of them keeps the others from being run: not one that throws, nor one that hangs. */
export async function runChecks(
  checks: readonly SelfCheck[],
  words: SelfCheckWords,
  after: Clock['after'] = usualTimer,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const startedAt = performance.now();
    const isDue =
      check.after === undefined || results.some(({ name, status }) => name === check.after && status === 'ok');
    const finding = isDue ? await runInTime(check, words, after) : skipped(words.needs(check.after ?? ''));
    results.push({ name: check.name, milliseconds: Math.round(performance.now() - startedAt), ...finding });
  }
  return results;
}

async function runInTime(check: SelfCheck, words: SelfCheckWords, after: Clock['after']): Promise<Finding> {
  const { limitMs = usualLimitMs } = check;
  const leaving = new AbortController();
  const late = Promise.withResolvers<Finding>();
  const cancel = after(limitMs, () => {
    late.resolve(failed(words.tooLong(limitMs / 1000)));
    leaving.abort();
  });
  try {
    return await Promise.race([check.run(leaving.signal), late.promise]);
  } catch (error) {
    return failed(words.unexpected(detailOf(error)));
  } finally {
    cancel();
  }
}
