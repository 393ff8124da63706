import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The last replacement of each path that was asked for and is not done. */
const underWay = new Map<string, Promise<void>>();

/**
 * Replaces a file whole, or leaves it as it was, also when the power goes: the bytes are on the disk before the name
 * points at them. Only the owner may read it. Replacements of one path come one after another, in the order in which they were
 * asked for: all go by one draft. Rejects when the disk does.
 */
export function replaceFile(path: string, text: string): Promise<void> {
  const replacement = (underWay.get(path) ?? Promise.resolve()).then(() => replaceNow(path, text));
  const settled = replacement
    .catch(() => {})
    .finally(() => {
      if (underWay.get(path) === settled) underWay.delete(path);
    });
  underWay.set(path, settled);
  return replacement;
}

/** To another name in its folder, durable as well. Rejects where there is no such file. */
export async function moveFile(path: string, to: string): Promise<void> {
  await rename(path, to);
  await syncDirectory(dirname(path));
}

/** The same: a power cut brings back no file that something newer stands for. */
export async function removeFile(path: string): Promise<void> {
  await rm(path);
  await syncDirectory(dirname(path));
}

/** Resolves when nothing that was asked for so far is under way. Never rejects: whoever asked hears of a failure. */
export async function allReplaced(): Promise<void> {
  await Promise.all(underWay.values());
}

async function replaceNow(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  try {
    // `wx` follows no link that someone may have put there meanwhile.
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Makes what became of its names durable. Windows cannot open a directory and journals names by itself. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
