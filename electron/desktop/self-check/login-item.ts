import { mkdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, failed, ok } from '../../core/self-check/check.ts';
import type { LoginItem } from '../login/login-item.ts';

/**
 * Of what starts at login, an entry of this check's own: the user's is not touched. Should the program die half way, the next
 * login makes this check, and it removes the entry. macOS knows no entries but one for each program.
 */
export const probeEntry = { name: 'Perezvon self-check', argument: '--self-check' };

/** Turns an entry on and off again. On macOS, where it is the user's, what is on is only written anew. */
export async function checkLoginItem(parts: {
  item: LoginItem;
  platform: NodeJS.Platform;
  /** Linux: the folder of the session's autostart files. */
  autostart: string;
  words: SelfCheckWords;
}): Promise<Finding> {
  const { item, platform, autostart, words } = parts;
  const isUsers = platform === 'darwin' && (await item.isOn());
  const made = platform === 'linux' ? await mkdir(autostart, { recursive: true }) : undefined;
  try {
    await item.set(true);
    if (!(await item.isOn())) return failed(words.loginItemNotKept());
    if (isUsers) return ok();
    await item.set(false);
    return (await item.isOn()) ? failed(words.loginItemNotRemoved()) : ok();
  } finally {
    if (!isUsers) await item.set(false);
    if (made !== undefined) await removeEmpty(autostart, made);
  }
}

/** The folders that were made for this, from the innermost; one that somebody has used meanwhile stays. */
async function removeEmpty(innermost: string, outermost: string): Promise<void> {
  for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}
