import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { compact } from '../../shared/domain/compact.ts';
import { createReadKey, hookUrl } from '../core/webhooks/relay-keys.ts';
import { createRelay, type Relay, type RelayOptions } from './relay.ts';

interface Answer {
  epoch: string;
  events: { seq: number; receivedAt: number; body: unknown }[];
  next: string;
  oldest: number;
  gap: boolean;
  now: number;
}

let directory: string;
let relay: Relay;
let log: string;
const readKey = createReadKey();

async function start(options: Partial<RelayOptions> = {}): Promise<void> {
  const write = (event: string, fields?: Record<string, unknown>) => {
    const error = fields?.error instanceof Error ? `${fields.error.stack}` : '';
    log += `${event} ${JSON.stringify(fields)} ${error}\n`;
  };
  relay = await createRelay({
    dataDirectory: directory,
    address: '127.0.0.1',
    port: 0,
    logger: { info: write, warn: write, error: write },
    ...options,
  });
}

beforeEach(() => {
  log = '';
  directory = mkdtempSync(join(tmpdir(), 'perezvon-relay-'));
});
afterEach(async () => {
  await relay.close();
  rmSync(directory, { recursive: true, force: true });
});

function post(body: unknown, { key = readKey, token }: { key?: string; token?: string } = {}): Promise<Response> {
  return fetch(hookUrl(relay.url, key, token), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function ask(query: string, { key = readKey, ...init }: RequestInit & { key?: string } = {}): Promise<Response> {
  return fetch(`${relay.url}/events?${query}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) },
  });
}

async function read(query: string, options?: Parameters<typeof ask>[1]): Promise<Answer> {
  const answer = await ask(query, options);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

/** `fetch` names a content type of its own. */
function postRaw(url: string, body: string | Buffer, contentType: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = contentType === undefined ? {} : { 'content-type': contentType };
    const sent = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function refusalOf(answer: Promise<Response>): Promise<{ status: number; error: string }> {
  const { status, ...rest } = await answer.then(async (one) => ({
    status: one.status,
    ...((await one.json()) as object),
  }));
  return { status, ...(rest as { error: string }) };
}

describe('a hook', () => {
  it('keeps what is posted, JSON or form, for the key that reads', async () => {
    await start({ now: () => 5000 });
    expect((await post({ call_id: '1', state: 'INVITE' })).status).toBe(200);
    const form = await fetch(hookUrl(relay.url, readKey), {
      method: 'POST',
      body: new URLSearchParams({ state: 'BYE' }),
    });
    expect(form.status).toBe(200);
    const { epoch, ...answer } = await read('');
    expect(answer).toEqual({
      events: [
        { seq: 1, receivedAt: 5000, body: { call_id: '1', state: 'INVITE' } },
        { seq: 2, receivedAt: 5000, body: { state: 'BYE' } },
      ],
      next: `${epoch}.2`,
      oldest: 1,
      gap: false,
      now: 5000,
    });
    expect(await read(`after=${answer.next}`)).toMatchObject({ events: [], next: answer.next, gap: false });
  });

  it.each([
    ['JSON as a form', '{"cid":9007199254740993}', 'application/x-www-form-urlencoded', '{"cid":9007199254740993}'],
    ['a form as JSON', 'cid=1&state=BYE', 'application/json', '{"cid":"1","state":"BYE"}'],
    ['JSON without a label', '{"cid":1}', undefined, '{"cid":1}'],
    ['a list', '[{"cid":1},{"cid":2}]', 'text/plain', '[{"cid":1},{"cid":2}]'],
    ['gzip', gzipSync('{"cid":1}'), 'application/json', '{"cid":1}'],
    ['what nobody understands', '<call/>', 'application/json', '"<call/>"'],
  ])('keeps %s by its content', async (_what, body, type, kept) => {
    await start();
    const status = await postRaw(hookUrl(relay.url, readKey), body, type);
    expect(status).toBe(200);
    expect(await (await ask('')).text()).toContain(`"body":${kept}}]`);
  });

  it('stores a body once that comes again within ten minutes, and says yes to both', async () => {
    let clock = 1_000_000;
    await start({ now: () => clock });
    for (const wait of [0, 1000, 598_000, 2000]) {
      clock += wait;
      expect((await post({ call_id: '1' })).status).toBe(200);
    }
    const { events } = await read('');
    expect(events.map(({ receivedAt }) => receivedAt - 1_000_000)).toEqual([0, 601_000]);
  });

  it('refuses with words what cannot be an event', async () => {
    await start();
    expect(await refusalOf(post(' '))).toEqual({ status: 400, error: 'The body is empty.' });
    expect(await refusalOf(post({ text: 'x'.repeat(64 * 1024) }))).toMatchObject({ status: 413 });
    expect(await refusalOf(fetch(`${relay.url}/hook/short`, { method: 'POST', body: '{}' }))).toMatchObject({
      status: 404,
    });
    const zipped = { method: 'POST', body: brotliCompressSync('{}'), headers: { 'content-encoding': 'br' } };
    expect(await refusalOf(fetch(hookUrl(relay.url, readKey), zipped))).toMatchObject({ status: 415 });
    expect(await refusalOf(fetch(hookUrl(relay.url, readKey), { method: 'POST' }))).toMatchObject({ status: 400 });
    const got = await fetch(hookUrl(relay.url, readKey));
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await read('')).events).toEqual([]);
  });

  it('takes a body of exactly the largest size', async () => {
    await start();
    const body = JSON.stringify({ text: 'x'.repeat(64 * 1024 - 11) });
    expect(Buffer.byteLength(body)).toBe(64 * 1024);
    expect((await post(body)).status).toBe(200);
  });

  it('is not refused because strangers filled the relay: the oldest of the largest channel goes', async () => {
    await start({ limits: { databaseBytes: 2 * 1024 * 1024 } });
    const stranger = createReadKey();
    const { next } = await read('', { key: stranger });
    await read('');
    for (let n = 0; n < 60; n += 1) {
      expect((await post({ n, text: 'x'.repeat(60_000) }, { key: stranger })).status).toBe(200);
      expect((await post({ n })).status).toBe(200);
    }
    expect((await read('')).events).toHaveLength(60);
    expect(await read(`after=${next}`, { key: stranger })).toMatchObject({ gap: true });
  });
});

describe('a reader', () => {
  it('is answered when an event comes, and not when its wait ends', async () => {
    await start();
    const { next } = await read('');
    const answer = read(`after=${next}&wait=25`);
    await post({ call_id: '1' });
    expect((await answer).events).toMatchObject([{ seq: 1, body: { call_id: '1' } }]);
  });

  it('is answered empty when its wait ends', async () => {
    await start();
    const { next } = await read('');
    expect(await read(`after=${next}&wait=1`)).toMatchObject({ events: [], next, gap: false });
  });

  it('hears of a gap at once and not when its wait ends', async () => {
    await start();
    expect(await read('after=0123456789abcdef.57&wait=25')).toMatchObject({ events: [], gap: true, oldest: 1 });
  });

  it('is told of a gap by a relay that lost its database, even when it has more events than before', async () => {
    await start();
    await post({ n: 1 });
    const { next } = await read('');
    await relay.close();
    rmSync(directory, { recursive: true });
    await start();
    for (const n of [1, 2, 3]) await post({ n });
    expect(await read(`after=${next}&wait=25`)).toMatchObject({
      gap: true,
      events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
    });
  });

  it('goes on where it was after the relay was started again', async () => {
    await start();
    await post({ n: 1 });
    const { next } = await read('');
    await post({ n: 2 });
    await relay.close();
    await start();
    expect(await read(`after=${next}`)).toMatchObject({ gap: false, events: [{ seq: 2, body: { n: 2 } }] });
  });

  it.each(['wait=26', 'wait=-1', 'wait=soon', 'limit=0', 'limit=501', 'after=1&after=2', `after=${'9'.repeat(201)}`])(
    'asking %.20s is told how to ask',
    async (query) => {
      await start();
      expect(await refusalOf(ask(query))).toMatchObject({ status: 400, error: expect.stringContaining('wait (0-25)') });
    },
  );

  it.each([undefined, 'Bearer', 'Bearer short', `Basic ${'k'.repeat(43)}`, `Bearer ${'k'.repeat(44)}`])(
    'with the authorization %s is refused',
    async (authorization) => {
      await start();
      const headers: Record<string, string> = compact({ authorization });
      const answer = await fetch(`${relay.url}/events`, { headers });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    },
  );

  it('gets nothing with the key that posts', async () => {
    await start();
    await post({ secret: true });
    const writeKey = hookUrl(relay.url, readKey).split('/').at(-1) as string;
    expect((await read('', { key: writeKey })).events).toEqual([]);
  });

  it('makes room for another one when it goes away', async () => {
    await start({ limits: { waitingReadersPerChannel: 1 } });
    const { next } = await read('');
    const leave = new AbortController();
    const waiting = ask(`after=${next}&wait=25`, { signal: leave.signal });
    waiting.catch(() => {});
    await (await fetch(`${relay.url}/health`)).text();
    await vi.waitFor(async () => expect((await ask(`after=${next}&wait=1`)).status).toBe(429));
    leave.abort();
    await expect(waiting).rejects.toThrow();
    const soon = { timeout: 5000 };
    await vi.waitFor(async () => expect((await ask(`after=${next}&wait=1`)).status).toBe(200), soon);
  });

  it('is one of a thousand, and each gets its own event', async () => {
    await start({ limits: { newChannelsPerMinute: 5000, waitingReaders: 1000 } });
    const keys = Array.from({ length: 1000 }, createReadKey);
    let isOver = false;
    onTestFinished(() => {
      isOver = true;
    });
    const answers = keys.map(async (key) => {
      // The probe below may hold a place for a moment, and on a busy machine a wait may end before the posts begin, or a kept
      // connection just as it is used again: a reader asks once more.
      for (;;) {
        const answer = await ask('wait=25', { key }).catch(() => undefined);
        const { events = [] } = ((await answer?.json()) ?? {}) as Partial<Answer>;
        if (events.length > 0 || isOver) return events.map(({ body }) => body);
      }
    });
    await vi.waitFor(async () => (await fetch(`${relay.url}/health`)).text());
    // One more is turned away only when all the others wait.
    await vi.waitFor(async () => expect((await ask('wait=1')).status).toBe(429));
    const posted = keys.map(async (key, n) => {
      // A connection that was just closed again: a provider posts once more, and so do its tests.
      for (;;) {
        const answer = await post({ n }, { key }).catch(() => undefined);
        if (answer !== undefined || isOver) return answer?.status;
      }
    });
    expect(new Set(await Promise.all(posted))).toEqual(new Set([200]));
    expect(await Promise.all(answers)).toEqual(keys.map((_, n) => [{ n }]));
  });
});

describe('a private relay', () => {
  const token = 'a token of more than sixteen characters';

  it('takes hooks with the pass and readers with the token, and nobody else', async () => {
    await start({ token });
    expect(await refusalOf(post({ n: 1 }))).toMatchObject({ status: 403, error: expect.stringContaining('private') });
    expect((await post({ n: 1 }, { token: `${token}!` })).status).toBe(403);
    expect((await post({ n: 1 }, { token })).status).toBe(200);
    expect((await ask('')).status).toBe(403);
    expect((await ask('', { headers: { 'x-relay-token': `${token}!` } })).status).toBe(403);
    const { events } = await read('', { headers: { 'x-relay-token': token } });
    expect(events).toMatchObject([{ body: { n: 1 } }]);
  });

  it("does not take one channel's pass for another channel", async () => {
    await start({ token });
    const pass = hookUrl(relay.url, readKey, token).split('/').at(-1);
    const other = await fetch(`${hookUrl(relay.url, createReadKey())}/${pass}`, { method: 'POST', body: '{}' });
    expect(other.status).toBe(403);
  });

  it('does not start with a token that could be guessed', async () => {
    await start();
    await expect(
      createRelay({
        dataDirectory: join(directory, 'b'),
        address: '127.0.0.1',
        port: 0,
        token: 'short',
        logger: console,
      }),
    ).rejects.toThrow(/at least 16 characters/);
  });
});

describe('secrets', () => {
  it('are neither in the log nor in the files, whatever happens', async () => {
    const token = createReadKey();
    await start({ token, limits: { channels: 1 } });
    const url = hookUrl(relay.url, readKey, token);
    const headers = { 'x-relay-token': token };
    await read('', { headers });
    await post({ name: 'Ada' }, { token });
    const other = createReadKey();
    await ask('', { key: other, headers });
    await post({ name: 'Ada' }, { key: other, token });
    await post(' ', { token });
    await fetch(`${url}x`, { method: 'POST', body: '{}' });
    await ask('wait=x', { headers: { 'x-relay-token': token } });
    expect(log).toContain('507');
    const secrets = [readKey, other, token, ...url.split('/').slice(-2)];
    for (const secret of [...secrets, 'Ada']) expect(log).not.toContain(secret);
    await relay.close();
    const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'));
    expect(files.join()).toContain('Ada');
    for (const secret of secrets) expect(files.join()).not.toContain(secret);
    await start();
  });

  it.skipIf(process.platform === 'win32')('are readable by the owner of the files only', async () => {
    await start();
    await post({ n: 1 });
    const modes = readdirSync(directory).map((name) => statSync(join(directory, name)).mode & 0o077);
    expect(modes.length).toBeGreaterThan(1);
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  it('allow no page of another origin', async () => {
    await start();
    const headers = { origin: 'https://evil.example', authorization: `Bearer ${readKey}` };
    const answer = await fetch(`${relay.url}/events`, { headers });
    const preflight = await fetch(`${relay.url}/events`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(404);
    for (const { headers: given } of [answer, preflight]) {
      expect([...given.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('closing', () => {
  it('answers those who wait and keeps what it said yes to', async () => {
    await start({ limits: { waitingReadersPerChannel: 1 } });
    const { next } = await read('');
    const waiting = read(`after=${next}&wait=25`);
    await vi.waitFor(async () => expect((await ask(`after=${next}&wait=1`)).status).toBe(429));
    await post({ n: 1 }, { key: createReadKey() });
    await relay.close();
    expect(await waiting).toMatchObject({ events: [], next, gap: false });
    await start();
    expect(await read(`after=${next}`)).toMatchObject({ gap: false });
  });

  it('does not wait for a body that never comes', async () => {
    await start();
    const half = request(hookUrl(relay.url, readKey), { method: 'POST', headers: { 'content-length': '100' } });
    half.on('error', () => {});
    half.write('{');
    await vi.waitFor(() => expect(half.socket?.bytesWritten ?? 0).toBeGreaterThan(1));
    await relay.close();
    half.destroy();
  });
});

describe('starting', () => {
  it('says which port is taken', async () => {
    await start();
    const port = Number(new URL(relay.url).port);
    const second = createRelay({ dataDirectory: join(directory, 'b'), address: '127.0.0.1', port, logger: console });
    await expect(second).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken by another program`);
  });

  it('says that an address is not of this machine, and lets go of the folder', async () => {
    const options = { dataDirectory: directory, address: '192.0.2.1', port: 0, logger: console };
    await expect(createRelay(options)).rejects.toThrow('192.0.2.1 is not an address of this machine');
    await start();
    const health = await fetch(`${relay.url}/health`);
    expect(await health.json()).toEqual({ service: 'perezvon-relay', protocol: 1, access: 'granted' });
  });
});
