import { arch, release, type as systemName } from 'node:os';
import { compact } from '../../../shared/domain/compact.ts';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, failed, ok } from './check.ts';

/** The search tables are contentless and can be deleted from: SQLite 3.43.0, 2023-08-24, "contentless-delete tables". */
const oldestSqlite = '3.43.0';

/** `versions` as `process.versions` has them: Electron's and Chromium's only where there are such. */
export function checkVersions(
  program: string,
  versions: Readonly<Record<string, string | undefined>>,
  words: SelfCheckWords,
): Finding {
  const { electron, chrome, node = '', sqlite = '0' } = versions;
  if (isOlder(sqlite, oldestSqlite)) return failed(words.oldSqlite(sqlite, oldestSqlite));
  return ok({
    program,
    ...compact({ electron, chromium: chrome }),
    node,
    sqlite,
    system: `${systemName()} ${release()} ${arch()}`,
  });
}

function isOlder(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) < 0;
}
