import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPortTransport } from './port-transport.ts';
import type { Transport } from './transport.ts';

/** A window that is nothing but the place where the preload leaves the port. */
const page = new EventTarget();
let transport: Transport;
let host: MessagePort;
/** What the page told the host, that is no call. */
let told: number[];

beforeEach(async () => {
  vi.stubGlobal('window', page);
  told = [];
  transport = await openPortTransport(
    {
      transport: 'port',
      requestPort() {
        const { port1, port2 } = new MessageChannel();
        host = port2;
        host.addEventListener('message', ({ data }) => typeof data === 'number' && told.push(data));
        host.start();
        const event = Object.assign(new Event('message'), { source: page, data: { perezvon: 'port' }, ports: [port1] });
        page.dispatchEvent(event);
      },
    },
    new AbortController().signal,
  );
});
afterEach(() => {
  transport.close();
  host.close();
  vi.unstubAllGlobals();
});

describe('a page on a port', () => {
  it('tells the host how much it has read, not with every message and never too late', async () => {
    const message = JSON.stringify({ i: 'of no call', p: { b: { json: 'x'.repeat(100_000) } } });
    for (let sent = 0; sent < 30; sent += 1) host.postMessage(message);
    await vi.waitFor(() => expect(told.at(-1)).toBe(30 * message.length));
    expect(told).toHaveLength(10);
  });

  it('ends when its host lets go', async () => {
    host.close();
    await transport.closed;
  });
});
