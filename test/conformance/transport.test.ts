import { isDefinedError, ORPCError, safe } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callNumber, createConformanceRouter, emptySnapshot } from './conformance-router.ts';
import { type Connection, openPortTransport, openSocketTransport, type Transport } from './transports.ts';

const clickId = '018f3a52-7c1e-4b1a-9b35-0d7c1f6f2a10';

describe.each([
  ['a message port', openPortTransport],
  ['a web socket', openSocketTransport],
])('the contract over %s', (_name, open: typeof openPortTransport) => {
  let core: ReturnType<typeof createConformanceRouter>;
  let transport: Transport;
  let connection: Connection;

  beforeEach(async () => {
    core = createConformanceRouter();
    transport = await open(core.router);
    connection = await transport.connect();
  });
  afterEach(async () => {
    await transport.close();
  });

  it('answers', async () => {
    expect(await connection.client.calls.get({ id: 7 })).toEqual(callNumber(7));
    expect(await connection.client.live.dismissDigest()).toBeUndefined();
  });

  it('carries a problem with its code and data', async () => {
    const { error } = await safe(
      connection.client.callbacks.order({ clickId, accountId: 'account-1', to: '+79161000232' }),
    );
    if (!isDefinedError(error)) throw new Error(`not of the contract: ${error}`);
    expect(error.code).toBe('ORDER_UNKNOWN');
    expect(error.data).toEqual({ detail: 'Нет ответа: «позвоните» & <b>проверьте</b>' });
    // It says nothing of having been repeated underneath, because it was not.
    expect(core.orders).toEqual([clickId]);
  });

  it('says nothing of what was thrown inside', async () => {
    const error = await connection.client.calls.get({ id: 500 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', defined: false });
    expect(`${error}${JSON.stringify(error)}`).not.toContain('hunter2');
  });

  it('knows no procedure that is not there', async () => {
    const client = connection.client as unknown as { calls: { erase(): Promise<void> } };
    await expect(client.calls.erase()).rejects.toMatchObject({ defined: false, code: 'NOT_FOUND' });
    // Part of the contract, but not of this router.
    await expect(connection.client.settings.get()).rejects.toMatchObject({ defined: false, code: 'NOT_FOUND' });
  });

  it('refuses input that does not fit before a handler sees it', async () => {
    const order = (input: object) => connection.client.callbacks.order(input as never);
    const good = { clickId, accountId: 'account-1', to: '1' };
    for (const bad of [{ ...good, clickId: 'twice' }, { ...good, to: '' }, { ...good, to: 7 }, {}, 'order']) {
      await expect(order(bad as object)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    await expect(connection.client.host.unlockVault({ passphrase: 'x'.repeat(501) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect(core.orders).toEqual([]);
    expect(core.passphrases).toEqual([]);
  });

  it('tells a snapshot first and then what changes, in order', async () => {
    const updates = await connection.client.updates.watch();
    expect((await updates.next()).value).toEqual(emptySnapshot);
    for (let count = 1; count <= 100; count += 1) core.publish(count);
    for (let count = 1; count <= 100; count += 1) {
      expect((await updates.next()).value).toEqual({ kind: 'missed', count });
    }
  });

  it('misses nothing between the snapshot and what follows', async () => {
    const updates = await connection.client.updates.watch();
    await core.watchersAre(1);
    // Published though nobody has asked for the snapshot yet.
    core.publish(5);
    const first = (await updates.next()).value;
    const second = (await updates.next()).value;
    expect([first, second]).toEqual([emptySnapshot, { kind: 'missed', count: 5 }]);
  });

  it('frees the iterator that a page leaves', async () => {
    const updates = await connection.client.updates.watch();
    await updates.next();
    await core.watchersAre(1);
    await updates.return();
    await core.watchersAre(0);
    // The connection itself lives on.
    expect(await connection.client.calls.get({ id: 1 })).toEqual(callNumber(1));
  });

  it('frees the iterator that a page aborts while it waits', async () => {
    const leaving = new AbortController();
    const updates = await connection.client.updates.watch(undefined, { signal: leaving.signal });
    await updates.next();
    const waiting = updates.next();
    leaving.abort();
    await expect(waiting).rejects.toThrow();
    await core.watchersAre(0);
  });

  it('frees every iterator of a page that is gone, and of no other', async () => {
    const other = await transport.connect();
    const kept = await other.client.updates.watch();
    await kept.next();
    for (let count = 0; count < 3; count += 1) await (await connection.client.updates.watch()).next();
    await core.watchersAre(4);
    connection.drop();
    await core.watchersAre(1);
    core.publish(9);
    expect((await kept.next()).value).toEqual({ kind: 'missed', count: 9 });
  });

  it('lets nobody wait for an answer on a connection that is gone', async () => {
    const updates = await connection.client.updates.watch();
    await updates.next();
    const waiting = updates.next();
    connection.drop();
    await expect(waiting).rejects.toThrow();
  });

  it('starts over with a new snapshot after a reconnect', async () => {
    const before = await connection.client.updates.watch();
    expect((await before.next()).value).toMatchObject({ kind: 'snapshot', missedCount: 0 });
    connection.drop();
    await core.watchersAre(0);
    core.publish(3);
    connection = await transport.connect();
    const after = await connection.client.updates.watch();
    // What happened meanwhile is in the snapshot and is not told a second time.
    expect((await after.next()).value).toMatchObject({ kind: 'snapshot', missedCount: 3 });
    core.publish(4);
    expect((await after.next()).value).toEqual({ kind: 'missed', count: 4 });
  });

  it('keeps many requests apart', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => (index + 1) * 1_000);
    const calls = await Promise.all(ids.map((id) => connection.client.calls.get({ id })));
    expect(calls.map((call) => call.id)).toEqual(ids);
  });

  it('carries a page of 500 calls while updates go on', async () => {
    const updates = await connection.client.updates.watch();
    await updates.next();
    const asked = Promise.all(
      Array.from({ length: 20 }, () => connection.client.calls.list({ filter: {}, limit: 500 })),
    );
    core.publish(1);
    expect((await updates.next()).value).toEqual({ kind: 'missed', count: 1 });
    const pages = await asked;
    expect(pages).toHaveLength(20);
    for (const page of pages) {
      expect(page.calls).toHaveLength(500);
      expect(page.calls.at(-1)).toEqual(callNumber(1));
    }
  });
});

describe('the web socket alone', () => {
  let core: ReturnType<typeof createConformanceRouter>;
  let transport: Awaited<ReturnType<typeof openSocketTransport>>;

  beforeEach(async () => {
    core = createConformanceRouter();
    transport = await openSocketTransport(core.router);
  });
  afterEach(() => transport.close());

  it('ends with 1009 at a message that is too large, and frees what was watched', async () => {
    const connection = await transport.connect();
    const updates = await connection.client.updates.watch();
    await updates.next();
    await core.watchersAre(1);
    await expect(connection.client.host.unlockVault({ passphrase: 'x'.repeat(70_000) })).rejects.toThrow();
    await core.watchersAre(0);
    expect(core.passphrases).toEqual([]);
    const socket = await transport.openSocket();
    const code = new Promise((resolve) => socket.once('close', resolve));
    socket.send('x'.repeat(70_000));
    expect(await code).toBe(1009);
  });

  it('is not reached by another host name, another origin or without a session', async () => {
    const used = transport.mintLaunchUrl();
    const launch = await fetch(used, { redirect: 'manual' });
    const cookie = launch.headers.get('set-cookie')?.split(';')[0] ?? '';
    const own = { cookie, origin: transport.origin };
    (await transport.openSocket(own)).terminate();
    await expect(transport.openSocket({ ...own, host: 'perezvon.example' })).rejects.toThrow('refused: 403');
    await expect(transport.openSocket({ ...own, origin: 'https://perezvon.example' })).rejects.toThrow('refused: 403');
    await expect(transport.openSocket({ cookie })).rejects.toThrow('refused: 403');
    await expect(transport.openSocket({ origin: transport.origin })).rejects.toThrow('refused: 401');
    const again = await fetch(used, { redirect: 'manual' });
    expect(again.status).toBe(403);
    expect(again.headers.get('set-cookie')).toBeNull();
    await core.watchersAre(0);
  });

  it('cuts off a page that answers no heartbeat', async () => {
    // Beaten by hand: a busy machine may hold up an answer for longer than any beat that a test can wait for.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const transport = await openSocketTransport(core.router, { heartbeatMs: 20 });
    try {
      const living = await transport.connect();
      const ask = () => living.client.calls.get({ id: 1 });
      await ask();
      const dead = await transport.openSocket(undefined, { autoPong: false });
      const code = new Promise((resolve) => dead.once('close', resolve));
      vi.advanceTimersByTime(20);
      // The first answer comes behind the beat, so the second question behind the answer to it.
      await ask();
      await ask();
      vi.advanceTimersByTime(20);
      expect(await code).toBe(1006);
      expect(await ask()).toEqual(callNumber(1));
    } finally {
      vi.useRealTimers();
      await transport.close();
    }
  });

  it('cuts off a page that asks for much and reads none of it', async () => {
    const narrow = await openSocketTransport(core.router, { unsentBytes: 256 * 1024 });
    try {
      const socket = await narrow.openSocket();
      const request = (id: number, path: string, json: object) =>
        socket.send(JSON.stringify({ i: `${id}`, p: { u: `/${path}`, b: { json } } }));
      request(0, 'updates/watch', {});
      await core.watchersAre(1);
      socket.pause();
      for (let id = 1; id <= 400; id += 1) request(id, 'calls/list', { filter: {}, limit: 500 });
      // Freed by the server itself: the page does not even notice that its connection is gone.
      await core.watchersAre(0);
      socket.terminate();
    } finally {
      await narrow.close();
    }
  });
});
