import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createHttp } from '../http/client.ts';
import type { Http } from '../http/http.ts';
import { createSystemClock } from '../system-clock.ts';
import { checkRelay, createReadKey, hookUrl } from './relay-keys.ts';
import { createRelaySource } from './relay-source.ts';

const good = {
  epoch: '0123456789abcdef',
  events: [{ seq: 7, receivedAt: 1000, body: { state: 'INVITE' } }],
  next: '0123456789abcdef.7',
  oldest: 1,
  gap: false,
  now: 4000,
};

let http: Http;
let url: string;
let server: ReturnType<typeof createServer>;
let requests: IncomingMessage[];
let respond: (request: IncomingMessage, response: ServerResponse) => void;
const never = new AbortController().signal;

beforeEach(async () => {
  http = createHttp({ clock: createSystemClock(), logger: silentLogger, limits: { tries: 1 } });
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  server.close();
});

function answerWith(status: number, body: unknown): void {
  respond = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

describe('the relay as a source', () => {
  it("gives events with their age on the relay's clock", async () => {
    answerWith(200, good);
    const source = createRelaySource({ http, url: `${url}/`, readKey: createReadKey() });
    expect(await source.read(undefined, never)).toEqual({
      events: [{ sequence: good.next, ageMs: 3000, body: { state: 'INVITE' }, next: good.next }],
      next: good.next,
      gap: false,
    });
    answerWith(200, { ...good, now: 0, later: 'a field of a later relay' });
    expect((await source.read(undefined, never)).events[0]?.ageMs).toBe(0);
  });

  it('keeps every digit of the ids that were posted', async () => {
    answerWith(200, JSON.stringify(good).replace('"INVITE"', '"INVITE","cid":9007199254740993'));
    const { events } = await createRelaySource({ http, url, readKey: createReadKey() }).read(undefined, never);
    expect(events[0]?.body).toEqual({ state: 'INVITE', cid: '9007199254740993' });
  });

  it('gives the events of a list one by one and goes on behind it, and leaves what is too much for the next batch', async () => {
    const list = (size: number) => Array.from({ length: size }, (_, n) => ({ n }));
    const bodies = [
      list(2),
      { events: list(2) },
      { 0: { n: 0 }, 1: { n: 1 } },
      list(400),
      list(100),
      list(501),
      [],
      ['?'],
    ];
    const events = bodies.map((body, index) => ({ seq: index + 1, receivedAt: 4000, body }));
    answerWith(200, { ...good, events, next: `${good.epoch}.${events.length}` });
    const source = createRelaySource({ http, url, readKey: createReadKey() });
    const first = await source.read(undefined, never);
    expect(first.events).toHaveLength(406);
    expect(first.next).toBe(`${good.epoch}.4`);
    expect(first.events.slice(0, 3)).toEqual([
      { sequence: `${good.epoch}.1/1`, ageMs: 0, body: { n: 0 } },
      { sequence: `${good.epoch}.1/2`, ageMs: 0, body: { n: 1 }, next: `${good.epoch}.1` },
      { sequence: `${good.epoch}.2/1`, ageMs: 0, body: { n: 0 } },
    ]);
    answerWith(200, { ...good, events: events.slice(4), next: `${good.epoch}.${events.length}` });
    const second = await source.read(first.next, never);
    expect(second.next).toBe(`${good.epoch}.${events.length}`);
    // A list that is too long, and one that tells of nothing, are handed on whole, for the count of what nobody understood.
    expect(second.events.slice(100).map(({ body }) => body)).toEqual(bodies.slice(5));
  });

  it('does not wait for the first answer, and not for the first one after a failure or a reset', async () => {
    const source = createRelaySource({ http, url, readKey: createReadKey() });
    answerWith(200, good);
    await source.read(undefined, never);
    await source.read('a cursor & more', never);
    answerWith(503, { error: 'Try again.' });
    await expect(source.read('c', never)).rejects.toThrow('The relay answered 503. Try again.');
    answerWith(200, good);
    await source.read('c', never);
    source.reset?.();
    await source.read('c', never);
    const asked = requests.map((request) => new URL(request.url ?? '', url).searchParams);
    expect(asked.map((query) => query.get('wait'))).toEqual(['0', '25', '25', '0', '0']);
    expect(asked.map((query) => query.get('after'))).toEqual([null, 'a cursor & more', 'c', 'c', 'c']);
  });

  it('sends the key and the token in headers and never in the address', async () => {
    answerWith(200, good);
    const readKey = createReadKey();
    await createRelaySource({ http, url: `${url}/below/`, readKey, token: 'the token' }).read(undefined, never);
    const [request] = requests;
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${readKey}`, 'x-relay-token': 'the token' });
    expect(request?.url).toMatch(/^\/below\/events\?/);
    expect(request?.url).not.toContain(readKey);
  });

  it('has an id that depends on the key only and does not tell it', () => {
    const readKey = createReadKey();
    const { id } = createRelaySource({ http, url, readKey });
    expect(createRelaySource({ http, url: 'https://relay.example', readKey }).id).toBe(id);
    expect(createRelaySource({ http, url, readKey: createReadKey() }).id).not.toBe(id);
    expect(id).not.toContain(readKey);
    expect(hookUrl(url, readKey)).not.toContain(id.slice('relay:'.length));
  });

  it('ends the wait that is under way when it is reset or its reader goes', async () => {
    respond = () => {};
    const source = createRelaySource({ http, url, readKey: createReadKey() });
    const waiting = source.read('c', never);
    source.reset?.();
    await expect(waiting).rejects.toMatchObject({ name: 'HttpError', kind: 'aborted' });
    const leave = new AbortController();
    const again = source.read('c', leave.signal);
    leave.abort();
    await expect(again).rejects.toMatchObject({ name: 'HttpError', kind: 'aborted' });
  });

  it.each([
    ['HTML', 200, '<html>Welcome</html>', 'garbled'],
    ['another JSON', 200, { events: [] }, 'garbled'],
    ['events without a time', 200, { ...good, events: [{ seq: 1, body: {} }] }, 'garbled'],
    ['a time within a millisecond', 200, { ...good, now: good.now + 0.5 }, 'garbled'],
    ['a cursor without end', 200, { ...good, next: 'x'.repeat(101) }, 'garbled'],
    ['more events than were asked for', 200, { ...good, events: Array(501).fill(good.events[0]) }, 'garbled'],
    ['a refusal', 403, { error: 'This relay is private.' }, 'refused'],
    ['a proxy that gave up', 504, '<html>Gateway Timeout</html>', 'refused'],
  ])('takes %s for an error', async (_name, status, body, code) => {
    answerWith(status, body);
    const source = createRelaySource({ http, url, readKey: createReadKey() });
    await expect(source.read(undefined, never)).rejects.toMatchObject({ name: 'SourceError', code });
  });

  it('does not read an answer without end, nor an address that is none', async () => {
    respond = (_request, response) => {
      const more = () => response.write('x'.repeat(64 * 1024), more);
      more();
    };
    const source = createRelaySource({ http, url, readKey: createReadKey() });
    await expect(source.read(undefined, never)).rejects.toMatchObject({ kind: 'too-large' });
    const lost = createRelaySource({ http, url: '', readKey: createReadKey() });
    await expect(lost.read(undefined, never)).rejects.toMatchObject({ kind: 'address' });
  });
});

describe('hook URLs', () => {
  const readKey = createReadKey();

  it('keep the path of a shared host and drop what does not belong', () => {
    expect(hookUrl('https://relay.example/below/?a=1#b', readKey)).toMatch(
      /^https:\/\/relay\.example\/below\/hook\/[\w-]{43}$/,
    );
    expect(hookUrl('https://relay.example', readKey, 'token')).toMatch(/\/hook\/[\w-]{43}\/[\w-]{43}$/);
    expect(() => hookUrl('', readKey)).toThrow(expect.objectContaining({ kind: 'address' }));
  });

  it('are the same for the same key, and tell neither the key nor the token', () => {
    expect(hookUrl('https://a.example', readKey)).toBe(hookUrl('https://a.example/', readKey));
    expect(hookUrl('https://a.example', readKey)).not.toContain(readKey);
    expect(hookUrl('https://a.example', readKey, 'one token')).not.toBe(hookUrl('https://a.example', readKey, 'two'));
  });
});

describe('the check of a relay', () => {
  const health = { service: 'perezvon-relay', protocol: 1, access: 'granted' };

  it('tells how long a relay takes to answer', async () => {
    answerWith(200, health);
    expect(await checkRelay({ http, url, token: 'the token' })).toEqual({ ok: true, milliseconds: expect.any(Number) });
    expect(requests[0]?.headers['x-relay-token']).toBe('the token');
  });

  it.each([
    ['something else', 200, { service: 'other' }, 'garbled'],
    ['HTML', 200, '<html></html>', 'garbled'],
    ['nothing', 404, {}, 'garbled'],
    ['a relay of another protocol', 200, { ...health, protocol: 2 }, 'garbled'],
    ['a relay that is private', 200, { ...health, access: 'denied' }, 'refused'],
    ['a relay that is ill', 503, { error: 'ill' }, 'refused'],
  ])('does not take %s for a relay that works', async (_name, status, body, code) => {
    answerWith(status, body);
    await expect(checkRelay({ http, url })).rejects.toMatchObject({ name: 'SourceError', code });
  });
});
