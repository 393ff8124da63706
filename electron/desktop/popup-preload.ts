import { contextBridge, ipcRenderer } from 'electron';
import { channels } from './channels.ts';
import { bridgePort } from './port-bridge.ts';

bridgePort();
contextBridge.exposeInMainWorld('perezvonPopup', {
  resize: (height: number) => ipcRenderer.send(channels.popupHeight, height),
  openCall: (callId: number) => ipcRenderer.send(channels.popupOpenCall, callId),
});
