import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/**
 * Chromium refuses to navigate to a scheme that it does not know before anybody could answer, so `app://<host>` is
 * `http://<host>.app.localhost:<port>` there: a secure context whose answers stream.
 */
export interface SchemeServer {
  toChromium(url: string): string;
  fromChromium(url: string): string;
  close(): void;
}

export async function startSchemeServer(answer: (request: Request) => Promise<Response>): Promise<SchemeServer> {
  const server = createServer((request, response) => {
    send(request, response, answer).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    toChromium: (url) => url.replace(/^app:\/\/([^/]+)/, `http://$1.app.localhost:${port}`),
    fromChromium: (url) => url.replace(new RegExp(`^http://([^/]+)\\.app\\.localhost:${port}`), 'app://$1'),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const host = request.headers.host?.split('.app.localhost')[0] ?? '';
  const dropped = new AbortController();
  response.once('close', () => dropped.abort());
  const range = request.headers.range;
  const answered = await answer(
    new Request(`app://${host}${request.url}`, {
      method: request.method ?? 'GET',
      headers: range === undefined ? {} : { range },
      signal: dropped.signal,
    }),
  );
  // Response.error(): what Chromium shows as a failed request.
  if (answered.status === 0) {
    response.destroy();
    return;
  }
  response.writeHead(answered.status, [...answered.headers].flat());
  if (answered.body === null) response.end();
  else Readable.fromWeb(answered.body as ReadableStream).pipe(response);
}
