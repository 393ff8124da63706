import { describe, expect, it } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './reports.mjs';
import { judge } from './run-suite.mjs';

// The reports are cut down from real ones of vitest 5.1 and Playwright 1.65.
describe('what a suite came to', () => {
  it('counts the tests of vitest, names the skipped, and counts a file that did not load', () => {
    const test = (status: string, fullName: string, ...failureMessages: string[]) => ({
      status,
      fullName,
      failureMessages,
    });
    const report = {
      testResults: [
        { name: 'a.test.ts', status: 'passed', assertionResults: [test('passed', 'one'), test('skipped', 'two')] },
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [
            test('failed', 'three', 'AssertionError: 1 is not 2\n    at file.ts:3'),
            test('todo', 'four'),
          ],
        },
        { name: 'c.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      ],
    };
    expect(readVitestReport(report)).toEqual({
      passed: 1,
      failed: 2,
      skipped: ['two', 'four'],
      failures: [
        'b.test.ts > three\n    AssertionError: 1 is not 2\n        at file.ts:3',
        'c.test.ts\n    Cannot find module',
      ],
    });
  });

  it('counts the tests of Playwright in every project, a flaky one as failed, and errors outside tests', () => {
    const test = (status: string, reason?: string) => ({
      status,
      projectName: 'web',
      annotations: reason === undefined ? [] : [{ type: 'skip', description: reason }],
      results: status === 'unexpected' ? [{ errors: [{ message: '\u001b[31mError\u001b[39m: no bell' }] }] : [],
    });
    const report = {
      suites: [
        {
          title: 'launch.spec.ts',
          specs: [{ title: 'starts', tests: [test('expected'), test('flaky')] }],
          suites: [
            { title: 'inner', specs: [{ title: 'ends', tests: [test('skipped', 'no bell'), test('unexpected')] }] },
          ],
        },
      ],
      errors: [{ message: 'globalSetup failed' }],
    };
    expect(readPlaywrightReport(report)).toEqual({
      passed: 1,
      failed: 3,
      skipped: ['[web] > launch.spec.ts > inner > ends (no bell)'],
      failures: [
        '[web] > launch.spec.ts > starts',
        '[web] > launch.spec.ts > inner > ends\n    Error: no bell',
        'outside the tests\n    globalSetup failed',
      ],
    });
  });

  it('shows the head of a long message, and says how much more there is', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            {
              status: 'failed',
              fullName: 'one',
              failureMessages: [Array.from({ length: 40 }, (_, at) => `${at}`).join('\n')],
            },
          ],
        },
      ],
    };
    const [failure = ''] = readVitestReport(report).failures;
    expect(failure.split('\n')).toHaveLength(16);
    expect(failure.endsWith('(26 lines more above)')).toBe(true);
  });

  it('lets no suite pass that crashed, ran nothing or ended badly', () => {
    const result = { passed: 3, failed: 0, skipped: [], failures: [] };
    expect(judge(0, result)).toMatchObject({ failed: 0, problems: [] });
    expect(judge(1, { ...result, failed: 2 })).toMatchObject({ failed: 2, problems: [] });
    expect(judge(1, result).failed).toBe(1);
    expect(judge(0, { ...result, passed: 0 }).failed).toBe(1);
    expect(judge(139, undefined).failed).toBe(1);
  });
});
