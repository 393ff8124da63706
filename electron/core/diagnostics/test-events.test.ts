import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTestEvent } from '../../../shared/domain/test-event.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createHttp } from '../http/client.ts';
import type { Http } from '../http/http.ts';
import { createSystemClock } from '../system-clock.ts';
import { createTestEvents, type TestEvents } from './test-events.ts';

let server: Server;
let http: Http;
let events: TestEvents;
/** What the server does with what is posted. */
let onPost: (id: string | undefined) => void;

beforeEach(async () => {
  const clock = createSystemClock();
  http = createHttp({ clock, logger: silentLogger });
  events = createTestEvents({ http, clock, limits: { postWithin: 1000, heardWithin: 50, slow: 5000 } });
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    onPost(readTestEvent(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  server.close();
});

const send = (signal = new AbortController().signal) =>
  events.send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/key`, signal);

it('is heard, also when it comes before its post is answered', async () => {
  onPost = (id) => events.heard(id ?? '');
  expect(await send()).toMatchObject({ status: 'ok', finding: 'fine' });
});

it('that was taken and never comes is told as such; another one does not stand for it', async () => {
  onPost = () => events.heard('another');
  expect(await send()).toEqual({ status: 'failed', finding: 'not-heard' });
});

it('that nobody takes says who and why', async () => {
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await events.send(`http://127.0.0.1:${port}/hook/key`, new AbortController().signal)).toEqual({
    status: 'failed',
    finding: 'not-posted',
    detail: `127.0.0.1:${port}: unreachable`,
  });
});

it('is not waited for any more when the run is left', async () => {
  const leaving = new AbortController();
  onPost = () => leaving.abort();
  expect((await send(leaving.signal)).status).toBe('failed');
});
