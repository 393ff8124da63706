// `npm run desktop:verify`: is this program well on this very system, with a real Electron? Runs under whatever Node is there.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureBundles } from './setup/bundles.mjs';
import { toolEnvironment } from './setup/commands.mjs';
import { electronVersion, fetchElectron, findElectron } from './setup/electron.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { at, root, say } from './setup/project.mjs';
import { UsageError } from './setup/usage-error.mjs';
import { questionsFor, readAnswer } from './setup/verify-questions.mjs';
import { describeVerification, isWell } from './setup/verify-report.mjs';

const usage = `Tries out the desktop program on this system, with a real Electron, and writes a report to attach to a bug

  npm run desktop:verify                 fetches Electron, runs the self-check and the specs, then asks what you see
  npm run desktop:verify -- [options]

  --unattended     ask nothing
  --specs PATTERN  only the specs whose name it fits
  --help           print this

The report is test-results/desktop-verify.md. ELECTRON_EXEC_PATH names an Electron that is here.
`;
/** What hangs has failed. Milliseconds. */
const SELF_CHECK_LIMIT_MS = 5 * 60_000;
const reportFile = at('test-results/desktop-verify.md');

/** @returns {Promise<number>} the exit code */
async function verify() {
  const { help, unattended = false, specs } = readOptions();
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  await ensureInstalled();
  const program = await obtainElectron();
  await ensureBundles();
  say('\n== Self-check');
  const { stdout, output } = await runToEnd(program, ['--self-check']);
  const selfCheck = parseReport(stdout);
  say(selfCheck === undefined ? output : selfCheck.checks.map(({ name, status }) => `${status}  ${name}`).join('\n'));
  const verification = {
    machine: { platform: process.platform, release: release(), arch: process.arch, electron: electronVersion() },
    selfCheck,
    selfCheckProblem: output,
    specs: await runSpecs(program, specs),
    seen: unattended ? undefined : await askPerson(program),
  };
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, describeVerification(verification));
  say(
    `\nThe report is test-results/desktop-verify.md: ${isWell(verification) ? 'everything is well' : 'not everything is well'}.`,
  );
  return isWell(verification) ? 0 : 1;
}

async function obtainElectron() {
  const present = findElectron();
  if (present !== undefined) return present;
  const fetched = await fetchElectron({ insist: true });
  if ('program' in fetched) return fetched.program;
  throw new Error(fetched.problem);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ stdout: string, output: string }>}
 */
function runToEnd(program, args) {
  const child = start(program, args, ['ignore', 'pipe', 'pipe']);
  const late = setTimeout(() => child.kill('SIGKILL'), SELF_CHECK_LIMIT_MS);
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ stdout: '', output: error.message }));
    child.on('close', (code, signal) => {
      clearTimeout(late);
      resolve({ stdout, output: `${stdout}${stderr}\nIt ended with ${signal ?? code}.` });
    });
  });
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 */
function start(program, args, stdio) {
  const env = toolEnvironment();
  // Set by some editors' terminals, and then Electron runs as a plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  return spawn(program, [root, ...args], { cwd: root, env, stdio });
}

/**
 * @param {string} text
 * @returns {import('./setup/verify-report.mjs').SelfCheck | undefined}
 */
function parseReport(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} program
 * @param {string | undefined} pattern
 */
async function runSpecs(program, pattern) {
  // Read by the suites as they are loaded, and by what they start.
  process.env.ELECTRON_EXEC_PATH = program;
  const { suites } = await import('./suites/suites.mjs');
  const { runSuite } = await import('./suites/run-suite.mjs');
  const suite = suites.find(({ name }) => name === 'desktop');
  if (suite === undefined) throw new Error('There is no suite "desktop".');
  const obstacle = await suite.obstacle();
  if (obstacle !== undefined)
    return { passed: 0, failed: 0, skipped: [`all of them: ${obstacle}`], failures: [], problems: [] };
  say(`\n== ${suite.name}: ${suite.what}`);
  const only = pattern === undefined ? [] : [`--grep=${pattern}`];
  const command = (/** @type {string} */ file) => {
    const asked = suite.command(file);
    return { ...asked, args: [...asked.args, ...only] };
  };
  return runSuite({ ...suite, command });
}

/**
 * Opens the program with the demo's calls, in a data directory of its own, and asks.
 *
 * @param {string} program
 */
async function askPerson(program) {
  const folder = mkdtempSync(join(tmpdir(), 'perezvon-verify-'));
  const child = start(program, [`--data-dir=${folder}`, '--demo'], 'ignore');
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const ask = async (/** @type {string} */ text) => {
    process.stderr.write(text);
    const { value, done } = await lines.next();
    return done ? undefined : value;
  };
  say('\n== What you see (y: yes, n: no, Enter: could not be seen)');
  const seen = [];
  try {
    for (const { question } of questionsFor(process.platform)) {
      let said = await ask(`${question} [y/n] `);
      let answer = said === undefined ? 'not seen' : readAnswer(said);
      while (answer === undefined) {
        said = await ask('y, n or Enter: ');
        answer = said === undefined ? 'not seen' : readAnswer(said);
      }
      const remark = answer === 'no' ? ((await ask('What was there instead? ')) ?? '') : '';
      seen.push({ question, answer, remark });
    }
    return seen;
  } finally {
    child.kill();
    await ended;
    process.stdin.destroy();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function readOptions() {
  try {
    return parseArgs({
      options: { unattended: { type: 'boolean' }, specs: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

try {
  process.exitCode = await verify();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
