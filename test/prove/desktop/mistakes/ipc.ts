import { at, type Mistake } from './mistake.ts';

export const ipc: readonly Mistake[] = [
  {
    fact: 'senderFrame is read before anything is awaited, or it is null',
    file: at('page/rpc-port.ts'),
    right: 'const hand = (event: IpcMainEvent) => {',
    wrong: 'const hand = async (event: IpcMainEvent) => {\n    await undefined;',
    noticedBy: at('page/rpc-port.test.ts'),
  },
  {
    fact: 'a frame inside the page is not the page',
    file: at('page/rpc-port.ts'),
    right: 'frame !== event.sender.mainFrame || ',
    wrong: '',
    noticedBy: at('page/rpc-port.test.ts'),
  },
  {
    fact: 'another host of the scheme is another origin, whatever Node calls its origin',
    file: at('page/origin.ts'),
    right: ' && named === host;',
    wrong: ' && named !== undefined;',
    noticedBy: at('page/origin.test.ts'),
  },
  {
    fact: 'senderFrame may be null',
    file: at('page/rpc-port.ts'),
    right: 'frame === null || frame !== event.sender.mainFrame || !isOwnUrl(frame.origin)',
    wrong: '!isOwnUrl(frame.origin)',
    noticedBy: 'types',
  },
  {
    fact: 'a port passes beside a message and not in it',
    file: at('page/rpc-port.ts'),
    right: 'frame.postMessage(channels.port, null, [port1]);',
    wrong: 'frame.postMessage(channels.port, [port1]);',
    noticedBy: at('page/rpc-port.test.ts'),
  },
  {
    fact: 'a page of another origin may ask as well',
    file: at('page/rpc-port.ts'),
    right: ' || !isOwnUrl(frame.origin)',
    wrong: '',
    noticedBy: at('page/rpc-port.test.ts'),
  },
  {
    fact: 'what the bridge exposes, every script of the page has',
    file: at('page/port-bridge.ts'),
    right: "    transport: 'port',\n",
    wrong: "    transport: 'port',\n    ipcRenderer,\n",
    noticedBy: 'test/desktop/desktop.spec.ts > starts, shows the calls',
    built: true,
  },
  {
    fact: 'the sandbox has none of the modules of Node',
    file: at('page/preload.ts'),
    right: "import { ipcRenderer } from 'electron';\n",
    wrong:
      "import { sep } from 'node:path';\nimport { ipcRenderer } from 'electron';\n\nObject.assign(globalThis, { sep });\n",
    noticedBy: 'test/packaging/bundles.test.ts',
    built: true,
  },
];
