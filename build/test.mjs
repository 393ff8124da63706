// `npm test`: installs what is missing, runs every suite and closes with one line. Runs under whatever Node is there.
import { parseArgs } from 'node:util';
import { ensureBundles } from './setup/bundles.mjs';
import { ensureSystemTools } from './setup/debian.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { say } from './setup/project.mjs';
import { UsageError } from './setup/usage-error.mjs';

const usage = `npm test                     runs every suite
npm test -- --only <suite>   runs one; --list names them
`;

/** On a machine that checks submissions everything can be installed, so nothing is let off. */
const letsOff = process.env.CI === undefined;

async function test() {
  const values = readOptions();
  if (values.help) return process.stdout.write(usage);
  // On a new machine both take a while, and neither needs the other.
  const unneeded = new AbortController();
  const systemTools = values.only === undefined && !values.list ? ensureSystemTools(unneeded.signal) : undefined;
  await ensureInstalled().catch((error) => {
    unneeded.abort();
    throw error;
  });
  // Only now: these read what is installed.
  const { suites } = await import('./suites/suites.mjs');
  const { runSuite } = await import('./suites/run-suite.mjs');
  if (values.list) return process.stdout.write(suites.map(({ name, what }) => `${name}: ${what}\n`).join(''));
  const chosen = suites.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) throw new UsageError(`There is no suite "${values.only}"; npm test -- --list names them.`);

  await (systemTools ?? ensureSystemTools());
  const buildProblem = chosen.some(({ needsBundles }) => needsBundles) ? await tryToBuild() : undefined;
  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const remarks = [];
  let skipped = 0;
  for (const suite of chosen) {
    const obstacle = await suite.obstacle();
    if (obstacle !== undefined && letsOff) {
      remarks.push(`skipped, ${suite.name} (${suite.what}): ${obstacle}`);
      skipped += 1;
      continue;
    }
    const problem = obstacle ?? (suite.needsBundles ? buildProblem : undefined);
    if (problem !== undefined) {
      remarks.push(`failed, ${suite.name} (${suite.what}): ${problem}`);
      total.failed += 1;
      continue;
    }
    say(`\n== ${suite.name}: ${suite.what}`);
    const result = await runSuite(suite);
    total.passed += result.passed;
    total.failed += result.failed;
    skipped += result.skipped.length;
    remarks.push(...result.failures.map((each) => `failed, ${suite.name}: ${each}`));
    remarks.push(...result.problems.map((each) => `failed, ${suite.name}: ${each}`));
    remarks.push(...result.skipped.map((each) => `skipped, ${suite.name}: ${each}`));
  }
  process.exitCode = total.failed === 0 ? 0 : 1;
  const closing = `${total.passed} passed, ${total.failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
  process.stdout.write(`\n${[...remarks, closing].join('\n')}\n`);
}

function readOptions() {
  try {
    return parseArgs({
      options: { only: { type: 'string' }, list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @returns {Promise<string | undefined>} what went wrong */
async function tryToBuild() {
  try {
    await ensureBundles();
    return undefined;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 'the build failed';
  }
}

try {
  await test();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
