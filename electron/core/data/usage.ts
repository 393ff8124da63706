import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataUsage } from '../../../shared/contract/data.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { Database } from '../database/database.ts';
import { readInstant } from '../database/stored-values.ts';

/** What this program keeps on this disk. */
export async function measureUsage({ sql }: Database, directory: string): Promise<DataUsage> {
  const row = sql
    .prepare('SELECT count(*) AS calls, min(started_at) FILTER (WHERE started_at >= 0) AS oldest FROM calls')
    .get();
  const unreadable = sql.prepare('SELECT count(*) AS count FROM unreadable_rows').get();
  const oldestCallAt = readInstant(row?.oldest);
  return {
    directory,
    databaseBytes: await bytesOf(directory, (name) => name.startsWith('perezvon.sqlite')),
    recordingBytes: await bytesOf(join(directory, 'recordings'), () => true),
    calls: Number(row?.calls ?? 0),
    unreadableRows: Number(unreadable?.count ?? 0),
    ...compact({ oldestCallAt }),
  };
}

async function bytesOf(directory: string, counts: (name: string) => boolean): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  const sizes = names.filter(counts).map(async (name) => {
    const file = await stat(join(directory, name)).catch(() => undefined);
    return file?.isFile() ? file.size : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
