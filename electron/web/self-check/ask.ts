import { type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A GET by Node's own client: it says any header as it is told, and a browser's would not. Rejects where nobody answers. */
export function ask(origin: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, agent: false });
    asked.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.alloc(0) });
    });
    asked.on('error', reject).end();
  });
}

/** Enters by a one-time address, as a browser does. The answer is the `Cookie` header to come with from then on. */
export async function enter(launchUrl: string): Promise<{ cookie: string }> {
  const { origin, pathname, search } = new URL(launchUrl);
  const { status, headers } = await ask(origin, `${pathname}${search}`);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`/launch: ${status}`);
  return { cookie };
}
