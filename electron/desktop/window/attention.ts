import type { BrowserWindow } from 'electron';
import type { ElectronParts } from '../electron-parts.ts';

/** A sign on the program's place in the task bar or the dock that somebody was missed, until the user looks. */
export interface Attention {
  ask(): void;
}

export function createAttention(options: {
  app: Pick<ElectronParts<'app'>['app'], 'dock'>;
  platform: NodeJS.Platform;
  window(): Pick<BrowserWindow, 'flashFrame' | 'isFocused' | 'once'> | undefined;
}): Attention {
  const { app, platform } = options;
  let flashing: ReturnType<typeof options.window>;
  return {
    ask() {
      const window = options.window();
      if (window?.isFocused()) return;
      if (platform === 'darwin') {
        // Once: a flashing window would bounce the icon until somebody came.
        app.dock?.bounce('informational');
        return;
      }
      window?.flashFrame(true);
      // Once for however many are missed before the user looks.
      if (window === undefined || window === flashing) return;
      flashing = window;
      window.once('focus', () => {
        flashing = undefined;
        window.flashFrame(false);
      });
    },
  };
}
