import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { IpcMainEvent, MessagePortMain, WebContents } from 'electron';
import { isRpcMessage } from '../../core/page/rpc-message.ts';
import type { Logger } from '../../core/ports.ts';
import type { ElectronParts } from '../electron-parts.ts';
import { channels } from './channels.ts';
import { isOwnUrl } from './origin.ts';

export interface RpcPorts {
  /** Ends every port; pages that live on may ask for none. */
  close(): void;
}

/** Hands a port to the contract's handlers to each page of our own that asks, one port a page. */
export function createRpcPorts(options: {
  electron: ElectronParts<'ipcMain' | 'MessageChannelMain'>;
  /** What this page may ask for. */
  routerOf(contents: WebContents): AnyRouter;
  logger: Logger;
}): RpcPorts {
  const { electron, logger } = options;
  const handlers = new Map<AnyRouter, RPCHandler<Record<never, never>>>();
  const ports = new Map<number, MessagePortMain>();

  const hand = (event: IpcMainEvent) => {
    // Read before anything else: after the frame has navigated away this is null, or another frame's.
    const frame = event.senderFrame;
    if (frame === null || frame !== event.sender.mainFrame || !isOwnUrl(frame.origin)) {
      logger.warn('desktop.port-refused', { origin: frame?.origin });
      return;
    }
    const page = event.sender.id;
    ports.get(page)?.close();
    const { port1, port2 } = new electron.MessageChannelMain();
    ports.set(page, port2);
    port2.once('close', () => {
      if (ports.get(page) === port2) ports.delete(page);
    });
    const router = options.routerOf(event.sender);
    const handler = handlers.get(router) ?? new RPCHandler(router);
    handlers.set(router, handler);
    handler.upgrade(guard(port2, logger));
    port2.start();
    frame.postMessage(channels.port, null, [port1]);
  };

  electron.ipcMain.on(channels.port, hand);
  return {
    close() {
      electron.ipcMain.removeListener(channels.port, hand);
      for (const port of ports.values()) port.close();
      ports.clear();
    },
  };
}

/** Characters that a page may have unread: a page that hangs is cut off, and gets a snapshot when it asks for its next port. */
const mostUnread = 8 * 1024 * 1024;

/** What oRPC needs of a port, with the checks it does not make itself. A port keeps what its page does not read, without a bound. */
function guard(port: MessagePortMain, logger: Logger): Parameters<RPCHandler<Record<never, never>>['upgrade']>[0] {
  let sent = 0;
  let read = 0;
  const ended = Promise.withResolvers<void>();
  port.once('close', () => ended.resolve());

  function cutOff(why: string): void {
    logger.warn(why, { unread: sent - read });
    port.close();
    // Whether a port that is closed on this side says so is not documented.
    ended.resolve();
  }

  return {
    postMessage(text: string) {
      sent += text.length;
      if (sent - read > mostUnread) cutOff('desktop.port-unread');
      else port.postMessage(text);
    },
    on(event: string, listener: (event?: { data: unknown }) => void) {
      if (event === 'close') {
        void ended.promise.then(() => listener());
        return;
      }
      port.on('message', ({ data }) => {
        if (isCount(data)) read = Math.min(sent, data);
        else if (isRpcMessage(data)) listener({ data });
        else cutOff('desktop.port-garbled');
      });
    },
  };
}

/** How many characters the page has read so far. */
function isCount(data: unknown): data is number {
  return typeof data === 'number' && data >= 0;
}
