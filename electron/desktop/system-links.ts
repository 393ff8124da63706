import type { HostLink } from '../core/ports.ts';
import type { ElectronParts } from './electron-parts.ts';
import type { TrayHost } from './tray-host.ts';

/** What "Will I miss a call?" asks of the system. What a system does not tell is left out and counts as unknown. */
export async function describeSystem(
  system: Pick<ElectronParts<'app' | 'Notification' | 'session'>, 'app' | 'Notification' | 'session'> & {
    trayHost: TrayHost;
    platform: NodeJS.Platform;
  },
): Promise<HostLink[]> {
  const { app, Notification, session, trayHost, platform } = system;
  await trayHost.refresh();
  const proxy = await session.defaultSession.resolveProxy('https://perezvon.example');
  return [
    Notification.isSupported()
      ? { link: 'notifications', status: 'ok', finding: 'fine' }
      : { link: 'notifications', status: 'failed', finding: 'permission-denied' },
    trayHost.isThere()
      ? { link: 'tray', status: 'ok', finding: 'fine' }
      : { link: 'tray', status: 'warning', finding: 'tray-hidden' },
    // On Windows this is the program's own registration and not the user's choice, so it is no proof of either.
    ...(platform === 'win32'
      ? []
      : [
          app.isDefaultProtocolClient('tel')
            ? ({ link: 'tel-links', status: 'ok', finding: 'fine' } as const)
            : ({ link: 'tel-links', status: 'warning', finding: 'other-program' } as const),
        ]),
    { link: 'proxy', status: 'ok', finding: 'fine', detail: proxy.slice(0, 300) },
  ];
}
