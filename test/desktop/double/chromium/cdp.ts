import { once } from 'node:events';

/** One conversation with a browser: commands answered by id, events by name. */
export interface Cdp {
  send<Answer = Record<string, unknown>>(method: string, params?: object, sessionId?: string): Promise<Answer>;
  /** Events of one session. */
  on(sessionId: string, method: string, listener: (params: never) => void): void;
}

interface Message {
  id?: number;
  result?: never;
  error?: { message: string };
  method?: string;
  params?: never;
  sessionId?: string;
}

export async function connectCdp(webSocketUrl: string): Promise<Cdp> {
  const socket = new WebSocket(webSocketUrl);
  await once(socket, 'open');
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, ((params: never) => void)[]>();
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, method, params, sessionId } = JSON.parse(String(data)) as Message;
    if (id === undefined) {
      for (const listener of listeners.get(`${sessionId} ${method}`) ?? []) listener(params as never);
      return;
    }
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result as never);
  });

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        socket.send(JSON.stringify({ id: lastId, method, params, sessionId }));
      }),
    on(sessionId, method, listener) {
      const key = `${sessionId} ${method}`;
      listeners.set(key, [...(listeners.get(key) ?? []), listener]);
    },
  };
}
