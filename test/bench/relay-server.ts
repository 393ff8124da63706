/** The servers that the relay's benchmark loads, each in a process of its own: `bare` answers and stores nothing. */
import fastify from 'fastify';
import { createRelay } from '../../electron/relay/relay.ts';
import { silentLogger } from '../fakes/silent-logger.ts';

const [kind, dataDirectory = ''] = process.argv.slice(2);

async function listen(): Promise<string> {
  if (kind === 'bare') {
    const app = fastify();
    app.post('/hook/:writeKey', () => ({ ok: true }));
    return app.listen({ host: '127.0.0.1', port: 0 });
  }
  const limits = { newChannelsPerMinute: 1_000_000 };
  const relay = await createRelay({ dataDirectory, address: '127.0.0.1', port: 0, logger: silentLogger, limits });
  return relay.url;
}

process.send?.(await listen());
