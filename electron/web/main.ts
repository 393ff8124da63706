import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createCloseStack } from '../core/close-stack.ts';
import { defaultDataDirectory } from '../core/instance/data-directory.ts';
import { claimInstance } from '../core/instance/instance.ts';
import { explainStart } from '../core/instance/start-problem.ts';
import { createLogger } from '../core/log/log.ts';
import { hostPlatform } from '../core/system/host-platform.ts';
import { leaveAtOnce } from '../core/system/leave-at-once.ts';
import { createSystemClock } from '../core/system-clock.ts';
import { openPage, type System } from './browser.ts';
import { type CommandLine, CommandLineError, parseCommandLine, usage } from './command-line.ts';
import { systemLocale } from './compose.ts';
import { startWebHost, type WebHost } from './web-host.ts';

const system: System = { platform: process.platform, env: process.env };

/** Of the bundle as of the sources: both lie two folders deep. */
const rendererDirectory = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** How long an orderly end may take before it becomes a disorderly one. Milliseconds. */
const patienceMs = 10_000;

async function run(args: string[]): Promise<void> {
  const commandLine = parseCommandLine(args, process.cwd());
  if (commandLine.help) {
    process.stdout.write(usage);
    return;
  }
  if (commandLine.selfCheck) {
    const { runSelfCheck } = await import('./self-check/self-check.ts');
    // Without waiting for what may hang in the machine.
    leaveAtOnce(
      await runSelfCheck({
        platform: hostPlatform(process.platform),
        locale: systemLocale(process.env),
        rendererDirectory,
      }),
    );
  }
  const dataDirectory =
    commandLine.dataDirectory ??
    defaultDataDirectory({ platform: process.platform, home: homedir(), env: process.env });
  try {
    await runOn(dataDirectory, commandLine, args);
  } catch (error) {
    throw explainStart(error, dataDirectory, systemLocale(process.env));
  }
}

async function runOn(dataDirectory: string, commandLine: CommandLine, args: string[]): Promise<void> {
  const claim = await claimInstance({ dataDirectory, request: { host: 'web', args } });
  if ('answer' in claim) {
    const { url } = claim.answer;
    if (url === undefined) complain('Perezvon already runs on this data as the desktop program, and shows its window.');
    else await announce(url, commandLine);
    return;
  }

  const { instance } = claim;
  const logger = createLogger({ dataDirectory: instance.dataDirectory });
  const opened = createCloseStack(logger);
  opened.push('instance', instance.close);
  let ending: Promise<void> | undefined;

  const end = (exitCode: number): Promise<void> => {
    ending ??= (async () => {
      setTimeout(() => leaveAtOnce(exitCode || 1), patienceMs).unref();
      await opened.close();
      logger.close();
      leaveAtOnce(exitCode);
    })();
    return ending;
  };
  const fail = (event: string, error: unknown) => {
    logger.error(event, { error });
    complain(`Perezvon ended because of an error: ${sentence(error)}`);
    end(1).catch(() => leaveAtOnce(1));
  };
  process.on('uncaughtException', (error) => fail('host.uncaught', error));
  process.on('unhandledRejection', (reason) => fail('host.unhandled', reason));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      logger.info('host.ends', { signal });
      end(0).catch((error) => fail('host.close', error));
    });
  }

  let host: WebHost;
  try {
    host = await startWebHost({
      instance,
      commandLine,
      rendererDirectory,
      logger,
      system,
      clock: createSystemClock(),
    });
  } catch (error) {
    logger.error('host.not-started', { error });
    await opened.close().catch(() => {});
    throw error;
  }
  opened.push('host', host.close);
  await announce(host.mintLaunchUrl(), commandLine);
}

/** The one line of stdout: whoever started this program reads the address there. */
async function announce(url: string, commandLine: CommandLine): Promise<void> {
  process.stdout.write(`Perezvon is ready: ${url}\n`);
  if (!commandLine.openBrowser) return;
  await openPage(url, system).catch(() => complain('No browser could be started: open the address above.'));
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

run(process.argv.slice(2)).catch((error) => {
  complain(error instanceof CommandLineError ? `${error.message}\n\n${usage}` : sentence(error));
  leaveAtOnce(error instanceof CommandLineError ? 2 : 1);
});
