import type { HostLink } from '../../core/ports.ts';
import type { RunTool } from '../../core/system/run-tool.ts';
import { busCall, hasBusName } from '../../core/system/session-bus.ts';
import { registryValue } from '../../core/system/windows-registry.ts';

const settings = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion';

/** Whether the system shows this program's notifications at all. */
export async function judgeNoticePermission(system: {
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  ask: RunTool;
  /** The program's id on Windows, under which the user's choice is kept. */
  applicationId: string;
  isSupported(): boolean;
  /** The system did not show the last one. */
  wasRefused(): boolean;
}): Promise<HostLink> {
  const { platform, environment, ask, applicationId, isSupported, wasRefused } = system;
  const forbidden: HostLink = { link: 'notifications', status: 'failed', finding: 'permission-denied' };
  if (!isSupported() || wasRefused()) return forbidden;
  if (platform === 'win32') {
    const switches = [
      [`${settings}\\PushNotifications`, 'ToastEnabled'],
      [`${settings}\\Notifications\\Settings\\${applicationId}`, 'Enabled'],
    ] as const;
    for (const [key, value] of switches)
      if ((await registryValue(ask, environment, key, value)) === 0) return forbidden;
  }
  if (platform === 'linux' && (await isShownByNobody(ask))) {
    return { link: 'notifications', status: 'failed', finding: 'no-server' };
  }
  return { link: 'notifications', status: 'ok', finding: 'fine' };
}

/**
 * Electron calls notifications supported as soon as its library is there, whether or not anybody shows them. A server that is
 * not running may be one that is started by the first question.
 */
async function isShownByNobody(ask: RunTool): Promise<boolean> {
  const name = 'org.freedesktop.Notifications';
  if ((await hasBusName(ask, name)) !== false) return false;
  return (
    (await busCall(ask, { name, path: '/org/freedesktop/Notifications', interface: name }, 'GetServerInformation')) ===
    undefined
  );
}
