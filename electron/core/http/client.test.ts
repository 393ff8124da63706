import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { startHttpProxy, startNoProxy, startSocksProxy, type TestProxy } from '../../../test/fixtures/proxies.ts';
import { createSystemClock } from '../system-clock.ts';
import { createHttp, type HttpDeps } from './client.ts';
import { type Http, HttpError, type HttpRequest } from './http.ts';

const toClose: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

function open(deps: Partial<HttpDeps> = {}): Http {
  const http = createHttp({
    clock: createSystemClock(),
    logger: silentLogger,
    environment: {},
    ...deps,
    limits: { firstWaitMs: 1, ...deps.limits },
  });
  toClose.push(() => http.close());
  return http;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  toClose.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A real HTTP server; answers its origin and what it was asked. */
async function serve(answer: RequestListener): Promise<{ url: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  const port = await listen(server);
  toClose.push(() => server.closeAllConnections());
  return { url: `http://127.0.0.1:${port}`, seen };
}

/** A raw TCP server that sees every byte. */
async function serveTcp(answer: (socket: Socket, received: Buffer) => void): Promise<{ url: string; port: number }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('data', (received) => answer(socket, received));
  });
  const port = await listen(server);
  toClose.push(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { url: `http://127.0.0.1:${port}`, port };
}

const read = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  url,
  method: 'GET',
  retry: 'read',
  ...more,
});
const order = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  url,
  method: 'POST',
  body: '{"operation":"gencall"}',
  retry: 'once',
  ...more,
});

async function failure(answer: Promise<unknown>): Promise<HttpError> {
  const error = await answer.then(
    () => expect.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
}

describe('an answer', () => {
  it('carries status, headers and body, whatever the status', async () => {
    const { url, seen } = await serve((_, response) => {
      response.writeHead(418, { 'x-kind': 'teapot', 'set-cookie': ['a=1', 'b=2'] }).end('чай');
    });
    const answer = await open({ userAgent: 'Perezvon/1' }).request(read(`${url}/pot?size=2`));
    expect(answer).toMatchObject({
      status: 418,
      body: 'чай',
      headers: { 'x-kind': 'teapot', 'set-cookie': 'a=1, b=2' },
    });
    expect(seen[0]).toMatchObject({ url: '/pot?size=2', headers: { 'user-agent': 'Perezvon/1' } });
  });

  it('is decoded as it says', async () => {
    const { url } = await serve((_, response) => {
      response.setHeader('content-type', 'text/plain; charset=windows-1251');
      response.end(Buffer.from([0xc7, 0xe2, 0xee, 0xed, 0xee, 0xea]));
    });
    expect((await open().request(read(url))).body).toBe('Звонок');
  });

  it('decodes letters that are cut between two pieces', async () => {
    const { url } = await serve((_, response) => {
      const bytes = Buffer.from('звонок');
      response.write(bytes.subarray(0, 3));
      setImmediate(() => response.end(bytes.subarray(3)));
    });
    expect((await open().request(read(url))).body).toBe('звонок');
  });

  it('may be a stream, which carries the bytes and is not read ahead of its reader', async () => {
    const audio = Buffer.alloc(300_000, 7);
    const { url } = await serve((_, response) => response.end(audio));
    const { status, stream } = await open().stream(read(url, { maxBytes: 1 }));
    expect(status).toBe(200);
    expect((await buffer(stream)).equals(audio)).toBe(true);
  });
});

describe('limits', () => {
  it('ends what does not answer in time', async () => {
    const { url, seen } = await serve(() => {});
    const clock = createManualClock();
    const failing = failure(open({ clock }).request(read(url, { timeoutMs: 50 })));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    clock.advance(50);
    expect(await failing).toMatchObject({ kind: 'timeout', sent: true });
  });

  it('ends a body that stops coming, and lets a slow one finish', async () => {
    const { url } = await serve((request, response) => {
      response.write('a');
      if (request.url === '/stops') return;
      let left = 5;
      const timer = setInterval(() => {
        left -= 1;
        if (left > 0) return response.write('a');
        clearInterval(timer);
        return response.end();
      }, 40);
    });
    const clock = createManualClock();
    const http = open({ clock, limits: { bodyIdleMs: 1000 } });
    expect(await failure(http.request(read(`${url}/stops`)))).toMatchObject({ kind: 'timeout', sent: true });
    const { stream } = await http.stream(read(`${url}/slow`, { timeoutMs: 100 }));
    // Of the headers, which are there.
    clock.advance(1000);
    expect((await buffer(stream)).toString()).toBe('aaaaa');
  });

  it('reads no more of a body than allowed', async () => {
    let written = 0;
    const { url } = await serve((_, response) => {
      const pump = () => {
        while (!response.destroyed) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return;
        }
      };
      response.on('drain', pump);
      pump();
    });
    const error = await failure(open().request(read(url, { maxBytes: 100_000 })));
    expect(error).toMatchObject({ kind: 'too-large', sent: true });
    expect(written).toBeLessThan(50_000_000);
  });

  it('refuses endless headers', async () => {
    const { url } = await serveTcp((socket) => socket.write(`HTTP/1.1 200 OK\r\nx-long: ${'a'.repeat(100_000)}`));
    expect((await failure(open().request(read(url)))).kind).toBe('too-large');
  });
});

describe('a read', () => {
  it('is repeated after 5xx and 429, and after a dropped connection', async () => {
    const script: ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(502).end('<html>'),
      (response) => response.destroy(),
      (response) => response.end('there'),
    ];
    const { url, seen } = await serve((_, response) => script[seen.length - 1]?.(response));
    expect(await open().request(read(url, { method: 'POST', body: '{}' }))).toMatchObject({
      status: 200,
      body: 'there',
    });
    expect(seen).toHaveLength(3);
  });

  it('is repeated when the body breaks', async () => {
    const { url, seen } = await serve((_, response) => {
      if (seen.length > 1) return response.end('whole');
      response.writeHead(200, { 'content-length': '100' }).write('half');
      return setImmediate(() => response.destroy());
    });
    expect((await open().request(read(url))).body).toBe('whole');
  });

  it('is sent three times at most, and the last answer is handed over', async () => {
    const { url, seen } = await serve((_, response) => response.writeHead(503).end('busy'));
    expect(await open().request(read(url))).toMatchObject({ status: 503, body: 'busy' });
    expect(seen).toHaveLength(3);
  });

  it('is not repeated after other answers', async () => {
    const { url, seen } = await serve((_, response) => response.writeHead(404).end());
    await open().request(read(url));
    expect(seen).toHaveLength(1);
  });

  it('waits as long as a 429 asks, but not for an hour', async () => {
    const { url, seen } = await serve((request, response) => {
      response.writeHead(seen.length > 1 ? 200 : 429, { 'retry-after': request.url === '/long' ? '3600' : '1' }).end();
    });
    const http = open();
    const since = Date.now();
    expect((await http.request(read(`${url}/short`))).status).toBe(200);
    expect(Date.now() - since).toBeGreaterThanOrEqual(990);
    seen.length = 0;
    expect((await http.request(read(`${url}/long`))).status).toBe(429);
    expect(seen).toHaveLength(1);
  });

  it('as a stream is repeated before its headers only', async () => {
    const { url, seen } = await serve((_, response) => {
      if (seen.length === 1) return response.writeHead(500).end();
      response.writeHead(200, { 'content-length': '100' }).write('half');
      return setImmediate(() => response.destroy());
    });
    const { stream } = await open().stream(read(url));
    expect(await failure(buffer(stream))).toMatchObject({ kind: 'broken', sent: true });
    expect(seen).toHaveLength(2);
  });
});

describe('an order', () => {
  it('reaches a server that drops the connection exactly once, also where a connection was kept alive', async () => {
    let requests = 0;
    const { url } = await serveTcp((socket, received) => {
      requests += received.toString('latin1').split('HTTP/1.1\r\n').length - 1;
      if (received.includes('gencall')) socket.destroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
    });
    const http = open();
    await http.request(read(url));
    const error = await failure(http.request(order(url)));
    expect(error).toMatchObject({ kind: 'broken', sent: true });
    // A server could still see a second one now, were it under way.
    await http.request(read(url));
    expect(requests).toBe(3);
  });

  it('gets a connection of its own', async () => {
    const ports: (number | undefined)[] = [];
    const { url } = await serve((request, response) => {
      ports.push(request.socket.remotePort);
      response.end();
    });
    const http = open();
    for (const request of [read(url), order(url), order(url), read(url)]) await http.request(request);
    expect(new Set([ports[0], ports[1], ports[2]]).size).toBe(3);
    expect(ports[3]).toBe(ports[0]);
  });

  it('is not repeated after 5xx or 429', async () => {
    const { url, seen } = await serve((_, response) => response.writeHead(seen.length === 1 ? 503 : 429).end());
    const http = open();
    expect((await http.request(order(url))).status).toBe(503);
    expect((await http.request(order(url))).status).toBe(429);
    expect(seen).toHaveLength(2);
  });

  it('is known as unsent where nobody listens', async () => {
    const { url, port } = await serveTcp(() => {});
    await toClose.pop()?.();
    await toClose.pop()?.();
    expect(await failure(open().request(order(url)))).toMatchObject({ kind: 'unreachable', sent: false });
    expect(await failure(open().request(order(`https://127.0.0.1:${port}`)))).toMatchObject({ sent: false });
  });

  it('is known as unsent where the name does not resolve', async () => {
    const error = await failure(open().request(order('https://no-such-host.invalid/')));
    expect(error.sent).toBe(false);
    expect(['address', 'unreachable']).toContain(error.kind);
  });

  it('that was cut off while connecting is never sent afterwards', async () => {
    // A TLS server that never finishes the handshake keeps the request before its beginning.
    const { port } = await serveTcp(() => {});
    const error = await failure(open().request(order(`https://127.0.0.1:${port}/`, { timeoutMs: 50 })));
    expect(error).toMatchObject({ kind: 'timeout', sent: false });
  });
});

describe('an abort', () => {
  it('ends a request at once, and says whether it had left', async () => {
    const { url, seen } = await serve(() => {});
    const http = open();
    const controller = new AbortController();
    const asked = failure(http.request(read(url, { signal: controller.signal })));
    await expect.poll(() => seen.length).toBe(1);
    controller.abort();
    expect(await asked).toMatchObject({ kind: 'aborted', sent: true });
    expect(await failure(http.request(read(url, { signal: controller.signal })))).toMatchObject({
      kind: 'aborted',
      sent: false,
    });
  });

  it('ends the wait before the next try', async () => {
    const { url, seen } = await serve((_, response) => response.writeHead(429, { 'retry-after': '9' }).end());
    const controller = new AbortController();
    const asked = failure(open().request(read(url, { signal: controller.signal })));
    await expect.poll(() => seen.length).toBe(1);
    controller.abort();
    expect((await asked).kind).toBe('aborted');
  });

  it('ends a stream that is under way', async () => {
    const { url } = await serve((_, response) => response.write('a'));
    const controller = new AbortController();
    const { stream } = await open().stream(read(url, { signal: controller.signal }));
    const reading = failure(buffer(stream));
    controller.abort();
    expect((await reading).kind).toBe('aborted');
  });

  it('comes with close', async () => {
    const { url, seen } = await serve(() => {});
    const http = open();
    const asked = failure(http.request(read(url)));
    await expect.poll(() => seen.length).toBe(1);
    await http.close();
    expect((await asked).kind).toBe('aborted');
  });
});

describe('a redirect', () => {
  const redirect =
    (status: number, location: string): RequestListener =>
    (_, response) =>
      response.writeHead(status, { location }).end();

  it('of a read by GET is followed with its headers on one origin', async () => {
    const { url, seen } = await serve((request, response) => {
      if (request.url === '/from') redirect(302, '/to')(request, response);
      else response.end('there');
    });
    const answer = await open().request(read(`${url}/from`, { headers: { authorization: 'Bearer secret' } }));
    expect(answer.body).toBe('there');
    expect(seen[1]?.headers.authorization).toBe('Bearer secret');
  });

  it('to another origin takes no credentials along', async () => {
    const other = await serve((_, response) => response.end('there'));
    const { url } = await serve(redirect(307, `${other.url}/to`));
    const headers = { Authorization: 'Bearer secret', cookie: 'session=1', 'x-api-key': 'secret', range: 'bytes=0-' };
    expect((await open().request(read(url, { headers }))).body).toBe('there');
    expect(other.seen[0]?.headers).toMatchObject({ range: 'bytes=0-' });
    expect(JSON.stringify(other.seen[0]?.headers)).not.toMatch(/secret|session/);
  });

  it.each([
    ['of a POST', { method: 'POST', body: '{"password":"secret"}' }],
    ['of an order', { retry: 'once' }],
  ] as const)('%s is handed over', async (_, more) => {
    const other = await serve((_request, response) => response.end('there'));
    const { url } = await serve(redirect(307, other.url));
    expect((await open().request(read(url, more))).status).toBe(307);
    expect(other.seen).toHaveLength(0);
  });

  it('to plain http elsewhere is handed over', async () => {
    const { url } = await serve(redirect(301, 'http://provider.example/'));
    expect((await open().request(read(url))).status).toBe(301);
  });

  it('in a circle ends', async () => {
    const { url, seen } = await serve((request, response) => redirect(302, request.url ?? '/')(request, response));
    expect((await open().request(read(`${url}/round`))).status).toBe(302);
    expect(seen).toHaveLength(6);
  });
});

describe('addresses', () => {
  it.each(['http://provider.example/', 'ftp://provider.example/', 'nonsense', 'file:///etc/passwd'])(
    'such as %s are refused before anything is sent',
    async (url) => {
      expect(await failure(open().request(read(url)))).toMatchObject({ kind: 'address', sent: false });
    },
  );
});

describe('TLS', () => {
  const fixture = (name: string) =>
    readFileSync(new URL(`../../../test/fixtures/tls/${name}`, import.meta.url), 'utf8');
  const certificate = fixture('self-signed.crt');

  async function serveTls(): Promise<{ port: number; seen: string[] }> {
    const seen: string[] = [];
    const server = createTlsServer({ cert: certificate, key: fixture('self-signed.key') }, (request, response) => {
      seen.push(`${request.headers.host}${request.url}`);
      response.end('secure');
    });
    const port = await listen(server);
    toClose.push(() => server.closeAllConnections());
    return { port, seen };
  }

  it('to a certificate that nobody vouches for fails as such, unsent', async () => {
    const { port, seen } = await serveTls();
    const error = await failure(open().request(order(`https://127.0.0.1:${port}/`)));
    expect(error).toMatchObject({ kind: 'certificate', sent: false });
    expect(seen).toHaveLength(0);
  });

  it('to a certificate for another name fails as such', async () => {
    const { port } = await serveTls();
    const http = open({ certificates: () => [certificate] });
    expect(await failure(http.request(read(`https://127.0.0.1:${port}/`)))).toMatchObject({
      kind: 'certificate',
      sent: false,
    });
  });

  it('trusts the certificates it is given', async () => {
    const { port } = await serveTls();
    const http = open({ certificates: () => [certificate] });
    expect((await http.request(read(`https://localhost:${port}/`))).body).toBe('secure');
  });

  it('trusts what becomes known later, from then on', async () => {
    const { port } = await serveTls();
    let known: readonly string[] = [];
    const http = open({ certificates: () => known });
    const asked = () => http.request(read(`https://localhost:${port}/`));
    expect(await failure(asked())).toMatchObject({ kind: 'certificate' });
    known = [certificate];
    expect((await asked()).body).toBe('secure');
  });

  it('to something that speaks no TLS fails unsent', async () => {
    const { port } = await serveTcp((socket) => socket.end('220 mail.example ESMTP\r\n'));
    const error = await failure(open().request(order(`https://127.0.0.1:${port}/`)));
    expect(error).toMatchObject({ kind: 'broken', sent: false });
  });

  async function using(starting: Promise<TestProxy>): Promise<TestProxy> {
    const proxy = await starting;
    toClose.push(proxy.close);
    return proxy;
  }

  it('goes through the proxy of the environment', async () => {
    const { port } = await serveTls();
    const proxy = await using(startHttpProxy(port));
    const environment = { https_proxy: `http://${proxy.host}` };
    const http = open({ environment, certificates: () => [certificate] });
    expect((await http.request(read('https://provider.test/a'))).body).toBe('secure');
    expect((await http.request(order('https://provider.test/b'))).body).toBe('secure');
    expect(proxy.asked).toEqual(['provider.test:443', 'provider.test:443']);
  });

  it.each([
    ['socks5h', {}],
    ['socks5', { login: 'anna:p@ss' }],
    ['socks', {}],
    ['socks4a', { version: 4 as const }],
  ])('goes through a proxy of %s', async (scheme, options) => {
    const { port, seen } = await serveTls();
    const proxy = await using(startSocksProxy(port, options));
    const login = 'login' in options ? 'anna:p%40ss@' : '';
    const environment = { HTTPS_PROXY: `${scheme}://${login}${proxy.host}` };
    const http = open({ environment, certificates: () => [certificate] });
    expect((await http.request(read('https://provider.test/a'))).body).toBe('secure');
    expect((await http.request(order('https://provider.test/b'))).body).toBe('secure');
    expect(proxy.asked).toEqual(['provider.test:443', 'provider.test:443']);
    expect(seen).toEqual(['provider.test/a', 'provider.test/b']);
  });

  it('goes the way that the system names, and the one of the environment before it', async () => {
    const { port } = await serveTls();
    const [ofSystem, ofEnvironment] = [await using(startHttpProxy(port)), await using(startHttpProxy(port))];
    const asked: string[] = [];
    const resolveProxy = async (origin: string) => {
      asked.push(origin);
      return `PROXY ${ofSystem.host}`;
    };
    const certificates = () => [certificate];
    const http = open({ resolveProxy, certificates });
    expect((await http.request(read('https://provider.test/a'))).body).toBe('secure');
    expect((await http.request(order('https://provider.test/b'))).body).toBe('secure');
    expect((await http.request(read(`https://localhost:${port}/`))).body).toBe('secure');
    expect(asked).toEqual(['https://provider.test', 'https://provider.test']);
    expect(ofSystem.asked).toHaveLength(2);

    const environment = { HTTPS_PROXY: `http://${ofEnvironment.host}` };
    expect((await open({ resolveProxy, certificates, environment }).request(read('https://provider.test/'))).body).toBe(
      'secure',
    );
    expect(asked).toHaveLength(2);
    expect(ofEnvironment.asked).toHaveLength(1);

    // A kind that nobody here speaks leaves it to the system.
    const strange = { HTTPS_PROXY: `quic://${ofEnvironment.host}` };
    expect(
      (await open({ resolveProxy, certificates, environment: strange }).request(read('https://provider.test/'))).body,
    ).toBe('secure');
    expect(ofSystem.asked).toHaveLength(3);
  });

  it.each([
    ['is not there', null],
    ['is something else', '220 mail.example ESMTP\r\n'],
    ['cannot reach the host', 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n<html>'],
  ])('leaves a proxy that %s for the next, for an order as well, and asks it last for a while', async (_, says) => {
    const { port, seen } = await serveTls();
    const first = await startNoProxy(says ?? undefined);
    if (says === null) await first.close();
    else toClose.push(first.close);
    const second = await using(startHttpProxy(port));
    const clock = createManualClock();
    const resolveProxy = async () => `PROXY ${first.host}; SOCKS5 ${second.host}; PROXY ${second.host}; DIRECT`;
    const http = open({ resolveProxy, certificates: () => [certificate], clock });
    expect((await http.request(order('https://provider.test/a'))).body).toBe('secure');
    expect((await http.request(order('https://provider.test/b'))).body).toBe('secure');
    expect(seen).toEqual(['provider.test/a', 'provider.test/b']);
    expect(first.connections()).toBe(says === null ? 0 : 1);
    clock.advance(6 * 60_000);
    expect((await http.request(order('https://provider.test/c'))).body).toBe('secure');
    expect(first.connections()).toBe(says === null ? 0 : 2);
    expect(second.asked).toHaveLength(3);
  });

  it('goes by itself where the list of the system ends so', async () => {
    const { port } = await serveTls();
    const gone = await startNoProxy();
    await gone.close();
    const resolveProxy = async () => `PROXY ${gone.host}; DIRECT`;
    const http = open({ resolveProxy, certificates: () => [certificate] });
    const error = await failure(http.request(order('https://provider.invalid/')));
    expect(error).toMatchObject({ kind: 'address', sent: false });
    expect((await http.request(read(`https://localhost:${port}/`))).body).toBe('secure');
  });

  it('goes around no proxy that refuses, and tells it as unsent', async () => {
    const { port, seen } = await serveTls();
    const [first, second] = [await using(startHttpProxy(port, { status: 407 })), await using(startHttpProxy(port))];
    const resolveProxy = async () => `PROXY ${first.host}; PROXY ${second.host}; DIRECT`;
    const http = open({ resolveProxy, certificates: () => [certificate] });
    expect(await failure(http.request(order('https://provider.test/')))).toMatchObject({
      kind: 'unreachable',
      sent: false,
    });
    expect([second.asked, seen]).toEqual([[], []]);
  });

  it('is known as unsent where no way leads on', async () => {
    const gone = await startNoProxy();
    await gone.close();
    const resolveProxy = async () => `PROXY ${gone.host}; SOCKS5 ${gone.host}`;
    const error = await failure(open({ resolveProxy }).request(order('https://provider.test/')));
    expect(error).toMatchObject({ kind: 'unreachable', sent: false });
  });

  it('goes by itself where the system cannot say the way, and gives up where it says nothing in time', async () => {
    const resolveProxy = () => Promise.reject(new Error('no settings'));
    const error = await failure(open({ resolveProxy }).request(order('https://provider.invalid/')));
    expect(error).toMatchObject({ kind: 'address', sent: false });
    const silent = open({ resolveProxy: () => new Promise(() => {}), limits: { headersMs: 20 } });
    expect(await failure(silent.request(order('https://provider.invalid/')))).toMatchObject({ kind: 'timeout' });
  });

  it('goes around the proxy to this machine and to what NO_PROXY names', async () => {
    const { port } = await serveTls();
    const proxy = await using(startHttpProxy(port));
    const environment = { HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: 'provider.test' };
    const http = open({ environment, certificates: () => [certificate] });
    expect((await http.request(read(`https://localhost:${port}/`))).body).toBe('secure');
    expect((await failure(http.request(order('https://provider.test/')))).sent).toBe(false);
    expect(proxy.asked).toHaveLength(0);
  });
});
