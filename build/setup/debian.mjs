import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly } from './commands.mjs';
import { say } from './project.mjs';

/** What the tests need of the system: the command that shows it is there, and Debian's package for it. */
const tools = [
  { command: 'chromium', package: 'chromium', purpose: 'the interface is tested in it' },
  { command: 'chromium-headless-shell', package: 'chromium-headless-shell', purpose: 'the same without windows' },
  { command: 'dbus-run-session', package: 'dbus', purpose: 'a session for the keychain and notifications' },
  { command: 'gnome-keyring-daemon', package: 'gnome-keyring', purpose: 'a real keychain' },
  { command: 'secret-tool', package: 'libsecret-tools', purpose: 'looks into that keychain' },
  { command: 'Xvfb', package: 'xvfb', purpose: 'a display for what opens windows' },
  { command: 'dunst', package: 'dunst', purpose: 'a real notification server' },
  { command: 'fc-list', package: 'fontconfig', purpose: 'finds the fonts' },
];
/** Cyrillic letters on screenshots. */
const fonts = 'fonts-dejavu-core';

/**
 * Installs what is missing where that can be done unasked: on Debian, as root. Elsewhere says what to install. Never rejects.
 *
 * @param {AbortSignal} [unneeded] nothing comes of the tests any more
 */
export async function ensureSystemTools(unneeded) {
  const missing = tools.filter(({ command }) => !isOnPath(command));
  const packages = missing.map((tool) => tool.package);
  if (isDebian() && !existsSync('/usr/share/fonts/truetype/dejavu')) packages.push(fonts);
  if (packages.length === 0) return;
  if (!isDebian() || process.getuid?.() !== 0) {
    for (const { command, purpose, package: name } of missing) {
      say(`Not installed: ${command} (${purpose}); on Debian: sudo apt-get install ${name}`);
    }
    return;
  }
  say(`Installing Debian packages for the tests: ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runQuietly('apt-get', ['update', '-qq'], { env, signal: unneeded });
  if (unneeded?.aborted) return;
  // What is ended in the middle of this leaves packages that are half installed.
  unneeded?.addEventListener('abort', () => say('This ends as soon as apt-get has: it installs just now.'));
  const install = await runQuietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  });
  if (install.ok || unneeded?.aborted) return;
  say(`apt-get could not install them:\n${`${update.output}\n${install.output}`.trim().slice(-2000)}`);
}

/** @param {string} command */
function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
