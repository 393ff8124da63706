import * as z from 'zod';
import type { CheckResult } from './run-checks.ts';

const name = z.string();
const milliseconds = z.int().nonnegative();
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What `--self-check` prints, in this form for as long as the program lives: scripts of others read it. */
export const selfCheckReport = z.object({
  program: z.literal('perezvon'),
  version: z.string(),
  host: z.enum(['desktop', 'web']),
  /** No check has failed. Those that were skipped do not count. */
  ok: z.boolean(),
  checks: z.array(
    z.discriminatedUnion('status', [
      z.object({ name, status: z.literal('ok'), milliseconds, found: facts.optional() }),
      z.object({ name, status: z.literal('failed'), milliseconds, problem: z.string(), advice: z.string() }),
      z.object({ name, status: z.literal('skipped'), milliseconds, reason: z.string() }),
    ]),
  ),
});
export type SelfCheckReport = z.infer<typeof selfCheckReport>;

/** How `--self-check` ends that did its work and found something; programs that do not come up end with 1 or by a signal. */
export const faultFound = 3;

export function writeReport(host: SelfCheckReport['host'], version: string, results: CheckResult[]): SelfCheckReport {
  const isFine = results.every(({ status }) => status !== 'failed');
  return selfCheckReport.parse({ program: 'perezvon', version, host, ok: isFine, checks: results });
}

/** Writes it to standard output, and resolves when it has left: a process that ends sooner cuts it short. */
export function printReport(report: SelfCheckReport): Promise<void> {
  return new Promise((resolve) => {
    // Nobody may be reading any more, and then the exit code says it all.
    process.stdout.once('error', () => resolve());
    // Electron has had a writer of its own on Windows, which knew the callback by the third place only (lib/browser/init.ts).
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`, 'utf8', () => resolve());
  });
}
