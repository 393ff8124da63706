import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInPlace, toolEnvironment } from '../setup/commands.mjs';
import { at, projectNode } from '../setup/project.mjs';
import { makeScratch } from './scratch.mjs';

/**
 * @typedef {import('./suites.mjs').Suite} Suite
 * @typedef {import('./reports.mjs').Result} Result
 */

/** The exit code of what a person ended with Ctrl-C. */
const INTERRUPTED = 130;

/** Where Node keeps what it compiled, by its contents: a suite starts the same program hundreds of times. */
const compiled = at('node_modules/.cache/compiled');

/**
 * Runs a suite with its own output shown. What crashed, or ran nothing, has failed. Rejects when a person has ended it.
 *
 * @param {Suite} suite
 * @returns {Promise<Result & { problems: string[] }>}
 */
export async function runSuite(suite) {
  const { folder, remove } = makeScratch();
  const reportFile = join(folder, 'report.json');
  try {
    const { args, env } = suite.command(reportFile);
    const exitCode = await runInPlace(
      projectNode,
      args,
      toolEnvironment({ TMPDIR: folder, NODE_COMPILE_CACHE: compiled, ...env }),
    );
    if (exitCode === INTERRUPTED) throw new Error('Interrupted.');
    return judge(exitCode, readReport(suite, reportFile));
  } finally {
    remove();
  }
}

/**
 * What an exit code and a report come to together.
 *
 * @param {number} exitCode
 * @param {Result | undefined} result undefined when there is no report
 * @returns {Result & { problems: string[] }}
 */
export function judge(exitCode, result) {
  if (result === undefined) {
    return {
      passed: 0,
      failed: 1,
      skipped: [],
      failures: [],
      problems: [`crashed: exit code ${exitCode} and no report`],
    };
  }
  if (result.failed > 0) return { ...result, problems: [] };
  if (exitCode !== 0) return { ...result, failed: 1, problems: [`exit code ${exitCode}, though no test failed`] };
  if (result.passed === 0) return { ...result, failed: 1, problems: ['no test ran'] };
  return { ...result, problems: [] };
}

/**
 * @param {Suite} suite
 * @param {string} reportFile
 * @returns {Result | undefined}
 */
function readReport(suite, reportFile) {
  try {
    return suite.readReport(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch {
    return undefined;
  }
}
