import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { HostLink } from '../ports.ts';
import type { RunTool } from './run-tool.ts';
import { type BusObject, busProperty } from './session-bus.ts';
import { registryValue } from './windows-registry.ts';

/** Whether the system keeps notifications to itself now. What it does not tell programs is said to be so. */
export interface FocusAssistSystem {
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  home: string;
  ask: RunTool;
}

export async function judgeFocusAssist(system: FocusAssistSystem): Promise<HostLink> {
  const quiet = await isQuiet(system);
  if (quiet === undefined) return { link: 'focus-assist', status: 'not-applicable', finding: 'system-untold' };
  return quiet
    ? { link: 'focus-assist', status: 'warning', finding: 'system-quiet' }
    : { link: 'focus-assist', status: 'ok', finding: 'fine' };
}

function isQuiet(system: FocusAssistSystem): Promise<boolean | undefined> {
  if (system.platform === 'win32') return isQuietOnWindows(system);
  return system.platform === 'darwin' ? isQuietOnMac(system) : isQuietOnLinux(system);
}

/**
 * "Do not disturb" of Windows 11 as the user switches it; rules (while presenting, at night) and "Focus assist" of Windows 10
 * are in the kernel's notification state, which only native code reads. So it is never told to be off.
 */
async function isQuietOnWindows({ ask, environment }: FocusAssistSystem): Promise<boolean | undefined> {
  const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Notifications\\Settings';
  return (await registryValue(ask, environment, key, 'NOC_GLOBAL_SETTING_TOASTS_ENABLED')) === 0 ? true : undefined;
}

const assertions = z.object({
  data: z.array(z.object({ storeAssertionRecords: z.array(z.unknown()).optional() })),
});

/** macOS keeps who asked for silence in a file that it shows to programs with full disk access, and to no others. */
async function isQuietOnMac({ home }: FocusAssistSystem): Promise<boolean | undefined> {
  try {
    const text = await readFile(join(home, 'Library/DoNotDisturb/DB/Assertions.json'), 'utf8');
    return assertions.parse(JSON.parse(text)).data.some((one) => (one.storeAssertionRecords ?? []).length > 0);
  } catch {
    return undefined;
  }
}

const notificationServer: BusObject = {
  name: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};

interface Source {
  /** As `XDG_CURRENT_DESKTOP` names the desktops that it is of; absent where any may have it. */
  desktop?: RegExp;
  read(ask: RunTool): Promise<string | undefined>;
  /** What it says while notifications are kept back. */
  quiet: 'true' | 'false';
}

/** Each desktop has a switch of its own. A setting may be installed without its desktop, so the desktop is asked first. */
const sources: readonly Source[] = [
  {
    desktop: /gnome|unity|budgie|pantheon/i,
    read: (ask) => ask('gsettings', ['get', 'org.gnome.desktop.notifications', 'show-banners']),
    quiet: 'false',
  },
  {
    desktop: /cinnamon/i,
    read: (ask) => ask('gsettings', ['get', 'org.cinnamon.desktop.notifications', 'display-notifications']),
    quiet: 'false',
  },
  {
    desktop: /mate/i,
    read: (ask) => ask('gsettings', ['get', 'org.mate.NotificationDaemon', 'do-not-disturb']),
    quiet: 'true',
  },
  {
    desktop: /xfce/i,
    read: (ask) => ask('xfconf-query', ['-c', 'xfce4-notifyd', '-p', '/do-not-disturb']),
    quiet: 'true',
  },
  // KDE, and whoever else keeps to its extension.
  { read: (ask) => busProperty(ask, notificationServer, 'Inhibited'), quiet: 'true' },
  {
    read: (ask) => busProperty(ask, { ...notificationServer, interface: 'org.dunstproject.cmd0' }, 'paused'),
    quiet: 'true',
  },
];

async function isQuietOnLinux({ ask, environment }: FocusAssistSystem): Promise<boolean | undefined> {
  const desktop = environment.XDG_CURRENT_DESKTOP ?? '';
  for (const source of sources) {
    if (source.desktop?.test(desktop) === false) continue;
    const said = /\b(?:true|false)\b/.exec((await source.read(ask)) ?? '')?.[0];
    if (said !== undefined) return said === source.quiet;
  }
  return undefined;
}
