import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHttpProxy, startNoProxy, startSocksProxy, type TestProxy } from '../../../test/fixtures/proxies.ts';
import { openConnection } from './open-connection.ts';
import { readProxyAddress } from './proxy-address.ts';

let server: Server;
let port: number;
const toClose: (() => unknown)[] = [];
beforeEach(async () => {
  // Says what it is at once, so that nothing of it may be lost between the proxy's answer and the first reading.
  server = createServer((socket) => socket.on('error', () => {}).write('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
});
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
  server.close();
});

async function using<P extends TestProxy>(starting: Promise<P>): Promise<P> {
  const proxy = await starting;
  toClose.push(proxy.close);
  return proxy;
}

async function open(address: string, signal = new AbortController().signal): Promise<Socket> {
  const target = { host: 'provider.test', port: 443 };
  const socket = await openConnection(readProxyAddress(address) as URL, target, createSecureContext(), signal);
  toClose.push(() => socket.destroy());
  return socket;
}

async function hears(socket: Socket): Promise<string> {
  let heard = '';
  for await (const chunk of socket) {
    heard += chunk;
    if (heard.length >= 5) break;
  }
  return heard;
}

describe('a connection over a proxy', () => {
  it.each([
    ['HTTP', () => startHttpProxy(port), 'http://'],
    ['SOCKS5', () => startSocksProxy(port), 'socks5h://'],
    ['SOCKS5, byte by byte', () => startSocksProxy(port, { slowly: true }), 'socks5://'],
    ['SOCKS4a', () => startSocksProxy(port, { version: 4 }), 'socks4a://'],
    ['SOCKS4a, byte by byte', () => startSocksProxy(port, { version: 4, slowly: true }), 'socks4://'],
  ])('of %s leads to the host by its name, and on to all that it says', async (_, start, scheme) => {
    const proxy = await using(start());
    expect(await hears(await open(`${scheme}${proxy.host}`))).toBe('hello');
    expect(proxy.asked).toEqual(['provider.test:443']);
  });

  it.each([
    ['HTTP', () => startHttpProxy(port), 'http://'],
    ['SOCKS5', () => startSocksProxy(port, { login: 'anna:p@ss' }), 'socks5://'],
  ])('of %s shows its login', async (_, start, scheme) => {
    const proxy = await using(start());
    await open(`${scheme}anna:p%40ss@${proxy.host}`);
    expect(proxy.shown).toEqual(['anna:p@ss']);
  });

  it('lives on when the time for making it is over', async () => {
    const [http, socks] = [await using(startHttpProxy(port)), await using(startSocksProxy(port))];
    for (const address of [`http://${http.host}`, `socks5://${socks.host}`]) {
      const making = new AbortController();
      const socket = await open(address, making.signal);
      making.abort();
      expect(await hears(socket)).toBe('hello');
    }
  });
});

describe('a proxy that does not lead on', () => {
  it.each([
    ['wants a login', () => startHttpProxy(port, { status: 407 }), 'http://', 'refused', '407'],
    ['lets nobody there', () => startHttpProxy(port, { status: 403, page: '<html>' }), 'http://', 'refused', '403'],
    ['cannot reach it', () => startHttpProxy(port, { status: 502, page: '<html>' }), 'http://', 'unreached', '502'],
    [
      'is a page of something else',
      () => startNoProxy('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>'),
      'socks5://',
      'unreached',
      'no SOCKS5',
    ],
    [
      'speaks no HTTP',
      () => startNoProxy('220 mail.example ESMTP\r\n'),
      'http://',
      'unreached',
      'HPE_INVALID_CONSTANT',
    ],
    ['hangs up', () => startNoProxy(''), 'http://', 'unreached', 'ECONNRESET'],
    ['hangs up on SOCKS', () => startNoProxy(''), 'socks5://', 'unreached', 'closed'],
    [
      'wants a login of SOCKS',
      () => startSocksProxy(port, { login: 'anna:x' }),
      'socks5://',
      'refused',
      'wants a login',
    ],
    [
      'wants another login',
      () => startSocksProxy(port, { login: 'anna:x' }),
      'socks5://boris:x@',
      'refused',
      'wants another login',
    ],
    ['has a rule against it', () => startSocksProxy(port, { refuses: 2 }), 'socks5://', 'refused', 'not allowed'],
    ['finds nothing there', () => startSocksProxy(port, { refuses: 5 }), 'socks5://', 'unreached', 'refused'],
    [
      'finds nothing there, of the fourth version',
      () => startSocksProxy(port, { version: 4, refuses: 0x5b }),
      'socks4://',
      'unreached',
      'code 91',
    ],
    ['is of the other version', () => startSocksProxy(port, { version: 4 }), 'socks5://', 'unreached', 'closed'],
  ])('because it %s', async (_, start, scheme, kind, reason) => {
    const proxy = await using(start());
    await expect(open(`${scheme}${proxy.host}`)).rejects.toMatchObject({ name: 'ProxyError', kind, reason });
  });

  it.each(['http://', 'socks5://', 'socks4://'])(
    'because it is not there, or says nothing in time: %s',
    async (scheme) => {
      const silent = await using(startNoProxy());
      const signal = AbortSignal.timeout(30);
      await expect(open(`${scheme}${silent.host}`, signal)).rejects.toMatchObject({
        kind: 'unreached',
        reason: 'timeout',
      });
      await silent.close();
      toClose.length = 0;
      await expect(open(`${scheme}${silent.host}`)).rejects.toMatchObject({
        kind: 'unreached',
        reason: 'ECONNREFUSED',
      });
    },
  );

  it('tells nobody of its login', async () => {
    const proxy = await using(startHttpProxy(port, { status: 407 }));
    const error = await open(`http://anna:s3cret@${proxy.host}`).catch((thrown: unknown) => thrown);
    expect(`${(error as Error).stack} ${(error as Error).message}`).not.toContain('s3cret');
  });
});
