/**
 * What a suite came to.
 *
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped the names of those that did not run
 */

/**
 * @typedef {object} VitestReport of its JSON reporter, in the part that is read here
 * @property {{ name: string, status: string, assertionResults: { fullName: string, status: string }[] }[]} testResults
 */

/**
 * @param {unknown} report
 * @returns {Result}
 */
export function readVitestReport(report) {
  const files = /** @type {VitestReport} */ (report).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  // A file that could not be loaded has failed without a test to show for it.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + broken.length,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  };
}

/**
 * @typedef {object} PlaywrightSuite of its JSON reporter, in the part that is read here
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: PlaywrightTest[] }[]} [specs]
 *
 * @typedef {object} PlaywrightTest
 * @property {string} status
 * @property {string} projectName
 * @property {{ type: string, description?: string }[]} annotations
 *
 * @typedef {object} PlaywrightReport
 * @property {PlaywrightSuite[]} suites
 * @property {unknown[]} errors
 */

/**
 * @param {unknown} report
 * @returns {Result}
 */
export function readPlaywrightReport(report) {
  const { suites, errors } = /** @type {PlaywrightReport} */ (report);
  const tests = suites.flatMap((suite) => listPlaywrightTests(suite, []));
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    // A test that passed only when repeated is no proof of anything.
    failed: tests.filter(({ status }) => status === 'unexpected' || status === 'flaky').length + errors.length,
    skipped: tests.filter(({ status }) => status === 'skipped').map(({ name }) => name),
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string[]} above
 * @returns {{ name: string, status: string }[]}
 */
function listPlaywrightTests(suite, above) {
  const titles = [...above, suite.title];
  const here = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status, projectName, annotations }) => {
      const why = annotations.find(({ type }) => type === 'skip')?.description;
      const name = [`[${projectName}]`, ...titles, spec.title].join(' > ');
      return { status, name: why === undefined ? name : `${name} (${why})` };
    }),
  );
  return [...here, ...(suite.suites ?? []).flatMap((inner) => listPlaywrightTests(inner, titles))];
}
