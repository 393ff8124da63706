import { bundler } from './mistakes/bundler.ts';
import { ipc } from './mistakes/ipc.ts';
import type { Mistake } from './mistakes/mistake.ts';
import { notifications } from './mistakes/notifications.ts';
import { packages } from './mistakes/packages.ts';
import { pages } from './mistakes/pages.ts';
import { startUp } from './mistakes/start-up.ts';
import { system } from './mistakes/system.ts';
import { tray } from './mistakes/tray.ts';
import { updates } from './mistakes/updates.ts';

/** By what they are about. */
export const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  'start-up': startUp,
  'preload and IPC': ipc,
  'serving the page': pages,
  tray,
  notifications,
  system,
  packages,
  bundler,
  updates,
};
