import { randomBytes } from 'node:crypto';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { isNotLoaded, type Keychain } from '../secrets/keychain.ts';
import { detailOf, type Finding, failed, ok, skipped } from './check.ts';

/** Apart from the program's own entries, whose service is named after their data directory. */
const service = 'Perezvon self-check';

/**
 * Keeps an entry, reads it and removes it. A Linux session without a Secret Service is no failure: the program keeps its secrets
 * in a file under a passphrase there. The others always have a keychain.
 */
export async function checkKeychainEntry(
  keychain: Keychain,
  platform: NodeJS.Platform,
  words: SelfCheckWords,
): Promise<Finding> {
  const account = `probe ${randomBytes(9).toString('base64url')}`;
  const value = randomBytes(18).toString('base64url');
  try {
    await keychain.setPassword(service, account, value);
  } catch (error) {
    if (isNotLoaded(error)) return failed(words.keychainNotLoaded(detailOf(error)));
    return platform === 'linux' && (await keychain.isLocked()) !== true
      ? skipped(words.noKeychain(detailOf(error)))
      : failed(words.keychainFails(detailOf(error)));
  }
  try {
    const kept = await keychain.getPassword(service, account);
    const wasThere = await keychain.deletePassword(service, account);
    const left = await keychain.getPassword(service, account);
    if (kept !== value) return failed(words.keychainKeepsOther());
    return wasThere && left === null ? ok() : failed(words.keychainKeepsRemoved(service));
  } catch (error) {
    await keychain.deletePassword(service, account).catch(() => false);
    return failed(words.keychainFails(detailOf(error)));
  }
}
