// `npm run prove -- <what>`: the proofs of `npm test` in any size. Runs under whatever Node is there.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBundles } from './setup/bundles.mjs';
import { runInPlace, toolEnvironment } from './setup/commands.mjs';
import { ensureSystemTools } from './setup/debian.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { nearestOf } from './setup/nearest.mjs';
import { at, projectNode, say } from './setup/project.mjs';
import { describeOptions, readProofOptions } from './setup/prove-options.mjs';
import { UsageError } from './setup/usage-error.mjs';

/**
 * @typedef {object} Proof
 * @property {string} what
 * @property {Record<string, import('./setup/prove-options.mjs').ProofOption>} options
 * @property {(values: Record<string, string>) => Promise<number>} run answers the exit code, after a table
 */

const tokenSuite = 'electron/core/providers/integration-api/token-rotation.test.ts';

/** @type {Record<string, Proof>} */
const proofs = {
  burst: {
    what: 'what an outage leaves at the relay, of as many calls and of one, and as many clicks: every call once, one order',
    options: { events: { takes: 'N', usual: '10000', least: 1 } },
    run: (values) => runProgram('burst', values),
  },
  calm: {
    what: 'random live calls with the pointer in the list, wide to narrow: rows that moved, cards clipped, calls shown on no screen',
    options: { seconds: { takes: 'N', usual: '300', least: 1, most: 999_999 }, seed: { takes: 'S' } },
    run: proveCalm,
  },
  crash: {
    what: 'kill -9 of relay and program under load: nothing acknowledged is lost, told twice or ordered twice',
    options: { kills: { takes: 'N', usual: '60', least: 1 }, seed: { takes: 'S' } },
    run: (values) => runProgram('crash', values),
  },
  damage: {
    what: "the relay's file flipped, cut, misplaced, on a disk that is full or takes nothing: no reader loses anything unheard",
    options: { runs: { takes: 'N', usual: '300', least: 1 }, seed: { takes: 'S' } },
    run: (values) => runProgram('damage', values),
  },
  desktop: {
    what: 'deliberate mistakes about Electron, its packager and its bundler, each noticed by type check or test',
    options: { only: { takes: '<part of the list, or words of a mistake>' } },
    run: (values) => runProgram('desktop', values),
  },
  histories: {
    what: 'calls as events and lists tell them, in any order, twice, late and with losses; tokens through crashes and rivals',
    options: { runs: { takes: 'N', usual: '100000', least: 1 }, seed: { takes: 'S' } },
    run: (values) =>
      proveHistories(values, [
        ...['shared/domain/call-machine.test.ts', 'electron/core/calls', tokenSuite],
        'test/conformance/sipnet-many-calls.test.ts',
      ]),
  },
  migration: {
    what: 'a database of before calls were kept by their rows: brought over whole, wherever the program is killed on the way',
    options: { calls: { takes: 'N', usual: '100000', least: 1000, most: 9_999_999 } },
    run: proveMigration,
  },
  operations: {
    what: "each operation of SIPNET's document by what asks for it, what answers it, where it is found, and which test drives it",
    options: {},
    run: proveOperations,
  },
  orders: {
    what: 'clicks, lost answers, pages and kills by the clock on the wall, at a provider written from its document: one order',
    options: { only: { takes: '<words of a row>' } },
    run: (values) => runProgram('orders', values),
  },
  traps: {
    what: 'the main job in Chromium under every reading of what the provider leaves open; npm test does a few of them there',
    options: { only: { takes: '<part of a title>' } },
    run: proveTraps,
  },
  numbers: {
    what: 'records of numbers, several of a call, late, repeated, disordered, between 503s and kills: every call once, as it was',
    options: { runs: { takes: 'N records', usual: '50000', least: 1 }, seed: { takes: 'S' } },
    run: (values) => proveHistories(values, ['test/integration/number-records.test.ts']),
  },
  secrets: {
    what: 'planted secrets after a full run, of each kind of account and vault: in no place, in no spelling, nor in the page',
    options: {},
    run: proveSecrets,
  },
  soak: {
    what: 'the demo with a page, for long: memory flat within 5 %, no timer or descriptor left over, the event loop prompt',
    options: {
      minutes: { takes: 'N', usual: '60', least: 3 },
      picture: { takes: 'FILE', usual: 'test-results/soak.svg' },
    },
    run: proveSoak,
  },
  strangers: {
    what: 'foreign hosts, origins, keys, bodies and frames at the web host and a private relay: nobody is let in, nothing ends',
    options: { runs: { takes: 'N of each', usual: '4000', least: 1 }, seed: { takes: 'S' } },
    run: (values) => runProgram('strangers', values),
  },
  tokens: {
    what: 'tokens through crashes, rivals, wrong clocks and callers at once: never locked out, never a dead pair used',
    options: { runs: { takes: 'N', usual: '10000', least: 1 }, seed: { takes: 'S' } },
    run: (values) => proveHistories(values, [tokenSuite]),
  },
};

/**
 * @param {string} name
 * @param {Record<string, string>} values
 */
function runProgram(name, values) {
  const args = Object.entries(values).map(([option, value]) => `--${option}=${value}`);
  return runInPlace(projectNode, [at(`test/prove/${name}/${name}-program.ts`), ...args]);
}

async function proveOperations() {
  const { packageProgram } = await import('./setup/package-program.mjs');
  return runInPlace(
    projectNode,
    [packageProgram('vitest'), 'run', '--config=build/vitest.config.ts', 'test/conformance/sipnet-table.test.ts'],
    toolEnvironment({ PEREZVON_OPERATIONS: 'print' }),
  );
}

/**
 * @param {Record<string, string>} values
 * @param {string[]} suites
 */
async function proveHistories({ runs = '', seed }, suites) {
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
        PEREZVON_HISTORIES: runs,
        ...(seed === undefined ? {} : { PEREZVON_SEED: seed }),
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

/** @param {Record<string, string>} values */
async function proveMigration({ calls = '' }) {
  const { packageProgram } = await import('./setup/package-program.mjs');
  return runInPlace(
    projectNode,
    [packageProgram('vitest'), 'run', '--config=build/vitest.config.ts', 'test/integration/migration.test.ts'],
    toolEnvironment({ PEREZVON_MIGRATED_CALLS: calls }),
  );
}

/** @param {Record<string, string>} values */
async function proveTraps({ only }) {
  const grep = only === undefined ? [] : ['--grep', only];
  return provePages(['--project=traps', ...grep], { PEREZVON_ALL_TRAPS: '1' });
}

/** @param {Record<string, string>} values */
async function proveCalm({ seconds = '', seed }) {
  return provePages(['--project=web', '--workers=1', 'calm.spec.ts'], {
    PEREZVON_CALM_SECONDS: seconds,
    ...(seed === undefined ? {} : { PEREZVON_SEED: seed }),
  });
}

async function proveSecrets() {
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

/** @param {Record<string, string>} values */
async function proveSoak(values) {
  await ensureSystemTools();
  await ensureBundles();
  return runProgram('soak', values);
}

function usage() {
  const lines = Object.entries(proofs).map(
    ([name, { what, options }]) => `  ${name} ${describeOptions(options)}\n      ${what}\n`,
  );
  return `npm run prove -- <what> [options]\n\n${lines.join('')}`;
}

try {
  const [name, ...args] = process.argv.slice(2);
  const proof = name === undefined || !Object.hasOwn(proofs, name) ? undefined : proofs[name];
  if (name === undefined || args.includes('--help') || name === '--help' || name === '--list')
    process.stdout.write(usage());
  else if (proof === undefined) {
    const nearest = nearestOf(name, Object.keys(proofs));
    const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    throw new UsageError(`There is no proof "${name}".${meant}\n\n${usage()}`);
  } else {
    const values = readProofOptions(name, proof.options, args);
    await ensureInstalled();
    process.exitCode = await proof.run(values);
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
