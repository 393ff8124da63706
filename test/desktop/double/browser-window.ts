import { isAbsolute } from 'node:path';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeImage,
  Rectangle,
  VisibleOnAllWorkspacesOptions,
} from 'electron';
import type { IpcMainDouble } from './ipc-main.ts';
import { createEvent, StrictEmitter } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';
import type { World } from './world.ts';

type Modelled = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'isVisible'
  | 'isMinimized'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'isMaximized'
  | 'getNormalBounds'
  | 'setBounds'
  | 'getBounds'
  | 'showInactive'
  | 'isFocused'
  | 'flashFrame'
  | 'setAlwaysOnTop'
  | 'setVisibleOnAllWorkspaces'
  | 'setOverlayIcon'
>;

export class BrowserWindowDouble extends StrictEmitter implements Modelled {
  options: BrowserWindowConstructorOptions;
  webContents: WebContentsDouble;
  bounds: Rectangle;
  overlay: { icon: NativeImage | null; description: string } = { icon: null, description: '' };
  focused = false;
  flashing = false;
  alwaysOnTop: string | undefined;
  onAllWorkspaces: VisibleOnAllWorkspacesOptions | undefined;
  private visible: boolean;
  private minimized = false;
  private maximized = false;
  private destroyed = false;
  private world: World;

  constructor(world: World, ipcMain: IpcMainDouble, options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow');
    world.app.requireReady('Cannot create BrowserWindow');
    const preload = options.webPreferences?.preload;
    if (preload !== undefined && !isAbsolute(preload)) throw new Error('preload script must have absolute path');
    this.world = world;
    this.options = options;
    this.visible = options.show !== false;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.webContents = new WebContentsDouble(world, ipcMain, preload);
    this.webContents.once('ready-to-show', () => this.emit('ready-to-show'));
    world.windows.push(this);
    world.app.emit('web-contents-created', createEvent({}), this.webContents);
    world.app.emit('browser-window-created', createEvent({}), this);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.page.load(url);
  }
  show(): void {
    this.live();
    this.visible = true;
    // What cannot have the focus does not take it.
    if (this.options.focusable !== false) this.focus();
    this.emit('show');
  }
  showInactive(): void {
    this.live();
    this.visible = true;
    this.emit('show');
  }
  hide(): void {
    this.live();
    this.visible = false;
    this.focused = false;
    this.emit('hide');
  }
  focus(): void {
    this.live();
    for (const window of this.world.windows) window.focused = window === this;
    this.emit('focus', createEvent({}));
  }
  flashFrame(flag: boolean): void {
    this.live();
    this.flashing = flag;
  }
  isFocused(): boolean {
    return this.focused;
  }
  /** Asks the program first; quitting gives up on the first window that stays. */
  close(): void {
    if (this.destroyed) return;
    const event = createEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.world.windows.splice(this.world.windows.indexOf(this), 1);
    this.webContents.destroy();
    this.emit('closed');
    this.world.app.windowClosed();
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isVisible(): boolean {
    return this.visible;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  /** Shows a hidden window as well: in the task bar. */
  minimize(): void {
    this.live();
    this.visible = true;
    this.minimized = true;
  }
  restore(): void {
    this.minimized = false;
  }
  /** Shows a hidden window as well. */
  maximize(): void {
    this.live();
    this.maximized = true;
    this.visible = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  getNormalBounds(): Rectangle {
    this.live();
    return this.bounds;
  }
  getBounds(): Rectangle {
    this.live();
    return this.bounds;
  }
  setAlwaysOnTop(flag: boolean, level: Parameters<BrowserWindow['setAlwaysOnTop']>[1] = 'floating'): void {
    this.live();
    this.alwaysOnTop = flag ? level : undefined;
  }
  setVisibleOnAllWorkspaces(_visible: boolean, options: VisibleOnAllWorkspacesOptions = {}): void {
    if (this.world.platform === 'win32')
      throw new Error('BrowserWindow.setVisibleOnAllWorkspaces does nothing on Windows');
    this.onAllWorkspaces = options;
  }
  /** The user drags it. */
  dragTo(x: number, y: number): void {
    this.bounds = { ...this.bounds, x, y };
    this.emit('moved');
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.live();
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('moved');
  }
  setOverlayIcon(icon: NativeImage | null, description: string): void {
    if (this.world.platform !== 'win32') throw new Error('BrowserWindow.setOverlayIcon is there on Windows only');
    this.overlay = { icon, description };
  }

  private live(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
  }
}
