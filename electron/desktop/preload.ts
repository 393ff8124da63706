import { contextBridge } from 'electron';
contextBridge.exposeInMainWorld('perezvonHost', { transport: 'port' });
