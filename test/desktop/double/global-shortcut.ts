import type { GlobalShortcut } from 'electron';
import type { World } from './world.ts';

type Modelled = Pick<GlobalShortcut, 'register' | 'unregister' | 'isRegistered'>;

const key = /^(?:(?:Command|Control|CommandOrControl|Alt|Option|Shift|Super)\+)*(?:[A-Z0-9]|F\d{1,2}|Space)$/;

/** False for what another program has; throws for what is no key. */
export function createGlobalShortcut(world: World): Modelled {
  return {
    register(accelerator, callback) {
      world.app.requireReady('globalShortcut.register');
      if (!key.test(accelerator)) throw new TypeError(`Error processing argument at index 0: ${accelerator}`);
      if (world.takenShortcuts.has(accelerator) || world.shortcuts.has(accelerator)) return false;
      world.shortcuts.set(accelerator, callback);
      return true;
    },
    unregister(accelerator) {
      world.shortcuts.delete(accelerator);
    },
    isRegistered: (accelerator) => world.shortcuts.has(accelerator),
  };
}
