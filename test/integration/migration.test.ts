import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/database/database.ts';
import { migrations } from '../../electron/core/database/migrations/migrations.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { createCallModel, listRow, readAll } from '../fixtures/call-model.ts';
import { type GivenBefore, writeDatabaseBefore } from '../fixtures/database-before-rows.ts';

/** Ten times as many with `npm run prove -- migration`. */
const count = Number(process.env.PEREZVON_MIGRATED_CALLS ?? 10_000);
const name = 'perezvon.sqlite';
let root: string;
let given: GivenBefore;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'perezvon-migration-'));
  given = writeDatabaseBefore(join(root, name), count);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder of its own with the database as it was before. */
function folder(title: string): string {
  const directory = join(root, title);
  mkdirSync(directory);
  copyFileSync(join(root, name), join(directory, name));
  return directory;
}

/** Opens it in a process of its own, which is killed after so many ms; answers how long it took if it was not. */
async function open(directory: string, killAfterMs: number): Promise<number | undefined> {
  const child = fork(fileURLToPath(new URL('open-database-program.ts', import.meta.url)), [directory]);
  await once(child, 'message');
  const began = performance.now();
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [undefined])]);
  clearTimeout(timer);
  const took = performance.now() - began;
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return message === 'done' ? took : undefined;
}

function expectAll(directory: string): void {
  const database = openDatabase({ directory, clock: createSystemClock(), logger: silentLogger });
  try {
    expect(database.setAside).toBeUndefined();
    const { sql } = database;
    const read = (query: string) =>
      new Map(
        sql
          .prepare(query)
          .all()
          .map((row) => [row.id, row.value]),
      );
    expect(sql.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(sql.prepare('SELECT count(*) AS count FROM calls').get()?.count).toBe(count);
    expect(read('SELECT id, note AS value FROM calls WHERE note IS NOT NULL')).toEqual(given.notes);
    expect(read('SELECT call_id AS id, text AS value FROM recording_marks')).toEqual(given.recordingNotes);
    expect(read('SELECT call_id AS id, file AS value FROM recordings')).toEqual(given.recordings);
    expect(read('SELECT call_id AS id, resolution AS value FROM missed')).toEqual(given.resolutions);
    expect(read('SELECT key AS id, name AS value FROM people')).toEqual(given.names);
  } finally {
    database.close();
  }
}

describe('a database of before calls were kept by their rows', () => {
  it('is brought over whole, wherever the program is killed on the way', async () => {
    const took = await open(folder('measured'), 200_000);
    expect(took).toBeDefined();
    expectAll(join(root, 'measured'));
    const directory = folder('killed');
    for (const share of [0.2, 0.5, 0.8, 0.97]) {
      if ((await open(directory, (took ?? 0) * share)) !== undefined) break;
      const left = new DatabaseSync(join(directory, name));
      const { user_version: version } = left.prepare('PRAGMA user_version').get() ?? {};
      expect(left.prepare('SELECT count(*) AS count FROM calls').get()?.count).toBe(count);
      left.close();
      // As it was before, or as a whole step left it: each is a transaction of its own, and the short last ones come after.
      expect(version).toBeGreaterThanOrEqual(8);
      expect(version).toBeLessThanOrEqual(migrations.length);
    }
    expectAll(directory);
    expect(existsSync(join(directory, `${name}.before-9`))).toBe(true);
  });

  it('knows its calls again when the lists are read anew, and finds them by everything', async () => {
    const database = openDatabase({ directory: folder('read'), clock: createSystemClock(), logger: silentLogger });
    const { journal, log, store } = createCallModel({ database, clock: createSystemClock() });
    const last = readAll(log, { kind: 'all', accountId: 'shop' }).slice(0, 50);
    const newest = store.get(last[0]?.id ?? 0);
    expect(newest?.rows.length).toBeGreaterThan(0);
    // The same row once more, as the provider lists it.
    const { rows = [], startedAt = 0 } = newest ?? {};
    const again = rows.map((row) =>
      listRow({
        ...row,
        ids: row.ids ?? [],
        direction: 'in',
        talkSeconds: row.talkSeconds,
        outcome: row.outcome,
        startedAt,
      }),
    );
    expect(journal.applyListRows('shop', again).filter(({ changed }) => changed)).toEqual([]);
    for (const search of [`Заметка ${count - 50}`, 'отметка 9', [...given.names.values()][0] ?? '', 'Розница']) {
      expect(readAll(log, { kind: 'all', search }).length).toBeGreaterThan(0);
    }
    expect(readAll(log, { kind: 'all', search: `Заметка ${count - 50}` })).toHaveLength(1);
    database.close();
  });
});
