import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface CommandLine {
  /** 0 means any free one. */
  port: number;
  /** Whether the port was asked for by name: then another one will not do. */
  portIsFixed: boolean;
  /** Absolute; undefined means the platform's own place. */
  dataDirectory: string | undefined;
  demo: boolean;
  openBrowser: boolean;
  /** Try out what the program needs, print a report and end. */
  selfCheck: boolean;
  help: boolean;
}

/** What was typed is not what this program understands; the message is for the person who typed it. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

const defaultPort = 4780;

export const usage = `Perezvon in the browser

  --port N         listen on this port of 127.0.0.1 (${defaultPort}; 0 takes any free one)
  --data-dir DIR   keep the database, recordings and settings there
  --demo           connect a demo account with calls of its own
  --no-open        print the address and open no browser
  --self-check     try out what the program needs on this machine, print what was found as JSON, and end
  --help           print this
`;

/** Reads arguments without the program's name. Throws CommandLineError. */
export function parseCommandLine(args: readonly string[], workingDirectory: string): CommandLine {
  const { values } = readOptions(args);
  const port = Number(values.port ?? defaultPort);
  if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535) {
    throw new CommandLineError(`--port takes a number from 0 to 65535, not "${values.port}"`);
  }
  const directory = values['data-dir'];
  if (directory === '') throw new CommandLineError('--data-dir takes the path of a folder');
  const { 'self-check': selfCheck = false, ...others } = values;
  if (selfCheck && Object.keys(others).length > 0) throw new CommandLineError('--self-check stands alone');
  return {
    port,
    portIsFixed: values.port !== undefined,
    dataDirectory: directory === undefined ? undefined : resolve(workingDirectory, directory),
    demo: values.demo ?? false,
    openBrowser: !(values['no-open'] ?? false),
    selfCheck,
    help: values.help ?? false,
  };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        demo: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        'self-check': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: false,
    });
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? error.message : String(error));
  }
}
