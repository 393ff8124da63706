import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../core/secrets/file-replacement.ts';
import type { ElectronParts } from '../electron-parts.ts';

/** Whether the system starts this program at login: the system's own record, which the user may change there as well. */
export interface LoginItem {
  isOn(): Promise<boolean>;
  /** Rejects when the system's record cannot be written. */
  set(on: boolean): Promise<void>;
  /** Where it is on, makes it start the program as it lies now: an AppImage moves, and keeps its version in its name. */
  renew(): Promise<void>;
}

/** What the system is told to start the program with, and how a start at login is known on Windows and Linux. */
export const atLoginSwitch = '--at-login';

export interface LoginItemOptions {
  app: Pick<ElectronParts<'app'>['app'], 'setLoginItemSettings' | 'getLoginItemSettings'>;
  platform: NodeJS.Platform;
  /** What the system is to start. Absolute. */
  program: string;
  /** Linux: the folder of the session's autostart files. */
  autostart: string;
  /** Instead of the program's own entry: another one, on systems that know more than one of a program. */
  entry?: { name: string; argument: string };
}

export function createLoginItem(options: LoginItemOptions): LoginItem {
  return options.platform === 'linux' ? createAutostartFile(options) : createSystemItem(options);
}

function createSystemItem({ app, platform, program, entry }: LoginItemOptions): LoginItem {
  // Windows finds the entry again only by the very path and arguments that it was written with.
  const how = platform === 'win32' ? { path: program, args: [entry?.argument ?? atLoginSwitch] } : {};
  const named = platform === 'win32' && entry !== undefined ? { name: entry.name } : {};
  return {
    async isOn() {
      const found = app.getLoginItemSettings(how);
      // `openAtLogin` is of the program's own entry alone, whatever entry was asked for.
      if (platform === 'win32' && entry !== undefined)
        return found.launchItems.some(({ name, enabled }) => name === entry.name && enabled);
      // An entry that is switched off in the Task Manager is still there.
      return found.openAtLogin && (platform !== 'win32' || found.executableWillLaunchAtLogin);
    },
    async set(openAtLogin) {
      app.setLoginItemSettings({ openAtLogin, ...how, ...named });
    },
    // The system knows a program by its bundle, and an installer keeps its folder.
    async renew() {},
  };
}

/** Electron has no login items on Linux; every desktop reads the files of this folder. */
function createAutostartFile({ program, autostart, entry }: LoginItemOptions): LoginItem {
  const { name, argument } = entry ?? { name: 'perezvon', argument: atLoginSwitch };
  const path = join(autostart, `${name}.desktop`);
  const started = `${tryExecLine(program)}\n${execLine(program, argument)}`;
  const read = () => readFile(path, 'utf8').catch(() => '');
  // Desktops switch an entry off by a line of these instead of removing the file.
  const isOn = (text: string) =>
    text !== '' && !/^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(text);
  return {
    isOn: async () => isOn(await read()),
    async renew() {
      const text = await read();
      if (isOn(text) && !text.includes(`\n${started}\n`)) await replaceFile(path, autostartEntry(started));
    },
    async set(on) {
      if (!on) {
        await rm(path, { force: true });
        return;
      }
      // A session in which nothing was ever started by itself has no such folder.
      await mkdir(autostart, { recursive: true });
      await replaceFile(path, autostartEntry(started));
    },
  };
}

function autostartEntry(started: string): string {
  return ['[Desktop Entry]', 'Type=Application', 'Name=Perezvon', 'Icon=perezvon', started, 'Terminal=false', ''].join(
    '\n',
  );
}

/** A program that is gone, as an AppImage that was moved away, is passed over and not complained of at each login. */
function tryExecLine(program: string): string {
  return `TryExec=${program.replaceAll('\\', '\\\\')}`;
}

function execLine(program: string, argument: string): string {
  return `Exec=${quoteExec(program)} ${argument}`;
}

/**
 * Desktop Entry Specification, "The Exec key": quoted, four signs escaped inside the quotes, every backslash doubled once
 * more because the value is a string of the file, and `%` doubled because it begins a field code.
 */
function quoteExec(path: string): string {
  const quoted = `"${path.replaceAll(/["`$\\]/g, '\\$&')}"`;
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}

/** Where the autostart files lie (Desktop Application Autostart Specification). Linux. */
export function autostartFolder(environment: NodeJS.ProcessEnv, home: string): string {
  return join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'autostart');
}
