import type { ActivationArguments, Notification, NotificationConstructorOptions } from 'electron';
import { createEvent, StrictEmitter } from './strict.ts';
import type { World } from './world.ts';

export class NotificationDouble extends StrictEmitter implements Pick<Notification, 'show' | 'close'> {
  options: NotificationConstructorOptions;
  visible = false;
  private world: World;

  constructor(world: World, options: NotificationConstructorOptions = {}) {
    super('Notification');
    this.world = world;
    this.options = options;
  }

  show(): void {
    this.world.app.requireReady('Notification.show');
    // The system keeps what it shows; the object that answers a click is the program's to hold.
    this.world.shown.push(new WeakRef(this));
    if (this.world.notifications === 'refused') {
      // Linux has no `failed`: there it simply does not appear.
      if (this.world.platform !== 'linux') this.emit('failed', createEvent({}), 'not allowed');
      return;
    }
    this.visible = true;
    this.emit('show', createEvent({}));
  }
  close(): void {
    if (!this.visible) return;
    this.visible = false;
    this.emit('close', createEvent({}));
  }

  /** The user clicks it; a clicked notification leaves. */
  click(): void {
    this.emit('click', createEvent({}));
    this.close();
  }
}

/** The static side, which Electron has on the class itself. */
export function createNotificationClass(world: World) {
  let activation: ((details: ActivationArguments) => void) | undefined;
  return class extends NotificationDouble {
    constructor(options?: NotificationConstructorOptions) {
      super(world, options);
    }
    static isSupported(): boolean {
      return true;
    }
    static handleActivation(callback: (details: ActivationArguments) => void): void {
      if (world.platform !== 'win32') throw new Error('Notification.handleActivation is there on Windows only');
      activation = callback;
    }
    /** A click on a toast of an earlier run. */
    static activate(): void {
      activation?.({ type: 'click', arguments: '' });
    }
  };
}
