import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../../shared/contract/call.ts';
import type { LiveCard, Update } from '../../../shared/contract/updates.ts';
import { defaultSettings } from '../../../shared/domain/default-settings.ts';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { channels } from '../page/channels.ts';
import { createPopup } from './popup.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-popup-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 700 };

function create(
  platform: NodeJS.Platform = 'win32',
  settings: Partial<typeof defaultSettings> = {},
  { isPossible = true } = {},
) {
  const clock = createManualClock();
  const pages = createBlankPages();
  const { electron, world, ipcMain } = createElectronDouble({
    platform,
    displays: [left, right],
    openPage: pages.openPage,
  });
  world.app.becomeReady();
  const openCall = vi.fn<(callId: number) => void>();
  const focus = { window: false };
  const popup = createPopup({
    electron,
    platform,
    openCall,
    clock,
    isPossible,
    preloadPath: join(directory, 'popup-preload.cjs'),
    statePath: join(directory, 'popup.json'),
    logger: silentLogger,
    isWindowFocused: () => focus.window,
  });
  popup.hear({
    kind: 'snapshot',
    now: 0,
    cards: [],
    moreCards: 0,
    notices: [],
    accounts: [],
    callbacks: [],
    missedCount: 0,
    quiet: { kind: 'off' },
    vault: { kind: 'keychain', locked: false, fileExists: false },
    certificates: 'known',
    dataId: 'data',
    programUpdate: { kind: 'idle' },
    settings: { ...defaultSettings, ...settings },
  });
  const card = (id: number, state: Call['state'] = 'ringing', change: Partial<LiveCard> = {}) =>
    popup.hear({
      kind: 'card',
      card: { call: { id, state, direction: 'in' }, silenced: false, ...change } as LiveCard,
    });
  const window = () => world.windows[0];
  const shown = async () => {
    await vi.waitFor(() => {
      clock.advance(300);
      expect(window()?.isVisible()).toBe(true);
    });
    return window() as NonNullable<ReturnType<typeof window>>;
  };
  const say = (channel: string, value: unknown) => {
    const contents = window()?.webContents;
    if (contents !== undefined) ipcMain.receive(contents, channel, [value]);
  };
  return { popup, world, clock, card, window, shown, say, openCall, focus, ipcMain, electron, ...pages };
}

describe('the pop-up', () => {
  it('takes the focus from nobody, and stands above everything', async () => {
    const { card, shown, world, loads } = create();
    card(1);
    const window = await shown();
    expect(window.isFocused()).toBe(false);
    expect(window.options).toMatchObject({ focusable: false, skipTaskbar: true, show: false, frame: false });
    expect(window.alwaysOnTop).toBe('screen-saver');
    expect(world.windows).toHaveLength(1);
    expect(loads).toEqual(['app://perezvon/popup/index.html']);
  });

  it.each([
    ['win32', 'toolbar', undefined],
    ['darwin', 'panel', { visibleOnFullScreen: true, skipTransformProcessType: true }],
    ['linux', 'notification', undefined],
  ] as const)('is a window of its kind on %s', async (platform, type, onAllWorkspaces) => {
    const { card, shown } = create(platform);
    card(1);
    const window = await shown();
    expect(window.options.type).toBe(type);
    expect(window.onAllWorkspaces).toEqual(onAllWorkspaces);
  });

  it('isolates its page like every other', async () => {
    const { card, shown } = create();
    card(1);
    expect((await shown()).options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
    });
  });

  it('appears on the display of the pointer, and stays on it', async () => {
    const { card, shown, world } = create();
    world.cursor = { x: 2000, y: 300 };
    card(1);
    const window = await shown();
    expect(window.bounds).toMatchObject({ x: 2784, y: 16 });
    world.cursor = { x: 10, y: 10 };
    card(2);
    expect(window.bounds.x).toBe(2784);
    card(1, 'ended');
    card(2, 'ended');
    card(3);
    expect((await shown()).bounds.x).toBe(1504);
  });

  it('grows with its cards, no taller than the display', async () => {
    const { card, shown, say } = create();
    card(1);
    const window = await shown();
    say(channels.popupHeight, 260.4);
    expect(window.bounds.height).toBe(260);
    say(channels.popupHeight, 9000);
    expect(window.bounds).toMatchObject({ y: 0, height: 1040 });
    for (const nonsense of [-1, 0, Number.NaN, '300', null]) say(channels.popupHeight, nonsense);
    expect(window.bounds.height).toBe(1040);
  });

  it.each(['linux', 'win32'] as const)('remembers where it was dragged, over runs, on %s', async (platform) => {
    const first = create(platform);
    first.card(1);
    (await first.shown()).setBounds({ x: 100, y: 500 });
    first.card(1, 'ended');
    await vi.waitFor(() => expect(existsSync(join(directory, 'popup.json'))).toBe(true));
    const again = create(platform);
    again.card(1);
    expect((await again.shown()).bounds).toMatchObject({ x: 100, y: 500 });
  });

  it('goes away by itself, and comes again as the same window', async () => {
    const { card, popup, shown, window, world } = create();
    card(1);
    await shown();
    card(1, 'missed');
    expect(window()?.isVisible()).toBe(true);
    popup.hear({ kind: 'card-gone', callId: 1 });
    expect(window()?.isVisible()).toBe(false);
    card(2);
    await shown();
    expect(world.windows).toHaveLength(1);
  });

  it.each<[string, Parameters<ReturnType<typeof create>['card']>]>([
    ['was answered', [1, 'answered']],
    ['was silenced', [1, 'ringing', { silenced: true }]],
    ['was silenced and then missed', [1, 'missed', { silenced: true }]],
    ['is the user’s own', [1, 'ringing', { call: { id: 1, direction: 'out', state: 'ringing' } as Call }]],
  ])('is not there for a call that %s', (_how, args) => {
    const { card, world } = create();
    card(...args);
    expect(world.windows).toEqual([]);
  });

  it('is not there when it is turned off, while it is quiet, or while the user looks at the window', async () => {
    const off = create('win32', { popup: false });
    off.card(1);
    expect(off.world.windows).toEqual([]);

    const quiet = create();
    const turn = (kind: 'off' | 'do-not-disturb'): Update => ({ kind: 'quiet', quiet: { kind } });
    quiet.popup.hear(turn('do-not-disturb'));
    quiet.card(1);
    expect(quiet.world.windows).toEqual([]);
    quiet.popup.hear(turn('off'));
    await quiet.shown();

    const looking = create();
    looking.focus.window = true;
    looking.card(1);
    expect(looking.world.windows).toEqual([]);
  });

  it('opens a call in the window for its own page and for nobody else', async () => {
    const { card, shown, say, openCall, electron, world, ipcMain } = create();
    card(7);
    await shown();
    say(channels.popupOpenCall, 7);
    expect(openCall).toHaveBeenCalledExactlyOnceWith(7);
    say(channels.popupOpenCall, '7; rm');
    const other = new electron.BrowserWindow();
    await other.loadURL('app://perezvon/index.html');
    const contents = world.windows[1]?.webContents;
    if (contents) ipcMain.receive(contents, channels.popupOpenCall, [8]);
    expect(openCall).toHaveBeenCalledOnce();
  });

  it('is made anew after its page died', async () => {
    const { card, shown, world } = create();
    card(1);
    (await shown()).webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    expect(world.windows).toEqual([]);
    card(1, 'ended');
    card(2);
    expect((await shown()).isVisible()).toBe(true);
  });

  it('waits until its page has said how tall the cards are, each time, and not for long', async () => {
    const { card, window, say, clock, popup } = create();
    card(1);
    await vi.waitFor(() => expect(clock.pending()).toBe(1));
    expect(window()?.isVisible()).toBe(false);
    say(channels.popupHeight, 200);
    expect([window()?.isVisible(), window()?.bounds.height]).toEqual([true, 200]);
    popup.hear({ kind: 'card-gone', callId: 1 });
    card(2);
    // The last height may be that of three callers.
    expect(window()?.isVisible()).toBe(false);
    clock.advance(299);
    expect(window()?.isVisible()).toBe(false);
    clock.advance(1);
    expect(window()?.isVisible()).toBe(true);
  });

  it('draws while it is hidden: else it would never say how tall it is', async () => {
    const { card, shown } = create();
    card(1);
    expect((await shown()).options.webPreferences).toMatchObject({ backgroundThrottling: false });
  });

  it('takes no rounding of a scaled display for a user’s dragging', async () => {
    const { card, shown, world, say } = create();
    world.isScaled = true;
    card(1);
    const window = await shown();
    const { x } = window.bounds;
    for (const height of [200, 300, 200]) say(channels.popupHeight, height);
    // Each would have moved it on by one.
    expect(window.bounds.x).toBe(x);
  });

  it('is never made on Wayland, where it would take the focus', () => {
    const { card, world } = create('linux', {}, { isPossible: false });
    world.switches.set('ozone-platform', 'wayland');
    card(1);
    expect(world.windows).toEqual([]);
  });
});
