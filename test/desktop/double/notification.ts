import type {
  ActivationArguments,
  Notification,
  NotificationActionEventParams,
  NotificationCloseEventParams,
  NotificationConstructorOptions,
} from 'electron';
import type { AppDouble } from './app.ts';
import type { ModelledSystem } from './modelled-system.ts';
import { createEvent, type Modelled, StrictEmitter } from './strict.ts';

/** Where notifications are shown. */
export interface NotificationWorld extends ModelledSystem {
  /** Weak, as in Electron: a notification that the program does not hold is gone, and its click with it. */
  shown: WeakRef<NotificationDouble>[];
  app: ModelledSystem['app'] & Pick<AppDouble, 'name' | 'appUserModelId' | 'toastActivator'>;
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
    // Windows: "not alphanumeric" for some signs.
    if (platform === 'win32' && /[^A-Za-z\d-]/.test(options.id ?? ''))
      throw new Error(`Windows refuses the tag ${options.id}`);
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
    if (this.world.platform === 'win32') registerActivator(this.world);
    this.emit('show', createEvent({}));
  }
  close(): void {
    if (!this.visible) return;
    this.visible = false;
    this.emit('close', createEvent({}));
  }
  /** Windows: after some seconds it moves to the Action Center, where it can still be clicked, and says that it was closed. */
  moveToActionCenter(): void {
    if (this.world.platform !== 'win32') throw new Error('there is an Action Center on Windows only');
    this.emit('close', createEvent({ reason: 'timedOut' } satisfies NotificationCloseEventParams));
  }

  /** The user clicks it; a clicked notification leaves. On Windows an object that lives may be all that hears of it. */
  click(): void {
    const launch = /<toast launch="([^"]*)"/.exec(this.options.toastXml ?? '')?.[1]?.replaceAll('&amp;', '&');
    // Which way a click goes is said by its arguments: `type=click` goes to the object and to nobody else.
    if (launch?.startsWith('type=action')) this.answerAs(launch);
    else this.emit('click', createEvent({}));
    this.close();
  }
  private answerAs(launch: string): void {
    const actionIndex = Number(new URLSearchParams(launch).get('action'));
    this.emit('action', createEvent({ actionIndex, selectionIndex: -1 } satisfies NotificationActionEventParams));
    this.world.activate({ type: 'action', actionIndex, arguments: launch });
  }
  /** The user presses the button with this text: Windows tells the object and the program, macOS the object. */
  press(text: string): void {
    const { toastXml, actions = [] } = this.options;
    const launch = toastXml && readToastButton(toastXml, text);
    const listed = actions.findIndex((action) => action.text === text);
    if (launch) this.answerAs(launch);
    else if (listed < 0) throw new Error(`the notification has no button "${text}"`);
    else {
      const params = { actionIndex: listed, selectionIndex: -1 } satisfies NotificationActionEventParams;
      this.emit('action', createEvent(params));
    }
    this.close();
  }
}

/**
 * Before the first toast Electron writes a shortcut of the program's name into the Start menu, with the program's id and
 * activator, and one that is there already is rewritten (windows_toast_activator.cc, `EnsureShortcut`).
 */
function registerActivator(world: NotificationWorld): void {
  world.activatorRegistered = true;
  const { name, appUserModelId, toastActivator } = world.app;
  world.startMenu.set(`${name}.lnk`, { appUserModelId, toastActivator });
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
    // A plain click in Electron's own words goes to the object alone, and to nobody where that is gone.
    if (world.activatorRegistered && !details.arguments.startsWith('type=click')) handle?.(details);
  };
  return class extends NotificationDouble {
    constructor(options?: NotificationConstructorOptions) {
      super(world, options);
    }
    static isSupported(): boolean {
      if (world.platform === 'win32') registerActivator(world);
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
