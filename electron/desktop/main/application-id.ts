import type { App } from 'electron';

/** Equal to `appId` of the packager, which the installer writes on the shortcut: without it Windows shows no toast. */
export const applicationId = 'app.perezvon.desktop';

/** Constant, or each run would register an activator of its own and a toast of yesterday would lead nowhere. */
export const toastActivator = '{7D0B7E5C-6C1F-4B0B-9E0B-3C2E5A9D4F61}';

/** Under which Windows keeps what the user chose for this program's notifications. */
export const effectiveApplicationId = (isPackaged: boolean) =>
  isPackaged ? applicationId : `${applicationId}.sources`;

/**
 * What the system knows the program by. From its sources it is another program: Electron rewrites the shortcut of the name that
 * it bears, and the activator's entry, so that an installed copy would from then on start the sources, or nothing.
 */
export function identify(
  app: Pick<App, 'isPackaged' | 'setName' | 'setAppUserModelId' | 'setToastActivatorCLSID'>,
  platform: NodeJS.Platform,
): void {
  if (!app.isPackaged) app.setName('Perezvon (from sources)');
  if (platform !== 'win32') return;
  app.setAppUserModelId(effectiveApplicationId(app.isPackaged));
  if (app.isPackaged) app.setToastActivatorCLSID(toastActivator);
}
