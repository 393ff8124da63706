import type { BrowserWindow, IpcMainEvent, WebContents } from 'electron';
import type { LiveCard, Update } from '../../../shared/contract/updates.ts';
import { popupCards } from '../../../shared/domain/popup-cards.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { replaceFile } from '../../core/secrets/file-replacement.ts';
import type { ElectronParts } from '../electron-parts.ts';
import { channels } from '../page/channels.ts';
import { popupUrl } from '../page/origin.ts';
import { pageSecurity } from '../window/main-window.ts';
import type { Rectangle } from '../window/window-state.ts';
import { type PopupPlace, placeOf, placePopup, readPopupPlace } from './place.ts';

/** A small window over everything else that says who rings. It never takes the keyboard from what the user is doing. */
export interface Popup {
  hear(update: Update): void;
  /** Whether these are its contents: what they may ask for is less than what the window may. */
  owns(contents: WebContents): boolean;
  close(): void;
}

/** Until the page has said how tall its cards are. */
const firstHeight = 132;
/** How long it is waited for that before it is shown as it is: a window that grows under the pointer is clicked amiss. */
const resizePatienceMs = 300;
/** At 125-175 % a system gives bounds back off by one: no more than that is nobody's dragging. Device-independent pixels. */
const rounding = 2;

export function createPopup(options: {
  electron: ElectronParts<'BrowserWindow' | 'screen' | 'ipcMain'>;
  platform: NodeJS.Platform;
  /** Native Wayland places no window, keeps none above others and gives each the focus: there it is never shown. */
  isPossible: boolean;
  clock: Pick<Clock, 'after'>;
  preloadPath: string;
  /** Where it is kept that the user dragged it. */
  statePath: string;
  logger: Logger;
  /** The user looks at the window, where the very same cards are. */
  isWindowFocused(): boolean;
  openCall(callId: number): void;
}): Popup {
  const { electron, platform, logger } = options;
  const cards = new Map<number, LiveCard>();
  let window: BrowserWindow | undefined;
  let place: PopupPlace | undefined = readPopupPlace(options.statePath);
  let kept = place;
  let area: Rectangle | undefined;
  let height = firstHeight;
  let enabled = false;
  let quiet = false;
  let drawn = false;
  /** The page has said how tall the cards of this appearance are, or was waited for. */
  let sized = false;
  let stopWaiting = () => {};

  function hear(update: Update): void {
    if (update.kind === 'snapshot') {
      cards.clear();
      for (const card of update.cards) cards.set(card.call.id, card);
    }
    if (update.kind === 'card') cards.set(update.card.call.id, update.card);
    if (update.kind === 'card-gone') cards.delete(update.callId);
    if (update.kind === 'snapshot' || update.kind === 'settings') enabled = update.settings.popup;
    if (update.kind === 'snapshot' || update.kind === 'quiet') quiet = update.quiet.kind !== 'off';
    review();
  }

  function review(): void {
    const wanted = options.isPossible && enabled && !quiet && popupCards([...cards.values()]).length > 0;
    if (!wanted) {
      if (window?.isVisible()) {
        window.hide();
        keepPlace();
      }
      stopWaiting();
      sized = false;
      area = undefined;
    } else if (area === undefined && !options.isWindowFocused()) {
      // Once for each appearance: a pop-up that jumps after the pointer cannot be hit.
      area = electron.screen.getDisplayNearestPoint(electron.screen.getCursorScreenPoint()).workArea;
      window ??= create();
      appear();
    }
  }

  function appear(): void {
    if (window === undefined || area === undefined || !drawn) return;
    if (!sized) {
      stopWaiting();
      stopWaiting = options.clock.after(resizePatienceMs, appearNow);
      return;
    }
    window.setBounds(placePopup(area, height, place));
    if (!window.isVisible()) window.showInactive();
  }

  function appearNow(): void {
    stopWaiting();
    sized = true;
    appear();
  }

  function create(): BrowserWindow {
    const made = new electron.BrowserWindow({
      ...placePopup(area ?? electron.screen.getPrimaryDisplay().workArea, height, place),
      show: false,
      frame: false,
      transparent: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // Clicks arrive, the keyboard stays where it is.
      focusable: false,
      acceptFirstMouse: true,
      type: platform === 'darwin' ? 'panel' : platform === 'win32' ? 'toolbar' : 'notification',
      title: 'Perezvon',
      // A page that is throttled while it is hidden neither draws its cards nor says how tall they are.
      webPreferences: { ...pageSecurity, preload: options.preloadPath, backgroundThrottling: false },
    });
    // Above full-screen windows: the level of the option alone is below them.
    made.setAlwaysOnTop(true, 'screen-saver');
    if (platform === 'darwin') {
      // Without the second wish macOS makes the whole program one without a dock icon, and its windows blink.
      made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    }
    made.once('ready-to-show', () => {
      drawn = true;
      appear();
    });
    // Linux does not tell when a move is over.
    made.on('move', () => follow(made));
    made.on('closed', () => {
      window = undefined;
      drawn = false;
      sized = false;
    });
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      logger.error('desktop.popup-gone', { reason });
      // The next ring makes another one.
      made.destroy();
    });
    made.loadURL(popupUrl).catch((error: unknown) => logger.error('desktop.popup-failed', { error }));
    return made;
  }

  /** Called also when it was not the user who moved it. */
  function follow(made: BrowserWindow): void {
    if (area === undefined) return;
    const bounds = made.getBounds();
    const ours = placePopup(area, bounds.height, place);
    if (Math.abs(bounds.x - ours.x) < rounding && Math.abs(bounds.y - ours.y) < rounding) return;
    const { workArea } = electron.screen.getDisplayMatching(bounds);
    area = workArea;
    place = placeOf(bounds, workArea);
  }

  function keepPlace(): void {
    if (place === kept) return;
    kept = place;
    replaceFile(options.statePath, JSON.stringify(place)).catch((error: unknown) =>
      logger.warn('desktop.popup-place-not-kept', { error }),
    );
  }

  const isMine = (event: IpcMainEvent) => {
    const frame = event.senderFrame;
    return frame !== null && frame === event.sender.mainFrame && window?.webContents === event.sender;
  };
  const resize = (event: IpcMainEvent, wanted: unknown) => {
    if (!isMine(event) || typeof wanted !== 'number' || !(wanted > 0)) return;
    if (sized && Math.round(wanted) === height) return;
    height = Math.round(wanted);
    appearNow();
  };
  const openCall = (event: IpcMainEvent, callId: unknown) => {
    if (isMine(event) && Number.isSafeInteger(callId)) options.openCall(Number(callId));
  };
  electron.ipcMain.on(channels.popupHeight, resize);
  electron.ipcMain.on(channels.popupOpenCall, openCall);

  return {
    hear,
    owns: (contents) => window?.webContents === contents,
    close() {
      electron.ipcMain.removeListener(channels.popupHeight, resize);
      electron.ipcMain.removeListener(channels.popupOpenCall, openCall);
      stopWaiting();
      keepPlace();
      window?.destroy();
    },
  };
}
