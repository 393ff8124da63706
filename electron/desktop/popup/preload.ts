import { contextBridge, ipcRenderer } from 'electron';
import { channels } from '../page/channels.ts';
import { bridgePort } from '../page/port-bridge.ts';

bridgePort();
contextBridge.exposeInMainWorld('perezvonPopup', {
  // A window that never takes the focus is none of the window manager's on X11, and that is who would move it.
  movable: process.platform !== 'linux',
  resize: (height: number) => ipcRenderer.send(channels.popupHeight, height),
  openCall: (callId: number) => ipcRenderer.send(channels.popupOpenCall, callId),
});
