import { existsSync } from 'node:fs';
import type {
  App,
  CommandLine,
  Dock,
  LoginItemSettings,
  LoginItemSettingsOptions,
  ProcessMetric,
  RelaunchOptions,
  Settings,
} from 'electron';
import type { ModelledSystem } from './modelled-system.ts';
import { createEvent, type Modelled, StrictEmitter, strict } from './strict.ts';

/** Where Windows keeps the program's own entry under its AppUserModelID. */
const ownEntry = '';

/** Quitting closes the windows. */
interface AppWorld extends ModelledSystem {
  windows: readonly { close(): void; isDestroyed(): boolean; destroy(): void }[];
}

export class AppDouble extends StrictEmitter implements Modelled<App, AppDouble> {
  isPackaged = false;
  badgeCount = 0;
  /** `productName` of package.json, until the program says otherwise. */
  name = 'Perezvon';
  appUserModelId: string | undefined;
  toastActivator: string | undefined;
  additionalData: unknown;
  exitCode: number | undefined;
  relaunched: RelaunchOptions | undefined;
  lockReleased = false;
  /** By name. */
  private readonly loginItems = new Map<string, Settings>();
  /** Windows: the user switched the entry off in the Task Manager. */
  loginItemDisabled = false;
  /** Linux: without one there is nothing to open links with. */
  desktopEntryInstalled = true;
  /** The program that opens links, as the system names it; empty for none. */
  otherHandler = '';
  /** Windows and macOS: whether Electron finds pages in the system's sandbox. On Linux it does not look. */
  pagesAreSandboxed = true;
  paths = new Map<string, string>();
  private ready = Promise.withResolvers<void>();
  private isNowReady = false;
  private quitting = false;
  private world: AppWorld;
  private appPath: string;
  private version: string;
  private end: (code: number) => void;

  constructor(world: AppWorld, options: { appPath: string; version: string; end: (code: number) => void }) {
    super('app');
    this.world = world;
    this.appPath = options.appPath;
    this.version = options.version;
    this.end = options.end;
  }

  /** Called when the entry module has ended, and never before: `ready` waits for it. */
  becomeReady(): void {
    this.isNowReady = true;
    this.emit('ready', createEvent({}), {});
    this.ready.resolve();
  }
  whenReady(): Promise<void> {
    return this.ready.promise;
  }
  isReady(): boolean {
    return this.isNowReady;
  }
  /** What Electron does for anything that needs a running browser process. */
  requireReady(what: string): void {
    if (!this.isNowReady) throw new Error(`${what} before app is ready`);
  }

  quit(): void {
    if (this.exitCode !== undefined) return;
    const before = createEvent({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.quitting = true;
    for (const window of [...this.world.windows]) {
      window.close();
      if (!window.isDestroyed()) {
        this.quitting = false;
        return;
      }
    }
    const will = createEvent({});
    this.emit('will-quit', will);
    if (!will.defaultPrevented) this.exit(0);
  }
  /** Ends at once: no before-quit, no will-quit, no close. */
  exit(code = 0): void {
    if (this.exitCode !== undefined) return;
    this.exitCode = code;
    for (const window of [...this.world.windows]) window.destroy();
    this.emit('quit', createEvent({}), code);
    this.end(code);
  }
  windowClosed(): void {
    if (this.world.windows.length > 0 || this.quitting || this.exitCode !== undefined) return;
    if (!this.emit('window-all-closed')) this.quit();
  }
  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    this.additionalData = additionalData;
    // The arguments as another process of Chromium sends them: in another order, and with switches of its own.
    return this.world.claimLock(additionalData, (later) =>
      this.emit('second-instance', createEvent({}), ['--added-by-chromium'], '/', later),
    );
  }

  /** Another process may be the first from now on. */
  releaseSingleInstanceLock(): void {
    this.lockReleased = true;
  }
  /** Starts the program once more when this process has ended. */
  relaunch(options: RelaunchOptions = {}): void {
    this.relaunched = options;
  }

  /** This process, and one for each window. Its browser is no child of this one: the numbers of its processes are nobody's. */
  getAppMetrics(): ProcessMetric[] {
    const looks = this.world.platform !== 'linux';
    const page = { type: 'Tab', pid: 0, ...(looks ? { sandboxed: this.pagesAreSandboxed } : {}) };
    return [{ type: 'Browser', pid: process.pid }, ...this.world.windows.map(() => page)] as ProcessMetric[];
  }
  get commandLine(): CommandLine {
    const { switches } = this.world;
    const commandLine: Pick<CommandLine, 'getSwitchValue'> = { getSwitchValue: (name) => switches.get(name) ?? '' };
    return strict('CommandLine', commandLine) as CommandLine;
  }

  getAppPath(): string {
    return this.appPath;
  }
  getVersion(): string {
    return this.version;
  }
  getPreferredSystemLanguages(): string[] {
    return this.world.languages;
  }
  getPath(name: Parameters<App['getPath']>[0]): string {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} is not there`);
    this.paths.set(name, path);
  }

  isDefaultProtocolClient(protocol: string): boolean {
    if (protocol.includes(':')) throw new Error('the scheme has no colon');
    return this.world.handled.has(protocol);
  }
  setAsDefaultProtocolClient(protocol: string): boolean {
    if (protocol.includes(':')) throw new Error('the scheme has no colon');
    if (this.world.platform === 'linux' && !this.desktopEntryInstalled) return false;
    this.world.handled.add(protocol);
    return true;
  }
  getApplicationNameForProtocol(url: string): string {
    if (!url.includes(':')) throw new Error('a link has a colon');
    return this.otherHandler;
  }
  setName(name: string): void {
    this.name = name;
  }
  getName(): string {
    return this.name;
  }
  setAppUserModelId(id: string): void {
    this.appUserModelId = id;
  }
  setToastActivatorCLSID(id: string): void {
    this.toastActivator = id;
  }
  /** On macOS only. */
  get dock(): Dock | undefined {
    if (this.world.platform !== 'darwin') return undefined;
    const dock: Pick<Dock, 'bounce'> = { bounce: (type = 'informational') => this.world.bounces.push(type) };
    return strict('Dock', dock) as Dock;
  }
  getBadgeCount(): number {
    return this.badgeCount;
  }
  setBadgeCount(count?: number): boolean {
    if (this.world.platform === 'win32') return false;
    this.badgeCount = count ?? 0;
    return true;
  }
  setLoginItemSettings(settings: Settings): void {
    this.requireLoginItems();
    this.loginItems.set(settings.name ?? ownEntry, settings);
  }
  /** Windows finds what was written only by the same path and arguments. */
  getLoginItemSettings(options: LoginItemSettingsOptions = {}): LoginItemSettings {
    this.requireLoginItems();
    const { path: asked = process.execPath, args: askedArgs = [] } = options;
    const isAsked = ({ path = process.execPath, args = [] }: Settings) =>
      this.world.platform !== 'win32' || (path === asked && args.join('\0') === askedArgs.join('\0'));
    // Of the program's own entry, whatever was asked for (browser_win.cc).
    const own = this.loginItems.get(ownEntry) ?? {};
    const { openAtLogin = false } = own;
    const isWindows = this.world.platform === 'win32';
    return {
      openAtLogin: openAtLogin && isAsked(own),
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin && !this.loginItemDisabled,
      launchItems: [...this.loginItems]
        .filter(([, item]) => isWindows && item.openAtLogin === true && isAsked(item))
        .map(([name, { path = process.execPath, args = [] }]) => ({
          name,
          path,
          args,
          scope: 'user',
          enabled: !this.loginItemDisabled,
        })),
    };
  }
  private requireLoginItems(): void {
    if (this.world.platform === 'linux') throw new Error('Electron has no login items on Linux');
  }
}
