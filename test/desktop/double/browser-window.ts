import { isAbsolute } from 'node:path';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeImage,
  Rectangle,
  VisibleOnAllWorkspacesOptions,
} from 'electron';
import type { AppDouble } from './app.ts';
import type { IpcMainDouble } from './ipc-main.ts';
import type { ModelledSystem } from './modelled-system.ts';
import { createEvent, type Modelled, StrictEmitter } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';

/** Where windows are: each enters itself, and the last to close may end the program. */
export interface WindowWorld extends ModelledSystem {
  app: AppDouble;
  windows: BrowserWindowDouble[];
  focused: BrowserWindowDouble | undefined;
  /** The display is scaled by a fraction. */
  isScaled: boolean;
}

export class BrowserWindowDouble
  extends StrictEmitter
  implements Modelled<BrowserWindow, BrowserWindowDouble, 'webContents'>
{
  options: BrowserWindowConstructorOptions;
  webContents: WebContentsDouble;
  bounds: Rectangle;
  overlay: { icon: NativeImage | null; description: string } = { icon: null, description: '' };
  flashing = false;
  alwaysOnTop: string | undefined;
  onAllWorkspaces: VisibleOnAllWorkspacesOptions | undefined;
  private visible: boolean;
  private minimized = false;
  private fullScreen = false;
  private wasShown = false;
  private maximized = false;
  private world: WindowWorld;

  constructor(world: WindowWorld, ipcMain: IpcMainDouble, options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', (window) => !world.windows.includes(window as BrowserWindowDouble));
    world.app.requireReady('Cannot create BrowserWindow');
    const preload = options.webPreferences?.preload;
    if (preload !== undefined && !isAbsolute(preload)) throw new Error('preload script must have absolute path');
    this.world = world;
    this.options = options;
    this.visible = options.show !== false;
    this.wasShown = this.visible;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.webContents = new WebContentsDouble(world, ipcMain, { preload, size: { width, height } });
    this.webContents.once('ready-to-show', () => this.emit('ready-to-show'));
    world.windows.push(this);
    world.app.emit('web-contents-created', createEvent({}), this.webContents);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.page.load(url);
  }
  show(): void {
    this.visible = true;
    this.wasShown = true;
    // What cannot have the focus does not take it.
    if (this.options.focusable !== false) this.focus();
  }
  showInactive(): void {
    this.visible = true;
    this.wasShown = true;
  }
  hide(): void {
    if (this.fullScreen && this.world.platform === 'darwin') throw new Error('macOS is left with a black space');
    this.conceal();
  }
  private conceal(): void {
    this.visible = false;
    if (this.isFocused()) this.world.focused = undefined;
  }
  isVisible(): boolean {
    return this.visible;
  }
  focus(): void {
    this.world.focused = this;
    this.emit('focus', createEvent({}));
  }
  isFocused(): boolean {
    return this.world.focused === this;
  }
  /** Shows a hidden window as well: in the task bar. GNOME takes no notice of it for one that was never shown. */
  minimize(): void {
    if (this.world.platform === 'linux' && !this.wasShown) return;
    this.visible = true;
    this.minimized = true;
  }
  restore(): void {
    this.minimized = false;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  /** Shows a hidden window as well. */
  maximize(): void {
    this.visible = true;
    this.maximized = true;
  }
  /** It takes its time, as macOS does to move from one space to another. */
  setFullScreen(flag: boolean): void {
    setImmediate(() => {
      this.fullScreen = flag;
      this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
    });
  }
  isFullScreen(): boolean {
    return this.fullScreen;
  }
  isMaximized(): boolean {
    return this.maximized;
  }

  /** Asks the program first; quitting gives up on the first window that stays. */
  close(): void {
    const event = createEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    this.conceal();
    this.world.windows.splice(this.world.windows.indexOf(this), 1);
    this.webContents.destroy();
    this.emit('closed');
    this.world.app.windowClosed();
  }
  isDestroyed(): boolean {
    return !this.world.windows.includes(this);
  }

  getNormalBounds(): Rectangle {
    return this.bounds;
  }
  getBounds(): Rectangle {
    return this.bounds;
  }
  /** Told as a move, as a user's dragging is. At 125-175 % they come back off by one. */
  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    if (this.world.isScaled) this.bounds = { ...this.bounds, x: this.bounds.x + 1, y: this.bounds.y - 1 };
    this.emit('move');
    if (this.world.platform !== 'linux') this.emit('moved');
  }
  flashFrame(flag: boolean): void {
    this.flashing = flag;
  }
  setAlwaysOnTop(flag: boolean, level: Parameters<BrowserWindow['setAlwaysOnTop']>[1] = 'floating'): void {
    if (this.world.isWayland()) throw new Error('no window of Wayland is kept above others');
    this.alwaysOnTop = flag ? level : undefined;
  }
  setVisibleOnAllWorkspaces(_visible: boolean, options: VisibleOnAllWorkspacesOptions = {}): void {
    if (this.world.platform === 'win32') throw new Error('setVisibleOnAllWorkspaces does nothing on Windows');
    this.onAllWorkspaces = options;
  }
  setOverlayIcon(icon: NativeImage | null, description: string): void {
    if (this.world.platform !== 'win32') throw new Error('BrowserWindow.setOverlayIcon is there on Windows only');
    this.overlay = { icon, description };
  }
}
