import type {
  ActivationArguments,
  Notification,
  NotificationActionEventParams,
  NotificationConstructorOptions,
} from 'electron';
import type { ModelledSystem } from './modelled-system.ts';
import { createEvent, type Modelled, StrictEmitter } from './strict.ts';

/** Where notifications are shown. */
export interface NotificationWorld extends ModelledSystem {
  /** Weak, as in Electron: a notification that the program does not hold is gone, and its click with it. */
  shown: WeakRef<NotificationDouble>[];
}

export class NotificationDouble extends StrictEmitter implements Modelled<Notification, NotificationDouble> {
  options: NotificationConstructorOptions;
  visible = false;
  private world: NotificationWorld;

  constructor(world: NotificationWorld, options: NotificationConstructorOptions = {}) {
    super('Notification');
    const { platform } = world;
    if (platform === 'linux' && options.actions !== undefined) throw new Error('Linux shows no actions');
    if (platform !== 'win32' && options.toastXml !== undefined) throw new Error('toastXml is there on Windows only');
    this.world = world;
    this.options = options;
  }

  get id(): string {
    return this.options.id ?? '';
  }
  get groupId(): string {
    return this.options.groupId ?? '';
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
    if (this.world.platform === 'win32') this.world.activatorRegistered = true;
    this.emit('show', createEvent({}));
  }
  close(): void {
    if (!this.visible) return;
    this.visible = false;
    this.emit('close', createEvent({}));
  }

  /** The user clicks it; a clicked notification leaves. On Windows an object that lives may be all that hears of it. */
  click(): void {
    this.emit('click', createEvent({}));
    this.close();
  }
  /** The user presses the button with this text: Windows tells the object and the program, macOS the object. */
  press(text: string): void {
    const { toastXml, actions = [] } = this.options;
    const launch = toastXml && readToastButton(toastXml, text);
    const listed = actions.findIndex((action) => action.text === text);
    const actionIndex = launch ? Number(new URLSearchParams(launch).get('action')) : listed;
    if (actionIndex < 0) throw new Error(`the notification has no button "${text}"`);
    this.emit('action', createEvent({ actionIndex, selectionIndex: -1 } satisfies NotificationActionEventParams));
    if (launch) this.world.activate({ type: 'action', actionIndex, arguments: launch });
    this.close();
  }
}

function readToastButton(xml: string, text: string): string | undefined {
  return [...xml.matchAll(/<action content="([^"]*)" arguments="([^"]*)"/g)]
    .find(([, content]) => content === text)?.[2]
    ?.replaceAll('&amp;', '&');
}

/** The static side, which Electron has on the class itself. */
export function createNotificationClass(world: NotificationWorld) {
  let handle: ((details: ActivationArguments) => void) | undefined;
  // The handler registers nothing by itself: before a toast or a question the system has nobody to activate.
  world.activate = (details) => {
    if (world.activatorRegistered) handle?.(details);
  };
  return class extends NotificationDouble {
    constructor(options?: NotificationConstructorOptions) {
      super(world, options);
    }
    static isSupported(): boolean {
      if (world.platform === 'win32') world.activatorRegistered = true;
      return true;
    }
    static handleActivation(callback: (details: ActivationArguments) => void): void {
      if (world.platform !== 'win32') throw new Error('Notification.handleActivation is there on Windows only');
      handle = callback;
    }
    static async getHistory(): Promise<NotificationDouble[]> {
      if (world.platform !== 'darwin') throw new Error('Notification.getHistory is there on macOS only');
      return world.delivered.map((left) => {
        const notification = new NotificationDouble(world, left);
        world.shown.push(new WeakRef(notification));
        notification.visible = true;
        return notification;
      });
    }
  };
}
