import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { resourcesOf } from './packed-resources.ts';
import { keychainBinary } from './setup/keychain.mjs';

/**
 * Stops a package without the keychain's binary of its own target: npm installs only that of the machine it runs on, and
 * the program would start all the same, with nowhere to keep a secret.
 */
export async function requireKeychainBinary(context: AfterPackContext): Promise<void> {
  const platform = context.electronPlatformName as 'linux' | 'win32' | 'darwin';
  const name = keychainBinary(platform, Arch[context.arch]);
  const folder = join(resourcesOf(context), 'app.asar.unpacked/node_modules/@napi-rs', name);
  if (existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.node'))) return;
  throw new Error(
    `The keychain's binary @napi-rs/${name} is not installed: npm installs that of the machine that it runs on, ` +
      `${process.platform} ${process.arch}. "npm run package" fetches those of others.`,
  );
}
