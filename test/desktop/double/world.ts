import type { AppDouble } from './app.ts';
import type { WindowWorld } from './browser-window.ts';
import type { NotificationWorld } from './notification.ts';
import type { SessionDouble } from './session.ts';
import type { ScreenDouble } from './system.ts';
import type { TrayWorld } from './tray.ts';

/**
 * Everything of one run: what the modelled system is like, and what the program has done to it. Each double says which part
 * of it is its own.
 */
export interface World extends WindowWorld, TrayWorld, NotificationWorld {
  app: AppDouble;
  screen: ScreenDouble;
  session: SessionDouble;
}
