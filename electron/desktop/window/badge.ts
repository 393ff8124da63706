import { join } from 'node:path';
import type { BrowserWindow, NativeImage } from 'electron';
import { desktopWords, type Language } from '../../../shared/words/desktop.ts';
import type { ElectronParts } from '../electron-parts.ts';

export interface Badge {
  /** `missed` callers wait. Called again when a window appears, for on Windows the mark hangs on the window. */
  show(missed: number, language: Language): void;
}

/** The count on the program's icon: a number where the system writes one, a mark on Windows. */
export function createBadge(options: {
  electron: ElectronParts<'app' | 'nativeImage'>;
  platform: NodeJS.Platform;
  icons: string;
  window(): Pick<BrowserWindow, 'setOverlayIcon'> | undefined;
}): Badge {
  const { electron, platform } = options;
  let mark: NativeImage | undefined;
  return {
    show(missed, language) {
      if (platform !== 'win32') {
        electron.app.setBadgeCount(missed);
        return;
      }
      mark ??= electron.nativeImage.createFromPath(join(options.icons, 'overlay-missed.png'));
      const described = missed > 0 ? desktopWords(language).missed(missed) : '';
      options.window()?.setOverlayIcon(missed > 0 ? mark : null, described);
    },
  };
}
