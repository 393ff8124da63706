import type { HostLink } from '../../core/ports.ts';
import type { LoginItem } from '../login/login-item.ts';
import type { TrayHost } from '../tray/host.ts';

/** What "Will I miss a call?" asks of the system. What a system does not tell is said to be unknown. */
export async function describeSystem(system: {
  notifications: () => Promise<HostLink>;
  focusAssist: () => Promise<HostLink>;
  /** Absent as the next. */
  callLinks: (() => Promise<HostLink>) | undefined;
  trayHost: Pick<TrayHost, 'isThere' | 'refresh'>;
  /** Absent where there is nothing to start: a run from the sources. */
  loginItem: Pick<LoginItem, 'isOn'> | undefined;
  /** Whether the user wants it started at login. */
  startsAtLogin: () => boolean;
}): Promise<HostLink[]> {
  const { trayHost, loginItem } = system;
  const [notifications, focusAssist, callLinks, atLogin] = await Promise.all([
    system.notifications(),
    system.focusAssist(),
    system.callLinks?.(),
    loginItem?.isOn(),
    trayHost.refresh(),
  ]);
  return [
    notifications,
    focusAssist,
    trayHost.isThere()
      ? { link: 'tray', status: 'ok', finding: 'fine' }
      : { link: 'tray', status: 'warning', finding: 'tray-hidden' },
    ...(atLogin === undefined ? [] : [judgeLogin(atLogin, system.startsAtLogin())]),
    ...(callLinks === undefined ? [] : [callLinks]),
  ];
}

function judgeLogin(isOn: boolean, isWanted: boolean): HostLink {
  if (isOn) return { link: 'login-item', status: 'ok', finding: 'fine' };
  return { link: 'login-item', status: 'warning', finding: isWanted ? 'login-refused' : 'not-at-login' };
}
