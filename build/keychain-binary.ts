import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { resourcesOf } from './packed-resources.ts';

type Platform = 'linux' | 'win32' | 'darwin';

/** The package of the keychain's native binary for one target. The packager's own macro `${arch}` may stand for `arch`. */
export function keychainBinary(platform: Platform, arch: string): string {
  const suffix = { linux: '-gnu', win32: '-msvc', darwin: '' }[platform];
  return `keyring-${platform}-${arch}${suffix}`;
}

/**
 * Stops a package without the keychain's binary of its own target: npm installs only that of the machine it runs on, and
 * the program would start all the same, with nowhere to keep a secret.
 */
export async function requireKeychainBinary(context: AfterPackContext): Promise<void> {
  const name = keychainBinary(context.electronPlatformName as Platform, Arch[context.arch]);
  const folder = join(resourcesOf(context), 'app.asar.unpacked/node_modules/@napi-rs', name);
  if (existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.node'))) return;
  throw new Error(
    `The keychain's binary @napi-rs/${name} is not installed: npm installs that of the machine that it runs on, ` +
      `${process.platform} ${process.arch}. Make this package on a machine of its own system and processor.`,
  );
}
