import type { MessagePortDouble } from './message-port.ts';

/** What a window's contents run on: real Chromium, or nothing at all where a test plays the page itself. */
export interface Page {
  /** As Chromium has it, in the program's own terms (`app://…`). Empty before the first load. */
  url(): string;
  /** Resolves when the document has loaded. */
  load(url: string): Promise<void>;
  reload(): Promise<void>;
  /** A message of main to the preload, with its ports. */
  deliver(channel: string, args: unknown[], ports: MessagePortDouble[]): void;
  /** Runs a script in the page's own world, and answers what it comes to. */
  evaluate(script: string): Promise<unknown>;
  close(): Promise<void>;
}

/** What the page tells its window. */
export interface PageEvents {
  /** The preload's `ipcRenderer.send`. */
  onMessage(channel: string, args: unknown[]): void;
  onLoaded(): void;
  /** Whether the page may go there. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  onWindowOpen(url: string): void;
}

export interface PageOptions {
  preload: string | undefined;
  /** In CSS px. */
  size: { width: number; height: number };
  events: PageEvents;
}

export type PageOpener = (options: PageOptions) => Page;
