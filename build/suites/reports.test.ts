import { describe, expect, it } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './reports.mjs';
import { judge } from './run-suite.mjs';

// The reports are cut down from real ones of vitest 5.1 and Playwright 1.65.
describe('what a suite came to', () => {
  it('counts the tests of vitest, names the skipped, and counts a file that did not load', () => {
    const test = (status: string, fullName: string) => ({ status, fullName });
    const report = {
      testResults: [
        { name: 'a.test.ts', status: 'passed', assertionResults: [test('passed', 'one'), test('skipped', 'two')] },
        { name: 'b.test.ts', status: 'failed', assertionResults: [test('failed', 'three'), test('todo', 'four')] },
        { name: 'c.test.ts', status: 'failed', assertionResults: [] },
      ],
    };
    expect(readVitestReport(report)).toEqual({ passed: 1, failed: 2, skipped: ['two', 'four'] });
  });

  it('counts the tests of Playwright in every project, a flaky one as failed, and errors outside tests', () => {
    const test = (status: string, reason?: string) => ({
      status,
      projectName: 'web',
      annotations: reason === undefined ? [] : [{ type: 'skip', description: reason }],
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
    });
  });

  it('lets no suite pass that crashed, ran nothing or ended badly', () => {
    const result = { passed: 3, failed: 0, skipped: [] };
    expect(judge(0, result)).toMatchObject({ failed: 0, problems: [] });
    expect(judge(1, { ...result, failed: 2 })).toMatchObject({ failed: 2, problems: [] });
    expect(judge(1, result).failed).toBe(1);
    expect(judge(0, { ...result, passed: 0 }).failed).toBe(1);
    expect(judge(139, undefined).failed).toBe(1);
  });
});
