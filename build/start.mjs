// `npm start`: installs and builds what is missing, then opens the program. Runs under whatever Node is there.
import { ensureBundles } from './setup/bundles.mjs';
import { runInPlace, toolEnvironment } from './setup/commands.mjs';
import { chooseHost, explainEnd, noteComingUp } from './setup/host.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { at, projectNode, root, say } from './setup/project.mjs';
import { parseStartOptions, startUsage } from './setup/start-options.mjs';
import { UsageError } from './setup/usage-error.mjs';

/** A desktop program that ends sooner than this with an error has not come up. Milliseconds. */
const COMING_UP_MS = 5_000;

/** How `--self-check` ends that did its work and found something (electron/core/self-check/report.ts). */
const FAULT_FOUND = 3;

/** @returns {Promise<number>} the exit code */
async function start() {
  // npm runs scripts in the project's folder and notes where the person was.
  const options = parseStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) {
    process.stdout.write(startUsage);
    return 0;
  }
  await ensureInstalled();
  const choice = await chooseHost(options.host);
  await ensureBundles();
  if (choice.host === 'desktop') {
    say(`Opening the desktop program (${choice.why}).`);
    const startedAt = Date.now();
    const exitCode = await runInPlace(choice.program, [root, ...options.common], desktopEnvironment());
    const cameUp =
      exitCode === 0 || (options.selfCheck && exitCode === FAULT_FOUND) || Date.now() - startedAt > COMING_UP_MS;
    noteComingUp(cameUp);
    if (cameUp) return exitCode;
    say(explainEnd({ exitCode, platform: process.platform, program: choice.program }));
    if (options.host === 'desktop') return exitCode;
    say('Opening in the browser instead.');
  } else say(`Opening in the browser (${choice.why}).`);
  return runInPlace(projectNode, [at('out/web/main.js'), ...options.common, ...options.webOnly]);
}

/** Set by some editors' terminals, and then Electron runs as a plain Node. */
function desktopEnvironment() {
  const env = toolEnvironment();
  delete env.ELECTRON_RUN_AS_NODE;
  return env;
}

try {
  process.exitCode = await start();
} catch (error) {
  const isUsage = error instanceof UsageError;
  say(error instanceof Error ? error.message : String(error));
  if (isUsage) say('npm start -- --help lists the options.');
  process.exitCode = isUsage ? 2 : 1;
}
