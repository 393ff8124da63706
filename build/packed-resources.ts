import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';

/** The folder of `app.asar` in what was packed. */
export function resourcesOf({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  return electronPlatformName === 'darwin'
    ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents/Resources')
    : join(appOutDir, 'resources');
}

/** What an unpacked Electron runs when it is given no program. The packager leaves it in one that was not its own download. */
export async function removeSampleProgram(context: AfterPackContext): Promise<void> {
  await rm(join(resourcesOf(context), 'default_app.asar'), { force: true });
}
