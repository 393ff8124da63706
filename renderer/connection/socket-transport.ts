import { RPCLink } from '@orpc/client/websocket';
import type { Transport } from './transport.ts';

const openTimeout = 10_000;

/** The web host: a WebSocket on the page's own origin. */
export function openSocketTransport(signal: AbortSignal): Promise<Transport> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/rpc`);
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  // The link listens from the start: the server may speak in the same tick in which the socket opens.
  const link = new RPCLink({ websocket: socket });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(openTimeout)]);

  return new Promise((resolve, reject) => {
    const give = () => {
      socket.close();
      reject(new Error('The host did not answer'));
    };
    limit.addEventListener('abort', give, { once: true });
    socket.addEventListener('close', give, { once: true });
    socket.addEventListener('open', () => {
      limit.removeEventListener('abort', give);
      socket.removeEventListener('close', give);
      resolve({ link, closed, close: () => socket.close() });
    });
  });
}
