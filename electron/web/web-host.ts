import { join } from 'node:path';
import { createCore } from '../core/app.ts';
import { createCloseStack } from '../core/close-stack.ts';
import type { Instance } from '../core/instance/instance.ts';
import type { HandoverRequest } from '../core/instance/second-start.ts';
import { type Clock, type Logger, VaultError } from '../core/ports.ts';
import { createSecretVault } from '../core/secrets/secret-vault.ts';
import { machineAddresses } from '../core/wake/machine-addresses.ts';
import { watchForWake } from '../core/wake/wake-watch.ts';
import type { System } from './browser.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { composePorts, systemLocale } from './compose.ts';
import { createWebServer, type WebServer } from './server.ts';
import { openSessions } from './session.ts';

export interface WebHost {
  /** An address that lets one browser in, once. */
  mintLaunchUrl(): string;
  close(): Promise<void>;
}

/** Runs the program on a data directory that this process owns, and answers later starts on it. */
export async function startWebHost(options: {
  instance: Instance;
  commandLine: CommandLine;
  rendererDirectory: string;
  logger: Logger;
  system: System;
  clock: Clock;
}): Promise<WebHost> {
  const { instance, commandLine, logger, system, clock } = options;
  const { dataDirectory } = instance;
  const opened = createCloseStack(logger);

  try {
    const vault = await createSecretVault({ dataDirectory, logger, clock, environment: system.env });
    opened.push('vault', vault.close);
    const core = await createCore(
      composePorts({ dataDirectory, clock, logger, vault, system, rendererDirectory: options.rendererDirectory }),
    );
    opened.push('core', core.close);
    let demoIsWished = commandLine.demo;
    const server = await listen(commandLine, {
      core,
      sessions: await openSessions({ path: join(dataDirectory, 'web-sessions.json'), clock }),
      rendererDirectory: options.rendererDirectory,
      locale: systemLocale(system.env),
      logger,
      // What is played speaks the language of whoever looks on, which the system that this runs on need not be set to.
      async onEntry(language) {
        if (!demoIsWished) return;
        demoIsWished = false;
        await core.startDemo(language).catch((error) => {
          logger.warn('web.no-demo', { error });
          // Where no place for secrets is open yet, the page asks for one first, and the demo follows that by itself.
          demoIsWished = !(error instanceof VaultError);
        });
      },
    });
    opened.push('server', server.close);
    await core.start();
    const watch = watchForWake({
      clock,
      addresses: machineAddresses,
      onWake: core.wake,
      isOnline: () => machineAddresses() !== '',
    });
    opened.push('wake watch', watch.close);
    await instance.serve(async (request) => {
      demoIsWished ||= asksForDemo(request);
      return { host: 'web', url: server.mintLaunchUrl() };
    });
    return { mintLaunchUrl: server.mintLaunchUrl, close: opened.close };
  } catch (error) {
    // Why it did not start is told, not what did not close after that.
    await opened.close().catch(() => {});
    throw error;
  }
}

/** Another program on the usual port is no reason not to start; on a port that was asked for by name it is. */
async function listen(
  commandLine: CommandLine,
  options: Omit<Parameters<typeof createWebServer>[0], 'port'>,
): Promise<WebServer> {
  try {
    return await createWebServer({ ...options, port: commandLine.port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (commandLine.portIsFixed) {
      throw new Error(`Another program listens on port ${commandLine.port}. Choose another one with --port.`, {
        cause: error,
      });
    }
    return createWebServer({ ...options, port: 0 });
  }
}

/** A desktop host's arguments may be none of ours: then there is nothing to do but to show the page. */
function asksForDemo(request: HandoverRequest): boolean {
  try {
    return request.host === 'web' && parseCommandLine(request.args, '/').demo;
  } catch {
    return false;
  }
}
