// `npm run prove -- <what>`: the proofs of `npm test` in any size. Runs under whatever Node is there.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBundles } from './setup/bundles.mjs';
import { runInPlace, toolEnvironment } from './setup/commands.mjs';
import { ensureSystemTools } from './setup/debian.mjs';
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
  burst: {
    what: 'what an outage leaves at the relay, of as many calls and of one, and as many clicks: every call once, one order',
    options: '--events N (10000)',
    run: (args) => runInPlace(projectNode, [at('test/prove/burst/burst-program.ts'), ...args]),
  },
  calm: {
    what: 'random live calls with the pointer in the list, wide to narrow: rows that moved, cards clipped, calls shown on no screen',
    options: '--seconds N (300) --seed S',
    run: proveCalm,
  },
  crash: {
    what: 'kill -9 of relay and program under load: nothing acknowledged is lost, told twice or ordered twice',
    options: '--kills N (60) --seed S',
    run: (args) => runInPlace(projectNode, [at('test/prove/crash/crash-program.ts'), ...args]),
  },
  damage: {
    what: "the relay's file flipped, cut, misplaced, on a disk that is full or takes nothing: no reader loses anything unheard",
    options: '--runs N (300) --seed S',
    run: (args) => runInPlace(projectNode, [at('test/prove/damage/damage-program.ts'), ...args]),
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
      proveHistories(args, '100000', [
        ...['shared/domain/call-machine.test.ts', 'electron/core/calls', tokenSuite],
        'test/conformance/sipnet-many-calls.test.ts',
      ]),
  },
  migration: {
    what: 'a database of before calls were kept by their rows: brought over whole, wherever the program is killed on the way',
    options: '--calls N (100000)',
    run: proveMigration,
  },
  operations: {
    what: "each operation of SIPNET's document by what asks for it, what answers it, where it is found, and which test drives it",
    options: '',
    run: proveOperations,
  },
  traps: {
    what: 'the main job in Chromium under every reading of what the provider leaves open; npm test does a few of them there',
    options: '--only <part of a title>',
    run: proveTraps,
  },
  numbers: {
    what: 'records of numbers, several of a call, late, repeated, disordered, between 503s and kills: every call once, as it was',
    options: '--runs N records (50000) --seed S',
    run: (args) => proveHistories(args, '50000', ['test/integration/number-records.test.ts']),
  },
  secrets: {
    what: 'planted secrets after a full run, of each kind of account and vault: in no place, in no spelling, nor in the page',
    options: '',
    run: proveSecrets,
  },
  soak: {
    what: 'the demo with a page, for long: memory flat within 5 %, no timer or descriptor left over, the event loop prompt',
    options: '--minutes N (60) --picture FILE (test-results/soak.svg)',
    run: proveSoak,
  },
  strangers: {
    what: 'foreign hosts, origins, keys, bodies and frames at the web host and a private relay: nobody is let in, nothing ends',
    options: '--runs N (4000) of each --seed S',
    run: (args) => runInPlace(projectNode, [at('test/prove/strangers/strangers-program.ts'), ...args]),
  },
  tokens: {
    what: 'tokens through crashes, rivals, wrong clocks and callers at once: never locked out, never a dead pair used',
    options: '--runs N (10000) --seed S',
    run: (args) => proveHistories(args, '10000', [tokenSuite]),
  },
};

/** @param {string[]} args */
async function proveOperations(args) {
  readOptions(args, {});
  const { packageProgram } = await import('./setup/package-program.mjs');
  return runInPlace(
    projectNode,
    [packageProgram('vitest'), 'run', '--config=build/vitest.config.ts', 'test/conformance/sipnet-table.test.ts'],
    toolEnvironment({ PEREZVON_OPERATIONS: 'print' }),
  );
}

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

/** @param {string[]} args */
async function proveMigration(args) {
  const { calls = '100000' } = readOptions(args, { calls: { type: 'string' } });
  if (!/^[1-9]\d{3,6}$/.test(String(calls))) throw new UsageError(`--calls takes a number from 1000, not "${calls}"`);
  const { packageProgram } = await import('./setup/package-program.mjs');
  return runInPlace(
    projectNode,
    [packageProgram('vitest'), 'run', '--config=build/vitest.config.ts', 'test/integration/migration.test.ts'],
    toolEnvironment({ PEREZVON_MIGRATED_CALLS: String(calls) }),
  );
}

/** @param {string[]} args */
async function proveTraps(args) {
  const { only } = readOptions(args, { only: { type: 'string' } });
  const grep = only === undefined ? [] : ['--grep', String(only)];
  return provePages(['--project=traps', ...grep], { PEREZVON_ALL_TRAPS: '1' });
}

/** @param {string[]} args */
async function proveCalm(args) {
  const { seconds = '300', seed } = readOptions(args, { seconds: { type: 'string' }, seed: { type: 'string' } });
  if (!/^\d{1,6}$/.test(String(seconds))) throw new UsageError(`--seconds takes a number, not "${seconds}"`);
  return provePages(['--project=web', '--workers=1', 'calm.spec.ts'], {
    PEREZVON_CALM_SECONDS: String(seconds),
    ...(seed === undefined ? {} : { PEREZVON_SEED: String(seed) }),
  });
}

/** @param {string[]} args */
async function proveSecrets(args) {
  readOptions(args, {});
  return provePages(['--project=web', '--workers=1', 'secrets.spec.ts'], { PEREZVON_SECRETS: 'every' });
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} environment
 */
async function provePages(args, environment) {
  await ensureSystemTools();
  await ensureBundles();
  const { packageProgram } = await import('./setup/package-program.mjs');
  return runInPlace(
    projectNode,
    [packageProgram('@playwright/test', 'playwright'), 'test', '--config=test/e2e/playwright.config.ts', ...args],
    toolEnvironment(environment),
  );
}

/** @param {string[]} args */
async function proveSoak(args) {
  await ensureSystemTools();
  await ensureBundles();
  return runInPlace(projectNode, [at('test/prove/soak/soak-program.ts'), ...args]);
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
