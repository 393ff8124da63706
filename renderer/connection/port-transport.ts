import { RPCLink } from '@orpc/client/message-port';
import type { Transport } from './transport.ts';

/** What the desktop host's preload puts on the window; nothing else is there. */
export interface HostBridge {
  transport: 'port';
  /** Asks for a fresh MessagePort; it arrives as a window message `{perezvon: 'port'}`. */
  requestPort(): void;
}

declare global {
  interface Window {
    perezvonHost?: HostBridge;
  }
}

const portTimeout = 10_000;
/** The host is told after so many characters that they were read: it cuts off a page that reads no more. */
const toldAfter = 256 * 1024;

/** The desktop host: a MessagePort to the main process, handed over through the preload. */
export function openPortTransport(bridge: HostBridge, signal: AbortSignal): Promise<Transport> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(portTimeout)]);
  return new Promise((resolve, reject) => {
    const receive = (event: MessageEvent) => {
      const port = event.ports[0];
      // Only the preload of this very window posts from this window; a frame or an opener would be another source.
      if (event.source !== window || !isPortMessage(event.data) || port === undefined) return;
      stop();
      resolve(transportOf(port));
    };
    const giveUp = () => {
      stop();
      reject(new Error('The host gave no port'));
    };
    const stop = () => {
      window.removeEventListener('message', receive);
      limit.removeEventListener('abort', giveUp);
    };
    window.addEventListener('message', receive);
    limit.addEventListener('abort', giveUp);
    bridge.requestPort();
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'perezvon' in data && data.perezvon === 'port';
}

function transportOf(port: MessagePort): Transport {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  port.addEventListener('close', () => resolve(), { once: true });
  const link = new RPCLink({ port });
  let read = 0;
  let told = 0;
  port.addEventListener('message', ({ data }) => {
    read += typeof data === 'string' ? data.length : 0;
    if (read - told < toldAfter) return;
    told = read;
    port.postMessage(read);
  });
  port.start();
  return {
    link,
    closed,
    close() {
      port.close();
      // A port that is closed on this side tells only the other one.
      resolve();
    },
  };
}
