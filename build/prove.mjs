// `npm run prove -- <what>`: the proofs of `npm test` in any size. Runs under whatever Node is there.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runInPlace, toolEnvironment } from './setup/commands.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { at, projectNode, say } from './setup/project.mjs';
import { UsageError } from './setup/usage-error.mjs';

/**
 * @typedef {object} Proof
 * @property {string} what
 * @property {string} options
 * @property {(args: string[]) => Promise<number>} run answers the exit code, after a table
 */

const tokenSuite = 'electron/core/providers/integration-api/token-keeper.test.ts';

/** @type {Record<string, Proof>} */
const proofs = {
  crash: {
    what: 'kill -9 of relay and program under load: nothing acknowledged is lost, told twice or ordered twice',
    options: '--kills N (60) --seed S',
    run: (args) => runInPlace(projectNode, [at('test/prove/crash/crash-program.ts'), ...args]),
  },
  desktop: {
    what: 'deliberate mistakes about Electron, its packager and its bundler, each noticed by type check or test',
    options: '--only <part of the list>',
    run: (args) => runInPlace(projectNode, [at('test/prove/desktop/desktop-program.ts'), ...args]),
  },
  histories: {
    what: 'calls as events and lists tell them, in any order, twice, late and with losses; tokens through crashes and rivals',
    options: '--runs N (100000)',
    run: (args) =>
      proveHistories(args, '100000', ['shared/domain/call-machine.test.ts', 'electron/core/calls', tokenSuite]),
  },
  tokens: {
    what: 'tokens through crashes, rivals, wrong clocks and callers at once: never locked out, never a dead pair used',
    options: '--runs N (10000) --seed S',
    run: (args) => proveHistories(args, '10000', [tokenSuite]),
  },
};

/**
 * @param {string[]} args
 * @param {string} usualRuns
 * @param {string[]} suites
 */
async function proveHistories(args, usualRuns, suites) {
  const { runs = usualRuns, seed } = readOptions(args, { runs: { type: 'string' }, seed: { type: 'string' } });
  if (!/^\d{1,9}$/.test(String(runs))) throw new UsageError(`--runs takes a number, not "${runs}"`);
  const { packageProgram } = await import('./setup/package-program.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'perezvon-prove-'));
  const report = join(folder, 'report.json');
  try {
    const exitCode = await runInPlace(
      projectNode,
      [
        ...[packageProgram('vitest'), 'run', '--config=build/vitest.config.ts', '--testTimeout=0'],
        ...['--testNamePattern=^any history', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        ...suites,
      ],
      toolEnvironment({
        PEREZVON_HISTORIES: String(runs),
        ...(seed === undefined ? {} : { PEREZVON_SEED: String(seed) }),
      }),
    );
    /** @type {{ testResults: { assertionResults: { title: string, status: string, duration?: number }[] }[] }} */
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const ran = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'passed' || status === 'failed');
    console.table(
      ran.map(({ title, status, duration = 0 }) => ({
        property: title,
        'histories, at least': Number(runs),
        result: status,
        seconds: Number((duration / 1000).toFixed(1)),
      })),
    );
    return ran.length === 0 ? 1 : exitCode;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string[]} args
 * @param {import('node:util').ParseArgsOptionsConfig} options
 */
function readOptions(args, options) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function usage() {
  const lines = Object.entries(proofs).map(([name, { what, options }]) => `  ${name} ${options}\n      ${what}\n`);
  return `npm run prove -- <what> [options]\n\n${lines.join('')}`;
}

try {
  const [name, ...args] = process.argv.slice(2);
  const proof = name === undefined || !Object.hasOwn(proofs, name) ? undefined : proofs[name];
  if (proof !== undefined) {
    await ensureInstalled();
    process.exitCode = await proof.run(args);
  } else if (name === undefined || name === '--help' || name === '--list') process.stdout.write(usage());
  else throw new UsageError(`There is no proof "${name}".\n\n${usage()}`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
