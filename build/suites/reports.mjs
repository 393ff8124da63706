import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * What a suite came to.
 *
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped the names of those that did not run
 * @property {string[]} failures the name of each that failed and, below it, the head of what it says
 */

/** Of what a failed test says: enough to know which expectation it was, and where. Its full text stands further up. */
const SHOWN_LINES = 14;
const SHOWN_LINE_LENGTH = 300;

/**
 * @typedef {object} VitestReport of its JSON reporter, in the part that is read here
 * @property {{ name: string, status: string, message?: string, assertionResults: VitestTest[] }[]} testResults
 *
 * @typedef {{ fullName: string, status: string, failureMessages?: string[] }} VitestTest
 */

/**
 * @param {unknown} report
 * @returns {Result}
 */
export function readVitestReport(report) {
  const files = /** @type {VitestReport} */ (report).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const failed = files.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => nameFailure(`${shorten(file.name)} > ${test.fullName}`, test.failureMessages ?? [])),
  );
  // A file that could not be loaded has failed without a test to show for it.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed.length + broken.length,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
    failures: [
      ...failed,
      ...broken.map(({ name, message }) => nameFailure(shorten(name), [message ?? 'did not load'])),
    ],
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
 * @property {{ errors?: { message?: string }[] }[]} [results] one for each try
 *
 * @typedef {object} PlaywrightReport
 * @property {PlaywrightSuite[]} suites
 * @property {{ message?: string }[]} errors
 */

/**
 * @param {unknown} report
 * @returns {Result}
 */
export function readPlaywrightReport(report) {
  const { suites, errors } = /** @type {PlaywrightReport} */ (report);
  const tests = suites.flatMap((suite) => listPlaywrightTests(suite, []));
  // A test that passed only when repeated is no proof of anything.
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed: failed.length + errors.length,
    skipped: tests.filter(({ status }) => status === 'skipped').map(({ name }) => name),
    failures: [
      ...failed.map(({ name, messages }) => nameFailure(name, messages)),
      ...errors.map(({ message }) => nameFailure('outside the tests', [message ?? 'no message'])),
    ],
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string[]} above
 * @returns {{ name: string, status: string, messages: string[] }[]}
 */
function listPlaywrightTests(suite, above) {
  const titles = [...above, suite.title];
  const here = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status, projectName, annotations, results = [] }) => {
      const why = annotations.find(({ type }) => type === 'skip')?.description;
      const name = [`[${projectName}]`, ...titles, spec.title].join(' > ');
      const messages = results.flatMap(({ errors = [] }) => errors.map(({ message }) => message ?? ''));
      return { status, messages, name: why === undefined ? name : `${name} (${why})` };
    }),
  );
  return [...here, ...(suite.suites ?? []).flatMap((inner) => listPlaywrightTests(inner, titles))];
}

/** @param {string} file as Vitest names it: from the root of the machine */
const shorten = (file) => relative(process.cwd(), file);

/**
 * @param {string} name
 * @param {string[]} messages
 * @returns {string}
 */
function nameFailure(name, messages) {
  const lines = stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('node_modules/'))
    .map((line) => `    ${line.slice(0, SHOWN_LINE_LENGTH)}`);
  const rest = lines.length > SHOWN_LINES ? [`    (${lines.length - SHOWN_LINES} lines more above)`] : [];
  return [name, ...lines.slice(0, SHOWN_LINES), ...rest].join('\n');
}
