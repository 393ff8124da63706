import type { App } from 'electron';

/**
 * On which system of windows the program runs. On Linux Chromium picks one before any JavaScript runs and notes it among its
 * switches (`ui::SetOzonePlatformForLinuxIfNeeded`).
 */
export function windowingSystem(app: Pick<App, 'commandLine'>, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'linux') return platform;
  return app.commandLine.getSwitchValue('ozone-platform') || undefined;
}
