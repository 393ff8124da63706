import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { isFullDisk } from '../full-disk.ts';
import { replaceFile } from '../secrets/file-replacement.ts';

/** What a second start tells the first. */
export const handoverRequest = z.object({
  host: z.enum(['desktop', 'web']),
  /** The second start's own arguments, without the program's name. */
  args: z.array(z.string().max(4096)).max(64),
});
export type HandoverRequest = z.infer<typeof handoverRequest>;

/** What the first did about it. */
export const handoverAnswer = z.object({
  host: z.enum(['desktop', 'web']),
  /** A fresh one-time address, when the first is the web host. */
  url: z.string().max(500).optional(),
});
export type HandoverAnswer = z.infer<typeof handoverAnswer>;

/** Where the first listens and what proves that the second may read the data directory. Readable by its owner only. */
const instanceEndpoint = z.object({ address: z.string().min(1), key: z.string().min(32) });
type InstanceEndpoint = z.infer<typeof instanceEndpoint>;

const endpointFile = 'instance.json';
const maxMessageBytes = 512 * 1024;

export interface HandoverServer {
  close(): Promise<void>;
}

export async function serveHandover(options: {
  dataDirectory: string;
  answer: (request: HandoverRequest) => Promise<HandoverAnswer>;
  /** Ends connections that say nothing. Milliseconds. */
  silenceMs?: number;
}): Promise<HandoverServer> {
  const key = randomBytes(32).toString('base64url');
  const place = await chooseAddress(options.dataDirectory);
  const open = new Set<Socket>();
  const envelope = handoverRequest.extend({ key: z.string().max(200) });

  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(options.silenceMs ?? 30_000, () => socket.destroy());
    readMessage(socket)
      .then(
        async (message) => {
          const { key: presented, ...request } = envelope.parse(message);
          if (!sameKey(presented, key)) throw new Error('wrong key');
          socket.end(`${JSON.stringify(await options.answer(request))}\n`);
        },
        // Whoever sends something else is not a second start of this program: it is told nothing.
        () => socket.destroy(),
      )
      .catch(() => socket.destroy());
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.address, resolve);
  });
  // Nobody has the key before the endpoint is written, so the moment before this line is no opening.
  if (process.platform !== 'win32') await chmod(place.address, 0o600);
  const endpoint: InstanceEndpoint = { address: place.address, key };
  await replaceFile(join(options.dataDirectory, endpointFile), JSON.stringify(endpoint)).catch((error) => {
    // This program can do without a second start's question: that one says that nobody answers it.
    if (!isFullDisk(error)) throw error;
  });

  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
      await rm(join(options.dataDirectory, endpointFile), { force: true });
      await place.remove();
    },
  };
}

/**
 * Speaks once to whoever listens for this data directory. Rejects when nobody does, or when the answer is not one: the
 * caller decides how long to keep trying.
 */
export async function handOver(options: {
  dataDirectory: string;
  request: HandoverRequest;
  /** Until the first has answered. Milliseconds. */
  timeoutMs: number;
}): Promise<HandoverAnswer> {
  const endpoint = instanceEndpoint.parse(
    JSON.parse(await readFile(join(options.dataDirectory, endpointFile), 'utf8')),
  );
  const socket = createConnection(endpoint.address);
  try {
    const answer = readMessage(socket);
    socket.setTimeout(options.timeoutMs, () => socket.destroy(new Error('no answer in time')));
    // Not `end`: a half-closed connection would close the first's side before it has answered.
    socket.write(`${JSON.stringify({ ...options.request, key: endpoint.key })}\n`);
    return handoverAnswer.parse(await answer);
  } finally {
    socket.destroy();
  }
}

/** One line of JSON, bounded. */
function readMessage(socket: Socket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (text.length > maxMessageBytes) reject(new Error('message too large'));
      else if (end >= 0) {
        try {
          resolve(JSON.parse(text.slice(0, end)));
        } catch (error) {
          reject(error);
        }
      }
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed before a whole message')));
  });
}

/**
 * A socket in the data directory where the system has such and its path fits; the limit is 108 bytes on Linux and 104
 * on macOS, with the closing zero. On Windows a pipe whose name nobody can guess.
 */
async function chooseAddress(dataDirectory: string): Promise<{ address: string; remove: () => Promise<void> }> {
  if (process.platform === 'win32') {
    return { address: `\\\\.\\pipe\\perezvon-${randomBytes(16).toString('hex')}`, remove: async () => {} };
  }
  const inside = join(dataDirectory, 'instance.sock');
  if (Buffer.byteLength(inside) < 104) {
    // Only the holder of the lock comes here, so a socket that lies there is of a process that is gone.
    await rm(inside, { force: true });
    return { address: inside, remove: () => rm(inside, { force: true }) };
  }
  const directory = await mkdtemp(join(tmpdir(), 'perezvon-'));
  return { address: join(directory, 's'), remove: () => rm(directory, { recursive: true, force: true }) };
}

function sameKey(presented: string, key: string): boolean {
  const a = Buffer.from(presented);
  const b = Buffer.from(key);
  return a.length === b.length && timingSafeEqual(a, b);
}
