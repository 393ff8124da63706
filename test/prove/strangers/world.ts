import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBundles } from '../../../build/setup/bundles.mjs';
import { createReadKey, hookUrl } from '../../../electron/core/webhooks/relay-keys.ts';
import { startProgram } from '../../e2e/fixtures/program.ts';
import { startRelayProcess } from '../../fixtures/relay-process.ts';

/** The web host and a private relay as programs of their own, and what their owner has of them. */
export interface World {
  /** `usedAddress` let the owner in, once. */
  web: { origin: string; port: number; cookie: string; usedAddress: string };
  relay: { url: string; token: string; readKey: string; hook: string };
  /** What both have written where a user reads errors; nothing of an attack belongs there. */
  stderr(): string;
  /** Whether both are there and serve their owner. Throws. */
  serves(): Promise<void>;
  close(): Promise<void>;
}

const relayToken = 'the token of this relay';

export async function openWorld(): Promise<World> {
  await ensureBundles();
  const directory = await mkdtemp(join(tmpdir(), 'perezvon-strangers-'));
  const program = startProgram({ args: ['--no-open', '--port', '0', '--data-dir', join(directory, 'app')] });
  const relay = await startRelayProcess(['--data-dir', join(directory, 'relay'), '--port', '0'], {
    RELAY_TOKEN: relayToken,
  });
  const usedAddress = await program.ready();
  const { origin, port } = new URL(usedAddress);
  const { cookie = '' } = await send({ url: usedAddress });
  const readKey = createReadKey();
  const hook = hookUrl(relay.url, readKey, relayToken);
  let served = 0;
  let next = '';

  /** Everything since the last time. */
  async function readOn(): Promise<string> {
    const headers = { authorization: `Bearer ${readKey}`, 'x-relay-token': relayToken };
    const { body } = await send({ url: `${relay.url}/events${next === '' ? '' : `?after=${next}`}`, headers });
    const before = next;
    next = (JSON.parse(body) as { next: string }).next;
    return next === before ? body : body + (await readOn());
  }

  return {
    web: { origin, port: Number(port), cookie, usedAddress },
    relay: { url: relay.url, token: relayToken, readKey, hook },
    stderr: () => program.stderr() + relay.stderr(),
    async serves() {
      const page = await send({ url: `${origin}/media/recordings/1`, headers: { cookie } });
      if (page.status !== 404) throw new Error(`the program answers its owner ${page.status}`);
      served += 1;
      await send({ url: hook, method: 'POST', body: JSON.stringify({ served }) });
      const told = await readOn();
      if (!told.includes(`{"served":${served}}`)) throw new Error('the relay does not tell what its owner posted');
    },
    async close() {
      await Promise.all([program.stop(), relay.end('SIGTERM')]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export interface Sent {
  url: string;
  /** In place of the path of the URL, as it goes over the wire. */
  target?: string;
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

export interface Answered {
  /** 0 where the connection was ended without an answer. */
  status: number;
  body: string;
  cookie: string | undefined;
}

/** Node's own client: it sends any header as it is told, follows nothing and resolves no path. */
export function send({ url, target, method = 'GET', headers = {}, body }: Sent): Promise<Answered> {
  const { hostname, port, pathname, search } = new URL(url);
  const isSilent = { status: 0, body: '', cookie: undefined };
  return new Promise((resolve) => {
    const path = target ?? pathname + search;
    const sent = request({ hostname, port, path, method, headers, agent: false, setHost: headers.host === undefined });
    sent.setTimeout(20_000, () => sent.destroy(new Error('unanswered')));
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => (text += piece));
      response.on('close', () => {
        const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
        resolve({ status: response.statusCode ?? 0, body: text, cookie });
      });
    });
    // An upgrade is asked for elsewhere; here it would be a stranger let in.
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ ...isSilent, status: 101 });
    });
    sent.on('error', (error) => resolve({ ...isSilent, body: error.message }));
    sent.end(body);
  });
}
