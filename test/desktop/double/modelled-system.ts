import type { ActivationArguments, Display, Point } from 'electron';
import type { PageOpener } from './page.ts';

/** What the system of one run is like, and what the program has done to it; what stands for Electron's objects is in `world.ts`. */
export interface ModelledSystem {
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
  /** Wayland: what a window without the focus reads there, which is what was copied while one had it. */
  staleClipboard: string;
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
  /** Windows: shortcuts in the user's Start menu, by the names of their files. */
  startMenu: Map<string, { appUserModelId: string | undefined; toastActivator: string | undefined }>;
  /** A toast, perhaps of an earlier run, was answered. */
  activate(details: ActivationArguments): void;
  /** macOS: identifiers of what earlier runs left in the notification centre. */
  delivered: { id: string; groupId?: string }[];
  /** False when another process has the lock, which is then told of this one. */
  claimLock(data: unknown, onLater: (data: unknown) => void): boolean;
  openExternal(url: string): void;
  openPage: PageOpener;
  /** Throws where Electron does, for what needs a running browser process. */
  app: { requireReady(what: string): void };
  /** Electron runs on Wayland itself, and not on X11. */
  isWayland(): boolean;
  /** Some window of the program has the focus. */
  hasFocus(): boolean;
}
