import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createSystemClock } from '../system-clock.ts';
import { createHttp } from './client.ts';
import { type ServerClocks, watchServerClocks } from './server-clocks.ts';

const clock = createSystemClock();
let servers: Server[];
let clocks: ServerClocks;

beforeEach(() => {
  servers = [];
  clocks = watchServerClocks(createHttp({ clock, logger: silentLogger }), clock);
});
afterEach(async () => {
  await clocks.http.close();
  for (const server of servers) server.close();
});

/** A server whose clock differs from ours by `ms`, and that was asked once. */
async function ask(ms: number, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { date: new Date(Date.now() + ms).toUTCString(), ...headers }).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await clocks.http.request({ url: `${origin}/path`, method: 'GET', retry: 'once' });
  return origin;
}

it('tells by how much this machine is ahead or behind', async () => {
  const [slow, fast] = [await ask(-3600_000), await ask(3600_000)];
  expect(clocks.offset([slow])).toBeGreaterThan(3_598_000);
  expect(clocks.offset([fast])).toBeLessThan(-3_598_000);
});

it('believes the server that agrees with it best', async () => {
  const origins = [await ask(-3600_000), await ask(0), await ask(7200_000)];
  expect(Math.abs(clocks.offset(origins) ?? Number.NaN)).toBeLessThan(2000);
});

it('believes no cache, no header that is none, and nobody who was not asked about', async () => {
  const origins = [await ask(-3600_000, { age: '3600' }), await ask(0, { date: 'yesterday' })];
  await ask(0);
  expect(clocks.offset(origins)).toBeUndefined();
});
