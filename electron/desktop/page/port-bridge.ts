import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { channels } from './channels.ts';

/** All that a preload touches of the page's window; the rest of this room is Node and has no DOM types. */
declare const window: {
  location: { origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: IpcRendererEvent['ports']): void;
};

/** Runs in a preload: lets the page ask for its port, and hands the port over. */
export function bridgePort(): void {
  contextBridge.exposeInMainWorld('perezvonHost', {
    transport: 'port',
    requestPort: () => ipcRenderer.send(channels.port),
  });
  // A port cannot pass the bridge; a message of this very window is the way, and the page checks `event.source`.
  ipcRenderer.on(channels.port, (event) => {
    window.postMessage({ perezvon: 'port' }, window.location.origin, event.ports);
  });
}
