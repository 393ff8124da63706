import type { WebFrameMain } from 'electron';
import { createEvent, StrictEmitter } from './strict.ts';

/** What of ipcMain is modelled: an emitter. */
export class IpcMainDouble extends StrictEmitter {
  constructor() {
    super('ipcMain');
  }
  /** `senderFrame` is the frame of that moment: read after an await it may be another, or null. */
  receive(
    sender: { readonly mainFrame: WebFrameMain },
    channel: string,
    args: unknown[],
    frame: WebFrameMain | null = sender.mainFrame,
  ): void {
    let read = frame;
    queueMicrotask(() => {
      read = null;
    });
    const event = createEvent({ sender, ports: [] });
    Object.defineProperty(event, 'senderFrame', { get: () => read });
    this.emit(channel, event, ...args);
  }
}
