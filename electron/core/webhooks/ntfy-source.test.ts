import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compact } from '../../../shared/domain/compact.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createNtfyStand, type NtfyStand, type NtfyStandOptions } from '../../../test/fixtures/ntfy-stand.ts';
import { createHttp } from '../http/client.ts';
import type { Http } from '../http/http.ts';
import { createSystemClock } from '../system-clock.ts';
import { advanceCursor, emptyCursor, readCursor, writeCursor } from './ntfy-cursor.ts';
import { createNtfySource, type NtfyTiming } from './ntfy-source.ts';
import { ntfyHookUrl, topicOf } from './ntfy-topic.ts';
import { readLines } from './ntfy-wire.ts';
import { createReadKey } from './relay-keys.ts';
import type { HookBatch, HookSource } from './source.ts';

const clock = createSystemClock();
const never = new AbortController().signal;
const readKey = createReadKey();
const topic = topicOf(readKey);
const quick: Partial<NtfyTiming> = { openWithin: 300, silence: 5_000, shortLife: 0, wait: 200, askEvery: 50 };

let http: Http;
let stand: NtfyStand;
let source: HookSource;

beforeEach(() => {
  http = createHttp({ clock, logger: silentLogger, limits: { tries: 1 } });
});
afterEach(async () => {
  source.reset?.();
  await http.close();
  await stand.close();
});

async function open(options: NtfyStandOptions = {}, timing = quick, token?: string): Promise<void> {
  stand = await createNtfyStand(options);
  source = listen(timing, token);
}
const listen = (timing = quick, token?: string): HookSource =>
  createNtfySource({ http, clock, url: stand.url, topic, timing, ...compact({ token }) });

async function post(...bodies: unknown[]): Promise<number> {
  let status = 0;
  for (const body of bodies) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    status = (await fetch(ntfyHookUrl(stand.url, readKey), { method: 'POST', body: text })).status;
  }
  return status;
}

/** What a poller would hand on: asks until `count` events are there. */
async function hear(
  count: number,
  from?: string,
): Promise<{ bodies: unknown[]; cursor: string; batches: HookBatch[] }> {
  const batches: HookBatch[] = [];
  let cursor = from;
  const events = () => batches.flatMap((batch) => batch.events);
  while (events().length < count) {
    const batch = await source.read(cursor, never);
    batches.push(batch);
    cursor = batch.next;
  }
  return { bodies: events().map(({ body }) => body), cursor: cursor ?? '', batches };
}
const gaps = (batches: readonly HookBatch[]) => batches.filter(({ gap }) => gap).length;

describe('an ntfy topic as a source', () => {
  it('tells what is kept, then what comes, and ignores what is no message', async () => {
    await open({ keepaliveMs: 20 });
    await post({ n: 1 }, { n: 2 });
    const kept = await hear(2);
    expect(kept.bodies).toEqual([{ n: 1 }, { n: 2 }]);
    const coming = hear(2, kept.cursor);
    await vi.waitFor(() => expect(stand.streams()).toBe(1));
    await post({ n: 3 });
    stand.tell(JSON.stringify({ id: 'delete000000', time: 1, event: 'message_delete', topic, sequence_id: 'x' }));
    stand.tell(JSON.stringify({ id: 'poll00000000', time: 1, event: 'poll_request', topic }));
    await post('not JSON');
    const { bodies, batches } = await coming;
    expect(bodies).toEqual([{ n: 3 }, 'not JSON']);
    expect(gaps([...kept.batches, ...batches])).toBe(0);
  });

  it('answers without news after its wait and keeps its stream', async () => {
    await open();
    const first = await source.read(undefined, never);
    expect(first).toMatchObject({ events: [], gap: false });
    const idle = await source.read(first.next, never);
    expect(idle).toEqual({ events: [], next: first.next, gap: false });
    await source.read(idle.next, never);
    expect(stand.requests.filter((request) => request.startsWith('GET'))).toHaveLength(2);
    const leave = new AbortController();
    const waiting = source.read(idle.next, leave.signal);
    leave.abort();
    await expect(waiting).rejects.toMatchObject({ kind: 'aborted' });
    await vi.waitFor(() => expect(stand.streams()).toBe(0));
  });

  it('loses nothing and doubles nothing when connections drop, rows swap and the cache lags', async () => {
    await open();
    await post({ n: 'first' });
    const batches: HookBatch[] = [];
    for (const trap of ['swapRows', 'cacheLags', 'repeats'] as const) {
      const caughtUp = await source.read(batches.at(-1)?.next, never);
      const coming = hear(1, caughtUp.next);
      await vi.waitFor(() => expect(stand.streams()).toBe(1));
      stand.traps[trap] = true;
      await post({ n: `${trap} live` });
      const live = await coming;
      stand.drop();
      await post({ n: `${trap} while away` });
      stand.traps.cacheLags = false;
      await post({ n: `${trap} later` });
      batches.push(caughtUp, ...live.batches, ...(await hear(2, live.cursor)).batches);
      stand.traps[trap] = false;
    }
    const told = batches.flatMap(({ events }) => events.map(({ body }) => (body as { n: string }).n));
    expect(new Set(told).size).toBe(told.length);
    expect(told).toHaveLength(10);
    expect(gaps(batches)).toBe(0);
  });

  it('says that something may be missing when the newest message it knew is gone', async () => {
    await open({ cacheSeconds: 60 });
    await post({ n: 1 });
    const { cursor } = await hear(1);
    stand.age(61);
    await post({ n: 2 });
    source = listen();
    expect(await source.read(cursor, never)).toMatchObject({ gap: true, events: [{ body: { n: 2 } }] });
  });

  it('says so too of a topic that was empty, and of a cursor that is none', async () => {
    await open();
    const { next } = await source.read(undefined, never);
    source = listen();
    expect((await source.read(next, never)).gap).toBe(true);
    expect((await source.read(next, never)).gap).toBe(false);
    expect((await source.read('0123456789abcdef.7', never)).gap).toBe(true);
  });

  it('trusts no cache that keeps nothing', async () => {
    await open();
    stand.traps.cacheOff = true;
    const { next } = await source.read(undefined, never);
    const coming = hear(1, next);
    await vi.waitFor(() => expect(stand.streams()).toBe(1));
    await post({ n: 1 });
    const { cursor } = await coming;
    stand.endStreams();
    await vi.waitFor(() => expect(stand.streams()).toBe(0));
    expect((await source.read(cursor, never)).gap).toBe(true);
  });

  it('begins where it committed when a batch was not', async () => {
    await open();
    const { next } = await source.read(undefined, never);
    const coming = hear(1, next);
    await vi.waitFor(() => expect(stand.streams()).toBe(1));
    await post({ n: 1 });
    await coming;
    expect((await source.read(next, never)).events).toMatchObject([{ body: { n: 1 } }]);
  });

  it("knows how old an event is by the server's own clock", async () => {
    await open();
    stand.age(5 * 3600);
    await post({ n: 1 });
    stand.age(120);
    const [late] = (await source.read(undefined, never)).events;
    expect(late?.ageMs).toBeGreaterThanOrEqual(119_000);
    expect(late?.ageMs).toBeLessThan(125_000);
    const { cursor } = await hear(1);
    const coming = hear(1, cursor);
    await vi.waitFor(() => expect(stand.streams()).toBe(1));
    await post({ n: 2 });
    expect((await coming).batches.at(-1)?.events[0]?.ageMs).toBeLessThan(5_000);
  });

  it('asks again and again where a proxy holds streams back', async () => {
    await open();
    stand.traps.buffering = 'all';
    await post({ n: 1 });
    const { cursor } = await hear(1);
    // Two streams that say nothing, each followed by a question.
    await source.read(cursor, never);
    await source.read(cursor, never);
    await post({ n: 2 });
    const { bodies, batches } = await hear(1, cursor);
    expect(bodies).toEqual([{ n: 2 }]);
    expect(gaps(batches)).toBe(0);
    const streams = stand.requests.filter((request) => /json\?since/.test(request)).length;
    await hear(1, await post({ n: 3 }).then(() => batches.at(-1)?.next));
    expect(stand.requests.filter((request) => /json\?since/.test(request))).toHaveLength(streams);
    stand.traps.buffering = 'none';
    source.reset?.();
    const { next } = await source.read(cursor, never);
    await source.read(next, never);
    expect(stand.streams()).toBe(1);
  });

  it('asks where streams are cut as soon as they are open', async () => {
    await open({}, { ...quick, shortLife: 5_000 });
    const { next } = await source.read(undefined, never);
    for (let lives = 0; lives < 2; lives += 1) {
      const reading = source.read(next, never);
      await vi.waitFor(() => expect(stand.streams()).toBe(1));
      stand.drop();
      await reading;
    }
    await source.read(next, never);
    await post({ n: 1 });
    expect((await source.read(next, never)).events).toMatchObject([{ body: { n: 1 } }]);
    expect(stand.streams()).toBe(0);
  });

  it('gives a stream up that says nothing any more', async () => {
    await open({}, { ...quick, silence: 1_200, wait: 5_000 });
    stand.traps.buffering = 'after-open';
    const { next } = await source.read(undefined, never);
    const waiting = source.read(next, never);
    await vi.waitFor(() => expect(stand.streams()).toBe(1));
    await post({ n: 1 });
    expect((await waiting).events).toMatchObject([{ body: { n: 1 } }]);
  });

  it('reads a large body from where the server keeps it, and from nowhere else', async () => {
    await open();
    const large = { n: 1, text: 'x'.repeat(5_000) };
    await post(large);
    expect((await hear(1)).bodies).toEqual([large]);
    stand.traps.attachmentOrigin = 'http://127.0.0.1:1';
    await post(large);
    source = listen();
    expect((await source.read(undefined, never)).events.at(-1)?.body).toBe('You received a file: attachment.txt');
    await post({ text: 'y'.repeat(70_000) });
    stand.traps.attachmentOrigin = undefined;
    await post({ text: 'z'.repeat(70_000) });
    const batch = await source.read(undefined, never);
    expect(batch.events).toHaveLength(3);
    expect(batch.gap).toBe(true);
  });

  it('knows what was posted by its content, since ntfy keeps no label', async () => {
    await open();
    const russian = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc8, 0xe2, 0xe0, 0xed]), Buffer.from('"}')]);
    const deep = '['.repeat(1_500) + ']'.repeat(1_500);
    const address = ntfyHookUrl(stand.url, readKey);
    for (const body of [
      'state=BYE&caller_id=%2B79161000232',
      '{"cid":9007199254740993}',
      russian,
      gzipSync('{"zipped":true}'),
      deep,
    ]) {
      await fetch(address, { method: 'POST', body });
    }
    expect((await hear(5)).bodies).toEqual([
      { state: 'BYE', caller_id: '+79161000232' },
      { cid: '9007199254740993' },
      { name: 'Иван' },
      { zipped: true },
      deep,
    ]);
  });

  it('tells the events of a list one by one, and no list twice when lists fill a batch', async () => {
    await open({ messageLimit: 64 * 1024 });
    const list = (name: string, size: number) => Array.from({ length: size }, (_, n) => ({ n: `${name}${n}` }));
    await post({ n: 'first' }, list('a', 300), list('b', 300));
    const kept = await source.read(undefined, never);
    expect(kept.events).toHaveLength(301);
    const [first, second] = kept.events;
    expect(second?.sequence).toMatch(/^\w{12}\/1$/);
    expect(first?.sequence).toMatch(/^\w{12}$/);
    const rest = await hear(300, kept.next);
    expect(rest.bodies).toEqual(list('b', 300));
    const coming = hear(600, rest.cursor);
    await vi.waitFor(() => expect(stand.streams()).toBe(1));
    await post(list('c', 300), list('d', 300));
    const { bodies, batches } = await coming;
    expect(bodies).toEqual([...list('c', 300), ...list('d', 300)]);
    expect(gaps([kept, ...rest.batches, ...batches])).toBe(0);
  });

  it('reads a private topic with a token, and says who refused without one', async () => {
    await open({ access: { readToken: 'tk_reader', everyone: 'write-only' } }, quick, 'tk_reader');
    expect(await post({ n: 1 })).toBe(200);
    expect((await hear(1)).bodies).toEqual([{ n: 1 }]);
    expect(stand.lastSubscription()?.authorization).toBe('Bearer tk_reader');
    expect(stand.requests.join()).not.toContain('tk_reader');
    source = listen();
    await expect(source.read(undefined, never)).rejects.toMatchObject({
      name: 'SourceError',
      code: 'refused',
      message: 'ntfy answered 403. forbidden',
    });
  });

  it('tells a broken server from one that is none', async () => {
    await open();
    const page = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Sign in to the hotel</html>');
    });
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    const hotel = createNtfySource({ http, clock, url, topic });
    await expect(hotel.read(undefined, never)).rejects.toMatchObject({ code: 'garbled' });
    page.close();
    await stand.stop();
    await expect(source.read(undefined, never)).rejects.toMatchObject({ kind: 'unreachable' });
    await stand.start();
  });

  it('skips a line without end and one that is no event, and says that something is missing', async () => {
    await open();
    const { next } = await source.read(undefined, never);
    const reading = source.read(next, never);
    await vi.waitFor(() => expect(stand.streams()).toBe(1));
    stand.tell('x'.repeat(1_000_000));
    stand.tell('{"id":');
    await post({ n: 1 });
    const batches = [await reading];
    while (batches.flatMap(({ events }) => events).length === 0)
      batches.push(await source.read(batches.at(-1)?.next, never));
    expect(batches.flatMap(({ events }) => events)).toMatchObject([{ body: { n: 1 } }]);
    expect(gaps(batches)).toBeGreaterThan(0);
  });

  it('reads a long backlog in pieces', async () => {
    await open();
    await Promise.all(Array.from({ length: 1_100 }, (_, n) => post({ n })));
    const { bodies, batches } = await hear(1_100);
    expect(new Set(bodies.map((body) => (body as { n: number }).n)).size).toBe(1_100);
    expect(Math.max(...batches.map(({ events }) => events.length))).toBeLessThanOrEqual(500);
  });
});

describe('the topic of an account', () => {
  it('cannot be guessed, fits the names of ntfy and tells no key', () => {
    expect(topic).toMatch(/^perezvon-[\w-]{43}$/);
    expect(topic).not.toContain(readKey);
    expect(topicOf(createReadKey())).not.toBe(topic);
    expect(ntfyHookUrl('https://ntfy.example/below/', readKey)).toBe(`https://ntfy.example/below/${topic}`);
  });
});

describe('the cursor of a topic', () => {
  const messages = fc.array(
    fc.record({ id: fc.stringMatching(/^[\w-]{1,64}$/), time: fc.integer({ min: 1_700_000_000, max: 1_700_000_100 }) }),
    { maxLength: 500 },
  );

  it('is the same after it was stored, stays small, and asks again for all it knows', () => {
    fc.assert(
      fc.property(messages, (told) => {
        const cursor = advanceCursor(emptyCursor, told);
        const text = writeCursor(cursor);
        expect(readCursor(text)).toEqual(cursor);
        expect(text.length).toBeLessThan(20_000);
        expect(cursor.seen.every(({ time }) => time >= cursor.since)).toBe(true);
        const newest = Math.max(0, ...told.map(({ time }) => time));
        expect(cursor.since).toBeLessThanOrEqual(newest);
      }),
    );
  });

  it('is none when it is anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cursor = readCursor(text);
        if (cursor !== undefined) expect(text.startsWith('n1:')).toBe(true);
      }),
    );
    expect(readCursor('n1:x:y')).toBeUndefined();
    expect(readCursor(`n1:${'1:a,'.repeat(201)}`)).toBeUndefined();
  });
});

describe('lines', () => {
  it('come whole however they are cut', async () => {
    const lines = fc.array(fc.stringMatching(/^[а-яa-z{}":]{0,40}$/u), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.integer({ min: 1, max: 9 })), async (told, cuts) => {
        const bytes = Buffer.from(told.map((line) => `${line}\n`).join(''));
        async function* pieces() {
          for (let from = 0, index = 0; from < bytes.length; index += 1) {
            const size = cuts[index % Math.max(1, cuts.length)] ?? 3;
            yield bytes.subarray(from, from + size);
            from += size;
          }
        }
        const read: (string | undefined)[] = [];
        for await (const line of readLines(pieces())) read.push(line);
        expect(read).toEqual(told);
      }),
    );
  });
});
