import { ipcRenderer } from 'electron';
import { channels } from './channels.ts';
import { bridgePort } from './port-bridge.ts';

declare const window: { location: { hash: string } };

bridgePort();

// The address outlives the moment: a page that is still loading finds the call when it gets there.
ipcRenderer.on(channels.goTo, (_event, route: unknown) => {
  if (typeof route === 'string' && route.startsWith('/')) window.location.hash = route;
});
