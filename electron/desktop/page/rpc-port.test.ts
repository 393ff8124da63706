import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { describe, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import type { Logger } from '../../core/ports.ts';
import { channels } from './channels.ts';
import { createRpcPorts } from './rpc-port.ts';

const router = {
  echo: os.handler(({ input }) => ({ heard: input })),
  count: os.handler(async function* () {
    yield 1;
    yield 2;
  }),
};

async function open(url = 'app://perezvon/index.html') {
  const pages = createBlankPages();
  const { electron, world, ipcMain } = createElectronDouble({ openPage: pages.openPage });
  world.app.becomeReady();
  const warn = vi.fn<Logger['warn']>();
  const ports = createRpcPorts({ electron, routerOf: () => router, logger: { ...silentLogger, warn } });
  const window = new electron.BrowserWindow();
  await window.loadURL(url);
  const contents = world.windows[0]?.webContents;
  if (contents === undefined) throw new Error('no window');
  const ask = () => ipcMain.receive(contents, channels.port, []);
  const clientOf = (delivery: number) => {
    const port = pages.deliveries[delivery]?.ports[0];
    if (port === undefined) throw new Error('no port');
    port.start();
    const client = createORPCClient(new RPCLink({ port })) as unknown as {
      echo(input: unknown): Promise<unknown>;
      count(): Promise<AsyncIterable<number>>;
    };
    return { port, client };
  };
  return { ports, ask, clientOf, warn, ipcMain, contents, ...pages };
}

describe('a port', () => {
  it('carries calls and streams of the contract', async () => {
    const { ask, clientOf } = await open();
    ask();
    const { client } = clientOf(0);
    expect(await client.echo({ number: '+7 916' })).toEqual({ heard: { number: '+7 916' } });
    const counted: number[] = [];
    for await (const value of await client.count()) counted.push(value);
    expect(counted).toEqual([1, 2]);
  });

  it.each([
    ['no JSON', 'hello'],
    ['no message', '{"i":"1"}'],
    ['an address of another place', '{"i":"1","p":{"u":"http://["}}'],
    ['an object', { i: '1', p: { u: '/echo' } }],
    ['nothing', undefined],
  ])('ends at %s, and the program goes on', async (_what, message) => {
    const { ask, clientOf, warn } = await open();
    ask();
    const { port } = clientOf(0);
    const closed = new Promise<void>((resolve) => port.once('close', resolve));
    port.postMessage(message);
    await closed;
    expect(warn).toHaveBeenCalledWith('desktop.port-garbled', expect.anything());
    ask();
    expect(await clientOf(1).client.echo(1)).toEqual({ heard: 1 });
  });

  it('is closed to a page that reads no more, and the page that tells what it read may ask for the rest', async () => {
    const { ask, deliveries, warn } = await open();
    ask();
    const port = deliveries[0]?.ports[0];
    if (port === undefined) throw new Error('no port');
    let heard = 0;
    port.on('message', () => {
      heard += 1;
    });
    port.start();
    const closed = new Promise<void>((resolve) => port.once('close', resolve));
    const large = (id: number) =>
      JSON.stringify({ i: String(id), p: { u: '/echo', b: { json: 'x'.repeat(1_000_000) } } });
    for (let id = 0; id < 5; id += 1) port.postMessage(large(id));
    await vi.waitFor(() => expect(heard).toBe(5));
    port.postMessage(5_000_000);
    for (let id = 5; id < 12; id += 1) port.postMessage(large(id));
    await vi.waitFor(() => expect(heard).toBe(12));
    expect(warn).not.toHaveBeenCalled();
    for (let id = 12; id < 15; id += 1) port.postMessage(large(id));
    await closed;
    expect(warn).toHaveBeenCalledWith('desktop.port-unread', expect.anything());
    expect(heard).toBeLessThan(15);
  });

  it('takes the place of the one before', async () => {
    const { ask, clientOf } = await open();
    ask();
    const first = clientOf(0);
    const closed = new Promise<void>((resolve) => first.port.once('close', resolve));
    ask();
    await closed;
    expect(await clientOf(1).client.echo(1)).toEqual({ heard: 1 });
  });

  it.each(['https://example.com/', 'app://other/', 'about:blank', 'data:text/html,x'])(
    'is refused to a page of %s',
    async (url) => {
      const { ask, deliveries, warn } = await open(url);
      ask();
      expect(deliveries).toEqual([]);
      expect(warn).toHaveBeenCalledOnce();
    },
  );

  it('is refused to a frame of the page and to a frame that is gone', async () => {
    const { ipcMain, contents, deliveries } = await open();
    const inner = { origin: 'app://perezvon', url: 'app://perezvon/inner.html' } as typeof contents.mainFrame;
    ipcMain.receive(contents, channels.port, [], inner);
    ipcMain.receive(contents, channels.port, [], null);
    expect(deliveries).toEqual([]);
  });

  it('ends with the program, and no other is given', async () => {
    const { ask, clientOf, ports, deliveries } = await open();
    ask();
    const { port } = clientOf(0);
    const closed = new Promise<void>((resolve) => port.once('close', resolve));
    ports.close();
    await closed;
    ask();
    expect(deliveries).toHaveLength(1);
  });
});
