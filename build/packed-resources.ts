import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';

/** The folder of `app.asar` in what was packed. */
export function resourcesOf({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  return electronPlatformName === 'darwin'
    ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents/Resources')
    : join(appOutDir, 'resources');
}
