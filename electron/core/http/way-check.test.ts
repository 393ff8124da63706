import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createSystemClock } from '../system-clock.ts';
import { createHttp, type HttpDeps } from './client.ts';

const fixture = (name: string) => readFileSync(new URL(`../../../test/fixtures/tls/${name}`, import.meta.url), 'utf8');
const certificate = fixture('self-signed.crt');
const toClose: (() => unknown)[] = [];
/** Whatever was asked of the server at the other end. */
let requests: (string | undefined)[];
let secure: number;

beforeEach(async () => {
  requests = [];
  const options = { key: fixture('self-signed.key'), cert: certificate };
  secure = await listen(
    createTlsServer(options, ({ url }, response) => {
      requests.push(url);
      response.end();
    }),
  );
});
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  toClose.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy that makes tunnels to the server of the test, whatever name it is asked for. */
async function serveProxy(allowed = true, otherwise: RequestListener = () => {}) {
  const credentials: (string | undefined)[] = [];
  const server = createServer(otherwise);
  server.on('connect', (request, socket: Socket) => {
    credentials.push(request.headers['proxy-authorization']);
    if (!allowed) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const out = connect(secure, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      out.pipe(socket).pipe(out);
    });
    out.on('error', () => {});
    toClose.push(() => out.destroy());
  });
  return { port: await listen(server), credentials };
}

function check(url: string, deps: Partial<HttpDeps> = {}, signal = new AbortController().signal) {
  const http = createHttp({
    ...{ clock: createSystemClock(), logger: silentLogger, environment: {} },
    ...{ certificates: () => [certificate], ...deps },
  });
  toClose.push(() => http.close());
  return http.checkWay(url, signal);
}

it('holds to the end where the certificate is trusted, and asks nothing there', async () => {
  const found = await check(`https://localhost:${secure}/v1`);
  expect(found).toMatchObject({ outcome: 'open', issuer: 'provider.test' });
  expect(found).not.toHaveProperty('proxy');
  expect(requests).toEqual([]);
});

it('says who signed a certificate that nobody trusts here', async () => {
  expect(await check(`https://localhost:${secure}`, { certificates: () => [] })).toMatchObject({
    ...{ outcome: 'untrusted', issuer: 'provider.test', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
});

it('goes over the proxy that the system names, as requests do', async () => {
  const { port } = await serveProxy();
  const resolveProxy = async () => `SOCKS 127.0.0.1:1; PROXY 127.0.0.1:${port}`;
  expect(await check('https://provider.test/', { resolveProxy })).toMatchObject({
    ...{ outcome: 'open', proxy: `127.0.0.1:${port}` },
  });
});

it('shows the proxy its credentials, and tells nobody else of them', async () => {
  const { port, credentials } = await serveProxy();
  const environment = { HTTPS_PROXY: `http://anna:s%40cret@127.0.0.1:${port}` };
  const found = await check('https://provider.test/', { environment });
  expect(credentials).toEqual([`Basic ${Buffer.from('anna:s@cret').toString('base64')}`]);
  expect(found).toMatchObject({ outcome: 'open', proxy: `127.0.0.1:${port}` });
  expect(JSON.stringify(found)).not.toMatch(/anna|cret/);
});

it('says that the proxy wants a login, or is not there', async () => {
  const { port } = await serveProxy(false);
  const over = (at: number) => ({ resolveProxy: async () => `PROXY 127.0.0.1:${at}` });
  expect(await check('https://provider.test/', over(port))).toMatchObject({ outcome: 'proxy-refuses', reason: '407' });
  const gone = await listen(createTcpServer());
  await toClose.pop()?.();
  expect(await check('https://provider.test/', over(gone))).toMatchObject({
    ...{ outcome: 'no-proxy', reason: 'ECONNREFUSED' },
  });
});

it('tells a host that is not there from one that speaks something else', async () => {
  expect(await check('https://provider.invalid/')).toMatchObject({ outcome: 'no-host' });
  const plain = await listen(createTcpServer((socket) => socket.end('220 mail.example ESMTP\r\n')));
  expect(await check(`https://127.0.0.1:${plain}/`)).toMatchObject({ outcome: 'no-tls' });
});

it('is given up when nobody waits for it', async () => {
  const silent = await listen(createTcpServer(() => {}));
  const leaving = new AbortController();
  const checking = check(`https://127.0.0.1:${silent}/`, {}, leaving.signal);
  leaving.abort();
  await expect(checking).rejects.toThrow('aborted');
});
