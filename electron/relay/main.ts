import { parseArgs } from 'node:util';
import type { RelayLogger } from './logger.ts';
import { createRelay, type RelayOptions } from './relay.ts';

const help = `Perezvon relay: receives a provider's webhooks and keeps them until the desktop has them.

  npm run relay -- --data-dir DIR [--port 8787] [--address 127.0.0.1] [--token TOKEN]

  --data-dir DIR    where the database is kept; made if it is not there
  --port PORT       0 means any free port (default 8787)
  --address ADDR    0.0.0.0 for every address of this machine (default 127.0.0.1). The relay speaks plain HTTP:
                    put a reverse proxy or a tunnel with TLS in front of it
  --token TOKEN     makes the relay private: at least 16 characters. Rather set RELAY_TOKEN, which other users
                    of this machine do not see. A relay that can be reached from the internet needs one, also
                    behind a proxy or a tunnel: without it, strangers can fill it
  --help            this text
`;

/** One JSON object a line, on stderr. */
const logger: RelayLogger = {
  info: (event, fields) => writeLine('info', event, fields),
  warn: (event, fields) => writeLine('warn', event, fields),
  error: (event, fields) => writeLine('error', event, fields),
};

function writeLine(level: string, event: string, fields: Record<string, unknown> = {}): void {
  const plain = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? value.message : value]),
  );
  console.error(JSON.stringify({ time: new Date().toISOString(), level, event, ...plain }));
}

/** What the command line asks for; `help` when that is what it asks. Throws an Error that tells what was wrong. */
function readOptions(args: string[]): RelayOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string', default: '8787' },
      address: { type: 'string', default: '127.0.0.1' },
      token: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (!values['data-dir']) throw new Error('Say where to keep the events: --data-dir DIR.');
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  const token = values.token ?? process.env.RELAY_TOKEN;
  return {
    dataDirectory: values['data-dir'],
    address: values.address,
    port: Number(values.port),
    ...(token ? { token } : {}),
    logger,
  };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(help);
    return;
  }
  const relay = await createRelay(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void relay.close();
    });
  }
  console.log(`Perezvon relay is ready: ${relay.url}`);
  if (options.token === undefined && !isLoopback(options.address)) console.error(openRelayWarning);
}

const openRelayWarning =
  'This relay listens to more than this machine and has no token: whoever reaches it can fill it with events of their own. Set RELAY_TOKEN.';

function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$|localhost$)/i.test(address);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error('npm run relay -- --help tells what it takes.');
  process.exitCode = 1;
});
