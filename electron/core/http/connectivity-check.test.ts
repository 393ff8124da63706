import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { startHttpProxy, startNoProxy, startSocksProxy, type TestProxy } from '../../../test/fixtures/proxies.ts';
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

async function using(starting: Promise<TestProxy>): Promise<TestProxy> {
  const proxy = await starting;
  toClose.push(proxy.close);
  return proxy;
}

function check(url: string, deps: Partial<HttpDeps> = {}, signal = new AbortController().signal) {
  const http = createHttp({
    clock: createSystemClock(),
    logger: silentLogger,
    environment: {},
    certificates: () => [certificate],
    ...deps,
  });
  toClose.push(() => http.close());
  return http.checkConnectivity(url, signal);
}

it('holds to the end where the certificate is trusted, and asks nothing there', async () => {
  const found = await check(`https://localhost:${secure}/v1`);
  expect(found).toMatchObject({ outcome: 'open', issuer: 'provider.test' });
  expect(found).not.toHaveProperty('proxy');
  expect(requests).toEqual([]);
});

it('says who signed a certificate that nobody trusts here', async () => {
  expect(await check(`https://localhost:${secure}`, { certificates: () => [] })).toMatchObject({
    outcome: 'untrusted',
    issuer: 'provider.test',
    reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
});

it('goes over the proxies that the system names, as requests do', async () => {
  const { host } = await using(startHttpProxy(secure));
  const resolveProxy = async () => `SOCKS 127.0.0.1:1; PROXY ${host}`;
  expect(await check('https://provider.test/', { resolveProxy })).toMatchObject({ outcome: 'open', proxy: host });
});

it('goes over SOCKS', async () => {
  const { host } = await using(startSocksProxy(secure));
  const environment = { HTTPS_PROXY: `socks5h://${host}` };
  expect(await check('https://provider.test/', { environment })).toMatchObject({ outcome: 'open', proxy: host });
});

it('names a kind of proxy that is not spoken, and goes the way that is left', async () => {
  const found = await check(`https://provider.invalid/`, { environment: { HTTPS_PROXY: 'quic://127.0.0.1:1' } });
  expect(found).toMatchObject({ outcome: 'no-host', unspoken: ['quic'] });
  expect(found).not.toHaveProperty('proxy');
});

it('shows the proxy its credentials, and tells nobody else of them', async () => {
  const { host, shown } = await using(startHttpProxy(secure));
  const environment = { HTTPS_PROXY: `http://anna:s%40cret@${host}` };
  const found = await check('https://provider.test/', { environment });
  expect(shown).toEqual(['anna:s@cret']);
  expect(found).toMatchObject({ outcome: 'open', proxy: host });
  expect(JSON.stringify(found)).not.toMatch(/anna|cret/);
});

it('says that the proxy wants a login, or is not there', async () => {
  const { host } = await using(startHttpProxy(secure, { status: 407, page: '<html>Who are you?</html>' }));
  const over = (at: string) => ({ resolveProxy: async () => `PROXY ${at}` });
  expect(await check('https://provider.test/', over(host))).toMatchObject({ outcome: 'proxy-refuses', reason: '407' });
  const gone = await startNoProxy();
  await gone.close();
  expect(await check('https://provider.test/', over(gone.host))).toMatchObject({
    outcome: 'no-proxy',
    reason: 'ECONNREFUSED',
    proxy: gone.host,
  });
});

it('knows a page that answers in place of the tunnel', async () => {
  const { host } = await using(startHttpProxy(secure, { status: 200, page: '<html>Sign in</html>' }));
  const environment = { HTTPS_PROXY: `http://${host}` };
  expect(await check('https://provider.test/', { environment })).toMatchObject({ outcome: 'no-tls', proxy: host });
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
