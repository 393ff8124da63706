import type * as z from 'zod';
import type { ElectronParts } from '../electron-parts.ts';
import { pageSecurity } from '../window/main-window.ts';

/** A window that nobody sees, set up like the program's own. */
export interface ProbeWindow {
  /** Resolves when the page has loaded. Rejects where it does not. */
  load(url: string): Promise<void>;
  /** Runs `inside` in the page, as text: it leans on nothing around it. Rejects with what it throws. */
  run<Argument, Answer>(
    inside: (argument: Argument) => Promise<unknown>,
    argument: Argument,
    answer: z.ZodType<Answer>,
  ): Promise<Answer>;
  close(): void;
}

export function openProbeWindow(electron: ElectronParts<'BrowserWindow'>, preload: string): ProbeWindow {
  const window = new electron.BrowserWindow({
    show: false,
    // A page that knows itself hidden may put off what it loads.
    webPreferences: { ...pageSecurity, preload, backgroundThrottling: false },
  });
  return {
    async load(url) {
      const loaded = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
      await window.loadURL(url);
      await loaded;
    },
    async run(inside, argument, answer) {
      const said: unknown = await window.webContents.executeJavaScript(`(${inside})(${JSON.stringify(argument)})`);
      return answer.parse(said);
    },
    close: () => window.destroy(),
  };
}
