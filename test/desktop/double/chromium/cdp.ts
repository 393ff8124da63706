import { once } from 'node:events';

type Listener = (params: never) => void;

/** One conversation with a browser: commands answered by id, events by name. */
export interface Cdp {
  send<Answer = Record<string, unknown>>(method: string, params?: object, sessionId?: string): Promise<Answer>;
  /** Events of one session. */
  on(sessionId: string, method: string, listener: Listener): void;
  close(): void;
}

export async function connectCdp(webSocketUrl: string): Promise<Cdp> {
  const socket = new WebSocket(webSocketUrl);
  await once(socket, 'open');
  const waiting = new Map<
    number,
    { resolve: (answer: never) => void; reject: (error: Error) => void; method: string }
  >();
  const listeners = new Map<string, Listener[]>();
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      id?: number;
      result?: never;
      error?: { message: string };
      method?: string;
      params?: never;
      sessionId?: string;
    };
    if (message.id !== undefined) {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
      else asked?.resolve(message.result as never);
      return;
    }
    for (const listener of listeners.get(`${message.sessionId} ${message.method}`) ?? []) {
      listener(message.params as never);
    }
  });
  socket.addEventListener('close', () => {
    for (const { reject, method } of waiting.values()) reject(new Error(`${method}: the browser is gone`));
    waiting.clear();
  });

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject, method });
        socket.send(JSON.stringify({ id: lastId, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
      }),
    on(sessionId, method, listener) {
      const key = `${sessionId} ${method}`;
      listeners.set(key, [...(listeners.get(key) ?? []), listener]);
    },
    close: () => socket.close(),
  };
}
