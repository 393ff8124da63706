import { existsSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const letter = /^double-start-\d+\.json$/;

/** One process for each folder, known at once: a later one leaves a letter to the first, and is told that it is not. */
export function claimLock(folder: string, data: unknown, onLater: (data: unknown) => void): boolean {
  const holder = join(folder, 'double.pid');
  if (existsSync(holder) && isAlive(Number(readFileSync(holder, 'utf8')))) {
    const path = join(folder, `double-start-${process.pid}.json`);
    writeFileSync(`${path}.new`, JSON.stringify(data));
    renameSync(`${path}.new`, path);
    return false;
  }
  writeFileSync(holder, String(process.pid));
  watch(folder, { persistent: false }, (_event, name) => {
    const path = join(folder, name ?? '');
    if (!letter.test(name ?? '') || !existsSync(path)) return;
    const sent: unknown = JSON.parse(readFileSync(path, 'utf8'));
    rmSync(path);
    onLater(sent);
  });
  return true;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
