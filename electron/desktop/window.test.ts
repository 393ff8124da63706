import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../test/desktop/double/electron.ts';
import { silentLogger } from '../../test/fakes/silent-logger.ts';
import { channels } from './channels.ts';
import { createMainWindow } from './window.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-window-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(
  options: { hidesOnClose?: boolean; displays?: Parameters<typeof createElectronDouble>[0]['displays'] } = {},
) {
  const pages = createBlankPages();
  const { electron, world } = createElectronDouble({ openPage: pages.openPage, ...options });
  world.app.becomeReady();
  const mainWindow = createMainWindow({
    electron,
    preloadPath: join(directory, 'preload.cjs'),
    statePath: join(directory, 'window.json'),
    iconPath: undefined,
    developerTools: false,
    logger: silentLogger,
    hidesOnClose: () => options.hidesOnClose ?? true,
    onShown() {},
    language: () => 'en',
  });
  return { mainWindow, world, ...pages };
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

  it('hides when closed, and comes back as the same one', async () => {
    const { mainWindow, world } = open();
    mainWindow.show();
    const [window] = world.windows;
    await vi.waitFor(() => expect(window?.isVisible()).toBe(true));
    window?.close();
    expect(window?.isVisible()).toBe(false);
    mainWindow.show();
    mainWindow.show();
    expect(world.windows).toEqual([window]);
    expect(window?.isVisible()).toBe(true);
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
    await vi.waitFor(() => expect(deliveries).toMatchObject([{ channel: channels.openCall, args: [5] }]));
    mainWindow.openCall(6);
    expect(deliveries.at(-1)).toMatchObject({ channel: channels.openCall, args: [6] });
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
