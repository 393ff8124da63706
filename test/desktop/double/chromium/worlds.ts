/**
 * What runs in the page. Both functions are sent as text and lean on nothing outside themselves. Events of `window` cross
 * from one world to the other at once and copy what they carry.
 */

export const isolatedWorld = 'electron double';
export const bindingName = 'tellDouble';

interface Shape {
  value?: unknown;
  fn?: number;
  members?: Record<string, Shape>;
}

/** The page's own world: what contextBridge puts there, and no new windows. */
export function setUpMainWorld(): void {
  const call = (fn: number, args: unknown[]) => {
    let answer: { value?: unknown; error?: string } = {};
    window.addEventListener(
      'double:answer',
      (event) => {
        answer = (event as CustomEvent).detail;
      },
      { once: true },
    );
    window.dispatchEvent(new CustomEvent('double:call', { detail: { fn, args } }));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  };
  const build = (shape: Shape): unknown => {
    if (shape.fn !== undefined) {
      const { fn } = shape;
      return Object.freeze((...args: unknown[]) => call(fn, args));
    }
    if (shape.members === undefined) return shape.value;
    return Object.freeze(
      Object.fromEntries(Object.entries(shape.members).map(([key, member]) => [key, build(member)])),
    );
  };
  window.addEventListener('double:expose', (event) => {
    const { key, shape } = (event as CustomEvent<{ key: string; shape: Shape }>).detail;
    Object.defineProperty(window, key, { value: build(shape), enumerable: true });
  });

  const askForWindow = (url: string) =>
    window.dispatchEvent(new CustomEvent('double:open', { detail: new URL(url, location.href).href }));
  window.open = (url = 'about:blank') => {
    askForWindow(String(url));
    return null;
  };
  window.addEventListener('click', (event) => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    if (!event.defaultPrevented && link?.target === '_blank') {
      event.preventDefault();
      askForWindow(link.href);
    }
  });
}

/** The preload's world: Electron's renderer side, and the preload itself as the sandbox runs it. */
export function setUpIsolatedWorld(preload: string, binding: string, platform: string): void {
  type Listener = (event: { ports: MessagePort[]; sender: unknown }, ...args: unknown[]) => void;
  const tell = (message: object) =>
    (globalThis as unknown as Record<string, (text: string) => void>)[binding]?.(JSON.stringify(message));
  const strict = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(from, key) {
        if (typeof key === 'string' && !(key in from)) throw new TypeError(`the double does not model ${name}.${key}`);
        return Reflect.get(from, key);
      },
    });

  const functions: ((...args: unknown[]) => unknown)[] = [];
  const describe = (value: unknown): Shape => {
    if (typeof value === 'function') return { fn: functions.push(value as () => unknown) - 1 };
    if (typeof value === 'symbol' || value instanceof MessagePort) {
      throw new DOMException('An object could not be cloned.', 'DataCloneError');
    }
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return { members: Object.fromEntries(Object.entries(value).map(([key, member]) => [key, describe(member)])) };
    }
    return { value };
  };
  window.addEventListener('double:call', (event) => {
    const { fn, args } = (event as CustomEvent<{ fn: number; args: unknown[] }>).detail;
    let detail: object;
    try {
      detail = { value: functions[fn]?.(...args) };
    } catch (error) {
      detail = { error: String(error) };
    }
    window.dispatchEvent(new CustomEvent('double:answer', { detail }));
  });
  window.addEventListener('double:open', (event) => tell({ kind: 'open', url: (event as CustomEvent).detail }));

  const listeners = new Map<string, Listener[]>();
  const ports = new Map<number, MessagePort>();
  const ipcRenderer = strict('ipcRenderer', {
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    send: (channel: string, ...args: unknown[]) => tell({ kind: 'send', channel, args }),
  });
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      window.dispatchEvent(new CustomEvent('double:expose', { detail: { key, shape: describe(api) } }));
    },
  });

  Object.assign(globalThis, {
    double: {
      deliver(channel: string, args: unknown[], portIds: number[]) {
        const given = portIds.map((id) => {
          const { port1, port2 } = new MessageChannel();
          ports.set(id, port1);
          port1.onmessage = ({ data }) => tell({ kind: 'port', id, data });
          port1.addEventListener('close', () => tell({ kind: 'port-closed', id }));
          return port2;
        });
        for (const listener of listeners.get(channel) ?? []) listener({ ports: given, sender: ipcRenderer }, ...args);
      },
      portMessage: (id: number, data: unknown) => ports.get(id)?.postMessage(data),
      portClosed: (id: number) => ports.get(id)?.close(),
    },
  });

  // All that the sandbox has for a preload, and no way to load a file.
  const modules: Record<string, unknown> = { electron: strict('electron', { contextBridge, ipcRenderer }) };
  const require = (name: string) => {
    if (modules[name] === undefined) throw new Error(`module not found: ${name}`);
    return modules[name];
  };
  const module = { exports: {} };
  const world = { require, module, exports: module.exports, process: strict('process', { platform }) };
  new Function(...Object.keys(world), preload)(...Object.values(world));
}
