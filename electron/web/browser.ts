import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { telLink } from '../../shared/domain/deep-link.ts';

export interface System {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  file: string;
  args: string[];
}

/**
 * Shows our own page: as a window of its own where a Chromium is installed, else in the default browser. Rejects when
 * nothing could be started; a person then opens the printed address.
 */
export async function openPage(url: string, system: System): Promise<void> {
  const chromium = await findChromium(system, isExecutable);
  await start(chromium === undefined ? openerCommand(url, system) : { file: chromium, args: [`--app=${url}`] });
}

/** Hands an address outside to the system's own handler. Rejects for anything but https and mailto. */
export async function openOutside(url: string, system: System): Promise<void> {
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'mailto:') throw new TypeError(`not opened outside: ${protocol}`);
  await start(openerCommand(href, system));
}

/** Hands a number to the system's own handler of `tel:` links. Rejects for anything but E.164. */
export async function dialOutside(number: string, system: System): Promise<void> {
  await start(openerCommand(telLink(number), system));
}

/** Never a shell: an address is one argument, whatever characters are in it. */
export function openerCommand(url: string, { platform, env }: System): Command {
  if (platform === 'darwin') return { file: '/usr/bin/open', args: [url] };
  if (platform === 'win32') {
    // `start` is a word of the shell, which reads `&` in an address as its own; this takes the argument as it is.
    return {
      file: join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'rundll32.exe'),
      args: ['url.dll,FileProtocolHandler', url],
    };
  }
  return { file: 'xdg-open', args: [url] };
}

/** Absolute path of the first browser that has app windows. */
export async function findChromium(
  { platform, env }: System,
  exists: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const path of chromiumPlaces(platform, env)) {
    if (await exists(path)) return path;
  }
  return undefined;
}

function chromiumPlaces(platform: NodeJS.Platform, env: System['env']): string[] {
  if (platform === 'darwin') {
    // Who may not install for everybody has programs of their own.
    const folders = ['/Applications', ...(env.HOME === undefined ? [] : [`${env.HOME}/Applications`])];
    return ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser'].flatMap((name) =>
      folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) => roots.map((root) => join(root, program)));
  }
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
    'brave-browser',
  ];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Resolves when the program runs. It outlives this one. */
function start({ file, args }: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'ignore', detached: true, shell: false });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
