import { isIPv4, type Socket } from 'node:net';

export interface SocksRequest {
  version: 'socks4a:' | 'socks5:';
  /** A name is handed on as it is: whoever reaches the host may be the only one who knows it. */
  host: string;
  port: number;
  credentials: { name: string; password: string } | undefined;
}

/** The proxy said no. */
export class SocksRefusal extends Error {
  override readonly name = 'SocksRefusal';
  /** Somebody's decision, and no trouble on the way: another proxy is no answer to it. */
  readonly isFinal: boolean;
  constructor(message: string, isFinal: boolean) {
    super(message);
    this.isFinal = isFinal;
  }
}

/** Asks a SOCKS proxy for a connection; afterwards the socket is that connection. Rejects with SocksRefusal or a socket's error. */
export async function askSocks(socket: Socket, request: SocksRequest): Promise<void> {
  const replies = repliesOf(socket);
  const ask = request.version === 'socks5:' ? askSocks5 : askSocks4a;
  await ask(socket, replies, request);
  replies.release();
}

/** RFC 1928 and, for the credentials, RFC 1929. */
async function askSocks5(socket: Socket, { read }: Replies, { host, port, credentials }: SocksRequest): Promise<void> {
  const [plain, byPassword, none] = [0, 2, 0xff];
  const methods = credentials === undefined ? [plain] : [plain, byPassword];
  socket.write(Buffer.from([5, methods.length, ...methods]));
  const [version, method] = await read(2);
  if (version !== 5) throw new SocksRefusal('no SOCKS5', false);
  if (method === none) throw new SocksRefusal('wants a login', true);
  if (method === byPassword) {
    const { name = '', password = '' } = credentials ?? {};
    socket.write(Buffer.concat([Buffer.from([1]), counted(name), counted(password)]));
    const [, status] = await read(2);
    if (status !== 0) throw new SocksRefusal('wants another login', true);
  } else if (method !== plain) throw new SocksRefusal('wants another kind of login', true);
  const address = isIPv4(host)
    ? Buffer.from([1, ...host.split('.').map(Number)])
    : Buffer.concat([Buffer.from([3]), counted(host)]);
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), address, Buffer.from([port >> 8, port & 0xff])]));
  const [, reply = 1, , kind, first = 0] = await read(5);
  if (reply !== 0) throw new SocksRefusal(told[reply] ?? `code ${reply}`, reply === notAllowed);
  // The address it uses for this: of no interest, but it stands in the way.
  await read((kind === 4 ? 16 : kind === 3 ? first + 1 : 4) + 2 - 1);
}

const notAllowed = 2;
const told = ['', 'general failure', 'not allowed', 'network unreachable', 'host unreachable', 'refused', 'expired'];

/** An address that is none (0.0.0.1) says that the name follows. */
async function askSocks4a(socket: Socket, { read }: Replies, { host, port, credentials }: SocksRequest): Promise<void> {
  const address = isIPv4(host) ? host.split('.').map(Number) : [0, 0, 0, 1];
  const name = isIPv4(host) ? '' : `${host}\0`;
  socket.write(
    Buffer.concat([
      Buffer.from([4, 1, port >> 8, port & 0xff, ...address]),
      Buffer.from(`${credentials?.name ?? ''}\0${name}`, 'utf8'),
    ]),
  );
  const [version, reply] = await read(8);
  if (version !== 0) throw new SocksRefusal('no SOCKS4', false);
  if (reply !== 0x5a) throw new SocksRefusal(`code ${reply}`, reply === 0x5c || reply === 0x5d);
}

/** RFC 1928 and 1929 count their texts in one byte. */
function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8').subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

interface Replies {
  /** Exactly so many bytes. */
  read(length: number): Promise<Buffer>;
  /** What came beyond them is the connection's own, and is put back. */
  release(): void;
}

function repliesOf(socket: Socket): Replies {
  let held: Buffer = Buffer.alloc(0);
  let isOver = false;
  let look = () => {};
  const take = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    look();
  };
  const end = () => {
    isOver = true;
    look();
  };
  socket.on('data', take).on('end', end).on('close', end);
  return {
    read(length) {
      const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
      look = () => {
        if (held.length >= length) {
          resolve(held.subarray(0, length));
          held = held.subarray(length);
          look = () => {};
        } else if (isOver) reject(new SocksRefusal('closed', false));
      };
      look();
      return promise;
    },
    release() {
      socket.off('data', take).off('end', end).off('close', end).pause();
      if (held.length > 0) socket.unshift(held);
    },
  };
}
