import { join } from 'node:path';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, failed, ok, skipped } from '../../core/self-check/check.ts';
import type { ElectronParts } from '../electron-parts.ts';
import type { TrayHost } from '../tray/host.ts';
import { trayIconFiles } from '../tray/tray.ts';

/** Every icon that the tray may show is there and can be read: an empty one is a gap nobody can click. */
export function checkTrayImages(parts: {
  electron: ElectronParts<'nativeImage'>;
  platform: NodeJS.Platform;
  /** The folder of the icons. Absolute. */
  icons: string;
  words: SelfCheckWords;
}): Finding {
  const { electron, platform, icons, words } = parts;
  const files = trayIconFiles(platform);
  const empty = files.filter((file) => electron.nativeImage.createFromPath(join(icons, file)).isEmpty());
  return empty.length > 0 ? failed(words.emptyImages(empty.join(', '))) : ok({ images: files.length });
}

/** A session without a tray is no failure: the window goes to the task bar there. */
export async function checkTrayHost(
  trayHost: Pick<TrayHost, 'isThere' | 'refresh'>,
  words: SelfCheckWords,
): Promise<Finding> {
  await trayHost.refresh();
  return trayHost.isThere() ? ok() : skipped(words.noTrayHost());
}
