import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Logger } from '../ports.ts';

/** Asks a tool of the system and answers what it printed; undefined where it is not there, fails or takes too long. */
export type RunTool = (command: string, args: readonly string[]) => Promise<string | undefined>;

const patienceMs = 2_000;
const mostBytes = 64 * 1024;

/** Never a shell: what is asked is arguments. */
export function createRunTool(options: { environment: NodeJS.ProcessEnv; logger: Logger }): RunTool {
  const run = promisify(execFile);
  return async (command, args) => {
    try {
      const how = { env: options.environment, timeout: patienceMs, maxBuffer: mostBytes, windowsHide: true };
      return (await run(command, args, how)).stdout.trim();
    } catch (error) {
      options.logger.debug('system.no-answer', { command, error });
      return undefined;
    }
  };
}
