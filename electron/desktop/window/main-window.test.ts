import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { channels } from '../page/channels.ts';
import { createMainWindow } from './main-window.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-window-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(options: { whenClosed?: 'hide' | 'minimize' | 'quit'; platform?: NodeJS.Platform } = {}) {
  const pages = createBlankPages();
  const { platform = process.platform } = options;
  const { electron, world } = createElectronDouble({ platform, openPage: pages.openPage });
  world.app.becomeReady();
  const onHidden = vi.fn<() => void>();
  const quit = vi.fn<() => void>();
  const mainWindow = createMainWindow({
    electron,
    platform,
    preloadPath: join(directory, 'preload.cjs'),
    statePath: join(directory, 'window.json'),
    iconPath: undefined,
    developerTools: false,
    logger: silentLogger,
    whenClosed: () => options.whenClosed ?? 'hide',
    onHidden,
    quit,
    onShown() {},
    language: () => 'en',
  });
  return { mainWindow, world, onHidden, quit, ...pages };
}

describe('the window', () => {
  it('is shown when its page is drawn, not before', async () => {
    const { mainWindow, world, loads } = open();
    mainWindow.show();
    const [window] = world.windows;
    expect(window?.isVisible()).toBe(false);
    await vi.waitFor(() => expect(window?.isVisible()).toBe(true));
    expect(loads).toEqual(['app://perezvon/index.html']);
  });

  it('leaves full screen before it hides on macOS, once, however often it is closed', async () => {
    const { mainWindow, world, onHidden } = open({ platform: 'darwin' });
    mainWindow.show();
    const window = world.windows[0] as NonNullable<(typeof world.windows)[0]>;
    await vi.waitFor(() => expect(window.isVisible()).toBe(true));
    window.setFullScreen(true);
    await vi.waitFor(() => expect(window.isFullScreen()).toBe(true));
    const left = vi.fn<() => void>();
    window.on('leave-full-screen', left);
    window.close();
    window.close();
    expect(window.isVisible()).toBe(true);
    await vi.waitFor(() => expect(window.isVisible()).toBe(false));
    expect(left).toHaveBeenCalledOnce();
    expect(onHidden).toHaveBeenCalledOnce();
    // And the next time as any other window.
    mainWindow.show();
    window.close();
    expect(onHidden).toHaveBeenCalledTimes(2);
  });

  it('is loaded and not shown where it only has to ring, and is shown as it is when it is wanted', async () => {
    const { mainWindow, world, loads } = open();
    mainWindow.prepare();
    mainWindow.prepare();
    await vi.waitFor(() => expect(loads).toEqual(['app://perezvon/index.html']));
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.windows.map((window) => window.isVisible())).toEqual([false]);
    // A page that is throttled while it is hidden rings late or not at all.
    expect(world.windows[0]?.options.webPreferences).toMatchObject({ backgroundThrottling: false });
    mainWindow.show();
    expect(world.windows.map((window) => window.isVisible())).toEqual([true]);
    expect(loads).toHaveLength(1);
  });

  it('isolates the page', () => {
    const { mainWindow, world } = open();
    mainWindow.show();
    expect(world.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('is made anew where it was destroyed before its page was drawn', async () => {
    const { mainWindow, world, loads } = open();
    mainWindow.show();
    world.windows[0]?.destroy();
    mainWindow.show();
    await vi.waitFor(() => expect(world.windows[0]?.isVisible()).toBe(true));
    expect(world.windows).toHaveLength(1);
    expect(loads).toHaveLength(2);
  });

  it('hides when closed, and comes back as the same one', async () => {
    const { mainWindow, world, onHidden } = open();
    mainWindow.show();
    const [window] = world.windows;
    await vi.waitFor(() => expect(window?.isVisible()).toBe(true));
    window?.close();
    expect(window?.isVisible()).toBe(false);
    expect(onHidden).toHaveBeenCalledOnce();
    mainWindow.show();
    mainWindow.show();
    expect(world.windows).toEqual([window]);
    expect(window?.isVisible()).toBe(true);
  });

  it('stays in the task bar, or ends the program, where that is what closing means', async () => {
    const minimizing = open({ whenClosed: 'minimize' });
    minimizing.mainWindow.show();
    const [window] = minimizing.world.windows;
    await vi.waitFor(() => expect(window?.isVisible()).toBe(true));
    window?.close();
    expect([window?.isVisible(), window?.isMinimized()]).toEqual([true, true]);
    minimizing.mainWindow.show();
    expect(window?.isMinimized()).toBe(false);

    const quitting = open({ whenClosed: 'quit' });
    quitting.mainWindow.show();
    quitting.world.windows[0]?.close();
    expect(quitting.quit).toHaveBeenCalledOnce();
    expect(quitting.onHidden).not.toHaveBeenCalled();
  });

  it('waits in the task bar when it was not asked for, and is shown when it is', async () => {
    const { mainWindow, world, loads } = open();
    mainWindow.showMinimized();
    const [window] = world.windows;
    await vi.waitFor(() => expect(window?.isMinimized()).toBe(true));
    mainWindow.show();
    expect([window?.isVisible(), window?.isMinimized()]).toEqual([true, false]);
    expect(loads).toHaveLength(1);
  });

  it('comes back onto a screen when its monitor is gone', async () => {
    const { mainWindow, world } = open();
    mainWindow.show();
    const [window] = world.windows;
    if (window === undefined) throw new Error('no window');
    window.bounds = { x: 2500, y: 100, width: 800, height: 600 };
    window.close();
    mainWindow.show();
    expect(window.bounds).toMatchObject({ width: 800, height: 600 });
    expect(window.bounds.x + window.bounds.width).toBeLessThanOrEqual(1920);
  });

  it('comes back onto a screen at once when its monitor is taken away', () => {
    const { mainWindow, world } = open();
    mainWindow.show();
    world.windows[0]?.setBounds({ x: -900, y: 100, width: 800, height: 600 });
    world.screen.emit('display-removed', {}, world.displays[0]);
    expect(world.windows[0]?.bounds).toMatchObject({ width: 800, height: 600 });
    expect(world.windows[0]?.bounds.x).toBeGreaterThanOrEqual(0);
  });

  it('closes once the program ends', () => {
    const { mainWindow, world } = open();
    mainWindow.show();
    mainWindow.release();
    world.app.quit();
    expect(world.windows).toEqual([]);
    expect(world.app.exitCode).toBe(0);
  });

  it('opens where it was left', async () => {
    const first = open();
    first.mainWindow.show();
    const [window] = first.world.windows;
    if (window) window.bounds = { x: 100, y: 120, width: 700, height: 500 };
    window?.close();
    await vi.waitFor(() => {
      const again = open();
      again.mainWindow.show();
      expect(again.world.windows[0]?.options).toMatchObject({ x: 100, y: 120, width: 700, height: 500 });
    });
  });

  it('tells the page which call to open, as soon as there is a page', async () => {
    const { mainWindow, deliveries } = open();
    mainWindow.openCall(5);
    expect(deliveries).toEqual([]);
    await vi.waitFor(() => expect(deliveries).toMatchObject([{ channel: channels.goTo, args: ['/calls/5'] }]));
    mainWindow.openCall(6);
    expect(deliveries.at(-1)).toMatchObject({ channel: channels.goTo, args: ['/calls/6'] });
  });

  it('carries a number into the dial box as text, whatever is in it', async () => {
    const { mainWindow, deliveries } = open();
    mainWindow.dial('+7 916/#%');
    await vi.waitFor(() => expect(deliveries[0]?.args).toEqual(['/dial/%2B7%20916%2F%23%25']));
  });

  it('loads a page that died again, but not for ever', async () => {
    const { mainWindow, world, loads } = open();
    mainWindow.show();
    const contents = world.windows[0]?.webContents;
    for (let death = 0; death < 10; death += 1) {
      contents?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    }
    expect(loads).toHaveLength(1 + 3);
  });

  it('brings the menu that a right click in a field needs', () => {
    const { mainWindow, world } = open();
    mainWindow.show();
    const editFlags = { canCut: false, canCopy: false, canPaste: true, canSelectAll: true };
    world.windows[0]?.webContents.emit('context-menu', {}, { isEditable: true, selectionText: '', editFlags });
    expect(world.popup?.labels()).toEqual(['Cut', 'Copy', 'Paste', '-', 'Select All']);
  });
});
