import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What this program keeps, by the names in its data directory. */
const ours =
  /^((instance\.\w+|perezvon\.sqlite|secrets\.vault|web-sessions\.json)[\w.-]*|logs|recordings|relay-\w+|desktop)$/;

/** A file that only its owner may read, empty if it was not there. What SQLite makes beside one gets the same rights. */
export function ownFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  narrow(path, 0o600);
}

/**
 * The folder of all data: phone numbers and voices are in it. What earlier versions or another hand left open is closed; a
 * folder that holds other things as well keeps its own rights.
 */
export function ownDataDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const entries = readdirSync(path, { withFileTypes: true });
  const own = entries.filter(({ name }) => ours.test(name));
  if (own.length === entries.length) narrow(path, 0o700);
  for (const entry of own) {
    if (entry.isDirectory()) narrow(join(path, entry.name), 0o700);
    else if (entry.isFile()) narrow(join(path, entry.name), 0o600);
  }
}

/** Windows gives a user's folder to that user by itself; other disks know no rights, and keep none. */
function narrow(path: string, mode: number): void {
  if (process.platform === 'win32') return;
  try {
    if ((lstatSync(path).mode & 0o777) !== mode) chmodSync(path, mode);
  } catch {
    // It is another user's. Whether it can be used at all will show.
  }
}
