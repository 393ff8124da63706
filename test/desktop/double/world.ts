import type { ActivationArguments, Display, Point } from 'electron';
import type { AppDouble } from './app.ts';
import type { BrowserWindowDouble } from './browser-window.ts';
import type { MenuDouble } from './menu.ts';
import type { NotificationDouble } from './notification.ts';
import type { PageOpener } from './page.ts';
import type { SessionDouble } from './session.ts';
import type { ScreenDouble } from './system.ts';
import type { TrayDouble } from './tray.ts';

/** Everything of one run: what the modelled system is like, and what the program has done to it. */
export interface World {
  platform: NodeJS.Platform;
  languages: string[];
  /** Chromium's, of the command line and those that Electron adds before any JavaScript runs. */
  switches: Map<string, string>;
  displays: Display[];
  cursor: Point;
  online: boolean;
  /** What the system's proxy settings answer, as a PAC script does. */
  proxy: string;
  /** Schemes whose links come to this program, as the system says. */
  handled: Set<string>;
  /** `selected` is what Linux calls the primary selection. */
  clipboard: { text: string; selected: string };
  /** Global shortcuts of this program. */
  shortcuts: Map<string, () => void>;
  /** Those of other programs. */
  takenShortcuts: Set<string>;
  /** What the icon in the dock of macOS did. */
  bounces: string[];
  /** Whether the system shows notifications. `refused`: it fails them, as macOS does for an unsigned program. */
  notifications: 'shown' | 'refused';
  /** Windows: whether an activation of a toast reaches this process. */
  activatorRegistered: boolean;
  /** A toast, perhaps of an earlier run, was answered. */
  activate(details: ActivationArguments): void;
  /** macOS: identifiers of what earlier runs left in the notification centre. */
  delivered: { id: string; groupId?: string }[];
  /** False when another process has the lock, which is then told of this one. */
  claimLock(data: unknown, onLater: (data: unknown) => void): boolean;
  openExternal(url: string): void;
  openPage: PageOpener;
  app: AppDouble;
  screen: ScreenDouble;
  session: SessionDouble;
  windows: BrowserWindowDouble[];
  focused: BrowserWindowDouble | undefined;
  trays: TrayDouble[];
  /** The menu that popped up last. */
  popup: MenuDouble | undefined;
  /** Weak, as in Electron: a notification that the program does not hold is gone, and its click with it. */
  shown: WeakRef<NotificationDouble>[];
}
