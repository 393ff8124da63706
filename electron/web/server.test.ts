import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { os } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Logger } from '../core/ports.ts';
import { createWebServer, type WebServer } from './server.ts';
import { openSessions } from './session.ts';
import type { SocketLimits } from './websocket.ts';

const audio = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));

const downloadName = '2026-11-22 14-05 Анна (офис).mp3';

let directory: string;
let server: WebServer;
let lines: { event: string; fields: unknown }[];
/** Calls of `much`. */
let answered: number;
/** What is made for a browser that comes in. */
let onEntry: () => Promise<void>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'web-'));
  await mkdir(join(directory, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(directory, 'renderer', 'index.html'), '<title>Perezvon</title>');
  await writeFile(join(directory, 'renderer', 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(directory, 'outside.txt'), 'not for pages');
  await writeFile(join(directory, 'call.mp3'), audio);
  lines = [];
  answered = 0;
  onEntry = async () => {};
  server = await startServer();
});
afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

async function startServer(port = 0, socketLimits: Partial<SocketLimits> = {}): Promise<WebServer> {
  const write = (event: string, fields?: unknown) => void lines.push({ event, fields });
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  return createWebServer({
    core: {
      router: {
        ping: os.handler(() => 'pong'),
        much: os.handler(() => {
          answered += 1;
          return 'x'.repeat(200_000);
        }),
      },
      audioFile: (callId) =>
        callId === 7
          ? // What core remembers of the size is out of date on purpose.
            { path: join(directory, 'call.mp3'), bytes: 5, mimeType: 'audio/mpeg', downloadName }
          : callId === 8
            ? { path: join(directory, 'gone.mp3'), bytes: 5, mimeType: 'audio/mpeg', downloadName }
            : undefined,
    },
    sessions: await openSessions({
      path: join(directory, 'web-sessions.json'),
      clock: { now: Date.now, after: () => () => {} },
    }),
    rendererDirectory: join(directory, 'renderer'),
    port,
    locale: 'en',
    logger,
    socketLimits,
    onEntry: () => onEntry(),
  });
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Node's own client, because it sends any header as it is told and resolves no path. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  options: { method?: string; origin?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(options.origin ?? server.origin);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers, method: options.method ?? 'GET', agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

function launchPath(): string {
  const url = new URL(server.mintLaunchUrl());
  expect(url.origin).toBe(server.origin);
  return `${url.pathname}${url.search}`;
}

async function enter(): Promise<{ cookie: string }> {
  const answer = await ask(launchPath());
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`not let in: ${answer.status}`);
  return { cookie };
}

describe('the one-time address', () => {
  it('lets in though that cannot be written down', async () => {
    // As a full disk does, or a folder that was taken away meanwhile.
    await mkdir(join(directory, 'web-sessions.json.new/full'), { recursive: true });
    expect((await ask('/', await enter())).status).toBe(200);
  });

  it('becomes a session and leads to the page', async () => {
    const answer = await ask(launchPath());
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^perezvon_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    const page = await ask('/', await enter());
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain('Perezvon');
  });

  it('is still good for who loads it again while what they shall find is made', async () => {
    const made = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    onEntry = () => {
      begun.resolve();
      return made.promise;
    };
    const path = launchPath();
    const givenUp = new AbortController();
    const first = fetch(`${server.origin}${path}`, { redirect: 'manual', signal: givenUp.signal });
    await begun.promise;
    givenUp.abort();
    await expect(first).rejects.toThrow();
    onEntry = async () => {};
    expect((await ask(path)).status).toBe(303);
    made.resolve();
  });

  it('opens once, and says how to get another', async () => {
    const path = launchPath();
    expect((await ask(path)).status).toBe(303);
    const second = await ask(path);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect(second.body.toString()).toContain('start Perezvon again');
  });

  it.each(['/launch', '/launch?token=', '/launch?token=guess', '/launch?token=a&token=b'])(
    'is not %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it('is not used up by a browser that only loads ahead or asks for the head', async () => {
    const path = launchPath();
    expect((await ask(path, { 'sec-purpose': 'prefetch;prerender' })).headers['set-cookie']).toBeUndefined();
    expect((await ask(path, {}, { method: 'HEAD' })).headers['set-cookie']).toBeUndefined();
    expect((await ask(path)).status).toBe(303);
  });

  it('may be a link on another page, and nothing else of another page', async () => {
    const path = launchPath();
    const from = { 'sec-fetch-site': 'cross-site' };
    expect((await ask(path, { ...from, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).status).toBe(403);
    expect((await ask(path, { ...from, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).status).toBe(403);
    expect((await ask(path, { ...from, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).status).toBe(303);
  });

  it('never reaches the log', async () => {
    const path = launchPath();
    await ask(path, { host: 'evil.example' });
    await ask(path);
    await ask(path);
    const token = new URLSearchParams(path.split('?')[1]).get('token') ?? '';
    expect(token).toHaveLength(43);
    expect(JSON.stringify(lines)).not.toContain(token);
  });
});

describe('who is let in', () => {
  it.each(['/', '/index.html', '/assets/main-1a2b.js', '/media/recordings/7', '/nothing'])(
    'asks for a session at %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(401);
      expect(answer.body.toString()).toContain('has not been let in');
      expect((await ask(path, { cookie: `perezvon_${new URL(server.origin).port}=guess` })).status).toBe(401);
    },
  );

  it('knows its sessions after a restart, and keeps nothing on disk that opens one', async () => {
    const session = await enter();
    const port = Number(new URL(server.origin).port);
    await server.close();
    server = await startServer(port);
    expect((await ask('/', session)).status).toBe(200);
    const stored = await readFile(join(directory, 'web-sessions.json'), 'utf8');
    expect(stored).not.toContain(session.cookie.split('=')[1]);
    expect((await stat(join(directory, 'web-sessions.json'))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['another name', (port: string) => ({ host: `evil.example:${port}` })],
    ['localhost', (port: string) => ({ host: `localhost:${port}` })],
    ['another port', () => ({ host: '127.0.0.1:1' })],
    ['no port', () => ({ host: '127.0.0.1' })],
    ['a trailing dot', (port: string) => ({ host: `127.0.0.1.:${port}` })],
    ['another origin', () => ({ origin: 'https://evil.example' })],
    ['a page without origin', () => ({ origin: 'null' })],
    ['another port of this machine', () => ({ origin: 'http://127.0.0.1:3000' })],
    ['a picture on another site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a picture on another port', () => ({ 'sec-fetch-site': 'same-site' })],
  ])('refuses %s, session or not', async (_what, headers) => {
    const session = await enter();
    const answer = await ask('/', { ...session, ...headers(new URL(server.origin).port) });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('takes its own origin and a typed address', async () => {
    const session = await enter();
    const own = { origin: server.origin, 'sec-fetch-site': 'same-origin' };
    expect((await ask('/assets/main-1a2b.js', { ...session, ...own })).status).toBe(200);
    expect((await ask('/', { ...session, 'sec-fetch-site': 'none' })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('does nothing on %s', async (method) => {
    expect((await ask('/', await enter(), { method })).status).toBe(404);
  });
});

describe('the renderer', () => {
  it('comes with headers that leave an injected script or style nothing', async () => {
    for (const path of ['/', '/nothing', '/launch?token=x']) {
      const { headers } = await ask(path, await enter());
      const policy = String(headers['content-security-policy']).split('; ');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("style-src 'self'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy.join()).not.toContain('unsafe');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('lets a browser keep what is named by its content, and nothing else', async () => {
    const session = await enter();
    expect((await ask('/assets/main-1a2b.js', session)).headers['cache-control']).toContain('immutable');
    expect((await ask('/', session)).headers['cache-control']).toBe('no-cache');
    expect((await ask('/media/recordings/7', session)).headers['cache-control']).toBe('no-store');
  });

  it.each(['/../outside.txt', '/..%2foutside.txt', '/assets/..%2f..%2foutside.txt', '/%2e%2e/outside.txt'])(
    'ends at its folder: %s',
    async (path) => {
      const answer = await ask(path, await enter());
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.body.toString()).not.toContain('not for pages');
    },
  );
});

describe('connections', () => {
  it('beyond what one browser needs are turned away, and leave room when they end', async () => {
    const { hostname, port } = new URL(server.origin);
    const open = () => {
      const socket = connect({ host: hostname, port: Number(port) }).on('error', () => {});
      return { socket, closed: once(socket, 'close') };
    };
    const many = Array.from({ length: 300 }, open);
    await Promise.race(many.map(({ closed }) => closed));
    for (const { socket } of many) socket.destroy();
    await Promise.all(many.map(({ closed }) => closed));
    await vi.waitFor(async () => expect((await ask('/', await enter())).status).toBe(200));
  });
});

describe('cookies of other ports', () => {
  it('keep nobody out, however many of the same name come first', async () => {
    const { cookie } = await enter();
    const [name] = cookie.split('=');
    const theirs = Array.from({ length: 170 }, (_, n) => `${name}=${String(n).padStart(4000, 'x')}`);
    for (const header of [
      [...theirs, cookie],
      [cookie, ...theirs],
      [`${name}=`, cookie, `${name}=x`],
    ]) {
      expect((await ask('/', { cookie: header.join('; ') })).status).toBe(200);
    }
    expect((await ask('/', { cookie: theirs.join('; ') })).status).toBe(401);
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, {
      headers: { cookie: [...theirs, cookie].join('; '), origin: server.origin },
    });
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    socket.close();
  });
});

describe('recordings', () => {
  it('come whole, by the size of the file itself', async () => {
    const answer = await ask('/media/recordings/7', await enter());
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'accept-ranges': 'bytes',
      'content-length': '1000',
    });
    expect(answer.body.equals(audio)).toBe(true);
  });

  it.each([
    ['bytes=0-9', 'bytes 0-9/1000', audio.subarray(0, 10)],
    ['bytes=990-', 'bytes 990-999/1000', audio.subarray(990)],
    ['bytes=-4', 'bytes 996-999/1000', audio.subarray(996)],
  ])('seek: %s', async (range, contentRange, bytes) => {
    const answer = await ask('/media/recordings/7', { ...(await enter()), range });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(contentRange);
    expect(answer.body.equals(bytes)).toBe(true);
  });

  it('are offered for saving under a name of our own, and only when that was asked for', async () => {
    const session = await enter();
    expect((await ask('/media/recordings/7', session)).headers['content-disposition']).toBeUndefined();
    const answer = await ask('/media/recordings/7?download=1', session);
    expect(answer.body.equals(audio)).toBe(true);
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="2026-11-22 14-05 ____ (____).mp3"; filename*=UTF-8''2026-11-22%2014-05%20%D0%90%D0%BD%D0%BD%D0%B0%20%28%D0%BE%D1%84%D0%B8%D1%81%29.mp3`,
    );
  });

  it('say their size to what does not fit', async () => {
    const answer = await ask('/media/recordings/7', { ...(await enter()), range: 'bytes=1000-' });
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */1000');
  });

  it('tell their head without a body', async () => {
    const answer = await ask('/media/recordings/7', await enter(), { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe('1000');
    expect(answer.body).toHaveLength(0);
  });

  it.each([
    '/media/recordings/6',
    '/media/recordings/8',
    '/media/recordings/0',
    '/media/recordings/7.0',
    '/media/recordings/..%2f7',
  ])('are not at %s', async (path) => {
    expect((await ask(path, await enter())).status).toBe(404);
  });
});

describe('the socket', () => {
  /** The close code, or the HTTP status that refused the upgrade. */
  function attempt(headers: Record<string, string>, path = '/rpc'): Promise<number> {
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers });
    return new Promise((resolve) => {
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => {});
    }).finally(() => socket.terminate()) as Promise<number>;
  }

  it('opens for a page that was let in, and for nobody else', async () => {
    const session = await enter();
    const own = { ...session, origin: server.origin };
    expect(await attempt(own)).toBe(101);
    expect(await attempt(session)).toBe(403);
    expect(await attempt({ ...own, origin: 'http://127.0.0.1:3000' })).toBe(403);
    expect(await attempt({ ...own, host: 'evil.example' })).toBe(403);
    expect(await attempt({ origin: server.origin })).toBe(401);
    expect(await attempt({ origin: server.origin, cookie: 'perezvon_1=x' })).toBe(401);
    expect(await attempt(own, '/elsewhere')).toBe(404);
  });

  async function openSocket(): Promise<WebSocket> {
    const headers = { ...(await enter()), origin: server.origin };
    return new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, { headers });
  }

  it.each([
    ['not JSON', 'hello'],
    ['not an envelope', '[1,2]'],
    ['binary', Buffer.from('{"i":1}')],
    ['without a call', '{"i":"1"}'],
    ['a call of nothing', '{"i":"1","p":null}'],
    ['a call of another place', '{"i":"1","p":{"u":"http://["}}'],
    ['a file', '{"i":"1","p":{"u":"/ping","h":{"content-type":"multipart/form-data"}}}'],
    ['a stream', '{"i":"1","t":3,"p":{"e":"message"}}'],
    ['of no known kind', '{"i":"1","t":9,"p":{"u":"/ping"}}'],
    ['numbered by a record', '{"i":{},"p":{"u":"/ping"}}'],
  ])('ends at a message that is %s, and says nothing on the console', async (_what, message) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const socket = await openSocket();
    const code = new Promise((resolve) => socket.on('close', resolve));
    socket.on('open', () => socket.send(message));
    expect(await code).toBe(1007);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  it('reads no more from a page that asks and does not read, and cuts it off when it stays so', async () => {
    await server.close();
    server = await startServer(0, { heartbeatMs: 500 });
    const socket = await openSocket();
    const closed = new Promise((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    socket.pause();
    for (let id = 0; id < 5_000; id += 1) socket.send(JSON.stringify({ i: String(id), p: { u: '/much' } }));
    await vi.waitFor(() => expect(answered).toBeGreaterThan(0));
    await vi.waitFor(() => expect(lines.map(({ event }) => event)).toContain('web.socket.gone'));
    expect(answered).toBeLessThan(200);
    socket.resume();
    await closed;
  });

  it('answers all that a page asks at once when it reads', async () => {
    const socket = await openSocket();
    await new Promise((resolve) => socket.on('open', resolve));
    const heard = new Set<unknown>();
    socket.on('message', (data) => heard.add(JSON.parse(String(data)).i));
    for (let id = 0; id < 500; id += 1) socket.send(JSON.stringify({ i: String(id), p: { u: '/much' } }));
    await vi.waitFor(() => expect(heard.size).toBe(500));
    socket.close();
  });
});
