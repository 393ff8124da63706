import { hash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { defaultLimits } from '../limits.ts';
import type { RelayStorage } from '../storage.ts';
import { createSqliteStorage } from './sqlite-storage.ts';

let directory: string;
let path: string;
let storage: RelayStorage;
let told: string[];
let appended: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-relay-storage-'));
  path = join(directory, 'relay.sqlite');
  told = [];
  appended = [];
});
afterEach(async () => {
  await storage.close();
  rmSync(directory, { recursive: true, force: true });
});

function open(limits = defaultLimits, at = directory): void {
  storage = createSqliteStorage({
    directory: at,
    limits,
    now: Date.now,
    onAppended: (channel) => void appended.push(channel),
    logger: { ...silentLogger, warn: (event) => void told.push(event) },
  });
}

const read = (channel: string, after?: string) => storage.read(channel, after, 500);
const bodies = async (channel: string, after?: string) => (await read(channel, after)).events.map(({ body }) => body);
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => JSON.stringify({ n: from + index }));

async function append(channel: string, from: number, to: number): Promise<void> {
  for (const body of numbered(from, to)) await storage.append(channel, body);
}

/** As somebody else than the relay may change the file. */
function alter(change: (sql: DatabaseSync) => void): void {
  const sql = new DatabaseSync(path);
  change(sql);
  sql.close();
}

describe('a storage', () => {
  it('tells of what it kept, once, and after it can be read', async () => {
    open();
    await append('a', 1, 2);
    await storage.append('a', '{"n":1}');
    expect(appended).toEqual(['a', 'a']);
    expect(await bodies('a')).toEqual(numbered(1, 2));
  });

  it('is refused to a second relay, and to one that is older than the file', async () => {
    open();
    const options = { directory, limits: defaultLimits, now: Date.now, onAppended: () => {}, logger: silentLogger };
    expect(() => createSqliteStorage(options)).toThrow(/Another relay is using/);
    await storage.close();
    alter((sql) => sql.exec('PRAGMA user_version = 99'));
    expect(() => createSqliteStorage(options)).toThrow(/newer relay/);
  });

  it('goes on with what the first format kept', async () => {
    open();
    const { next } = await read('a');
    await append('a', 1, 3);
    await storage.close();
    alter((sql) => {
      sql.exec(`
        DROP INDEX channel_by_bytes; DROP INDEX channel_by_reading; ALTER TABLE channel DROP COLUMN read_at;
        ALTER TABLE channel DROP COLUMN seal;
        UPDATE event SET digest = x'00'; PRAGMA user_version = 1;
      `);
    });
    open();
    await append('a', 4, 4);
    expect(await read('a', next)).toMatchObject({ gap: false });
    expect(await bodies('a', next)).toEqual(numbered(1, 4));
    expect(told).toEqual([]);
  });

  it('goes on with what the second format kept, and makes nothing whole that was not', async () => {
    open();
    const { next } = await read('a');
    await append('a', 1, 9);
    await storage.close();
    alter((sql) => {
      sql.function('former_digest', (name, body) => hash('sha256', `${name}\n${body}`, 'buffer'));
      sql.exec(`
        UPDATE event SET digest = former_digest((SELECT name FROM channel WHERE id = event.channel), body);
        UPDATE event SET body = '{"n":0}' WHERE seq = 5;
        ALTER TABLE channel DROP COLUMN seal; PRAGMA user_version = 2;
      `);
    });
    open();
    await append('a', 9, 10);
    const before = await read('a', next);
    expect(before.events.map(({ body }) => body)).toEqual(numbered(1, 4));
    expect(before.gap).toBe(false);
    const after = await read('a', before.next);
    expect(after.events.map(({ body }) => body)).toEqual(numbered(6, 10));
    expect(after.gap).toBe(true);
    expect(told).toEqual(['relay-event-damaged']);
  });
});

describe('a damaged file', () => {
  /** What a reader that was up to date must be told when all is lost. */
  async function expectBegunAnew(cursor: string): Promise<void> {
    expect(existsSync(`${path}.damaged`)).toBe(true);
    expect(told).toContain('relay-database-set-aside');
    await append('a', 100, 100);
    expect(await read('a', cursor)).toMatchObject({ gap: true, events: [{ seq: 1, body: '{"n":100}' }] });
  }

  /** More than SQLite keeps of a file in memory. */
  async function fill(): Promise<{ start: string; end: string }> {
    open();
    const { next: start } = await read('a');
    const texts = Array.from({ length: 100 }, (_, n) =>
      JSON.stringify({ n, text: randomBytes(20_000).toString('hex') }),
    );
    await Promise.all(texts.map((text) => storage.append('a', text)));
    return { start, end: await readOn(start) };
  }

  /** Reads all that is kept, and answers how far that is. */
  async function readOn(from: string): Promise<string> {
    const { next } = await read('a', from);
    return next === from ? next : readOn(next);
  }

  const damages: [string, () => void][] = [
    ['is no database', () => writeFileSync(path, 'this is no database at all, and long enough to be looked at')],
    ['was cut', () => truncateSync(path, 40_000)],
    ['is full of zeros in the middle', () => overwrite(0.1, 0.9)],
    ['has another table of contents', () => overwriteText('CREATE TABLE event', 'CREATE TABLE evont')],
  ];

  function overwrite(from: number, to: number): void {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0, Math.floor(bytes.length * from), Math.floor(bytes.length * to)));
  }

  function overwriteText(text: string, other: string): void {
    const bytes = readFileSync(path);
    bytes.write(other, bytes.indexOf(text));
    writeFileSync(path, bytes);
  }

  it.each(damages)('that %s is put aside when it is opened', async (_how, damage) => {
    const { end } = await fill();
    await storage.close();
    damage();
    open();
    await expectBegunAnew(end);
  });

  it.each(damages.slice(1, 3))(
    'that %s is put aside while the relay runs, and nobody is refused',
    async (_how, damage) => {
      const { start, end } = await fill();
      await storage.close();
      open();
      damage();
      await Promise.all([append('b', 1, 10), readOn(start), append('b', 11, 20), readOn(end)]);
      expect(told).toContain('relay-database-set-aside');
      await append('a', 1, 1);
      expect(await read('a', end)).toMatchObject({ gap: true, events: [{ seq: 1 }] });
      // Of what was said yes to before the damage showed, nothing is promised any more.
      expect(numbered(1, 20)).toEqual(expect.arrayContaining(await bodies('b')));
      await append('b', 21, 21);
      expect((await bodies('b')).at(-1)).toBe('{"n":21}');
    },
  );

  it.each([
    ['digest of a row', `UPDATE event SET digest = 'text' WHERE seq = 5`, 'relay-event-damaged'],
    ['body of a row', 'UPDATE event SET body = NULL WHERE seq = 5', 'relay-event-damaged'],
    ['seal of a channel', `UPDATE channel SET seal = 'text'`, 'relay-database-set-aside'],
  ])('of which the %s became another type refuses nobody', async (_what, change, found) => {
    open();
    const start = await read('a');
    await append('a', 1, 9);
    await storage.close();
    // A file too large to be checked as a whole, or one under a relay that runs, shows this no earlier than when it is read.
    alter((sql) => {
      sql.enableDefensive(false);
      sql.exec(`
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT', ''), 'NOT NULL', '') WHERE type = 'table';
      `);
    });
    alter((sql) => sql.exec(change));
    open();
    let cursor = start.next;
    let isGapTold = false;
    for (let reads = 0; reads < 3; reads += 1) {
      const batch = await read('a', cursor);
      isGapTold ||= batch.gap;
      cursor = batch.next;
    }
    expect(isGapTold).toBe(true);
    await append('a', 10, 10);
    expect(await bodies('a', cursor)).toEqual(numbered(10, 10));
    expect(told).toEqual([found]);
  });

  it('of which one body was altered loses that one, and every reader of it hears of the gap', async () => {
    open();
    const start = await read('a');
    await append('a', 1, 9);
    await append('b', 1, 9);
    await storage.close();
    alter((sql) => sql.exec(`UPDATE event SET body = '{"n":{' WHERE channel = 1 AND seq = 5`));
    open();
    const before = await read('a', start.next);
    expect(before).toMatchObject({ gap: false });
    expect(before.events.map(({ body }) => body)).toEqual(numbered(1, 4));
    const after = await read('a', before.next);
    expect(after).toMatchObject({ gap: true, oldest: 6 });
    expect(after.events.map(({ body }) => body)).toEqual(numbered(6, 9));
    expect(await read('a', start.next)).toMatchObject({ gap: true });
    expect(await bodies('b')).toEqual(numbered(1, 9));
    expect(told).toEqual(['relay-event-damaged']);
  });

  it.each([
    ['a row is gone', 'DELETE FROM event WHERE channel = 1 AND seq = 5', 4],
    ['the last rows are gone', 'DELETE FROM event WHERE channel = 1 AND seq > 4', 4],
    [
      "a row is another channel's",
      'UPDATE event SET body = (SELECT body FROM event WHERE channel = 2 AND seq = 5), digest = (SELECT digest FROM event WHERE channel = 2 AND seq = 5) WHERE channel = 1 AND seq = 5',
      4,
    ],
    [
      'a row is a later one',
      'UPDATE event SET (received_at, digest, body) = (SELECT received_at, digest, body FROM event WHERE channel = 1 AND seq = 7) WHERE channel = 1 AND seq = 5',
      4,
    ],
    ['a time is another', 'UPDATE event SET received_at = received_at + 1 WHERE channel = 1 AND seq = 5', 4],
  ])('in which %s tells its reader of a gap', async (_what, change, whole) => {
    open();
    const start = await read('a');
    await append('a', 1, 9);
    await append('b', 11, 19);
    await storage.close();
    alter((sql) => {
      sql.exec(change);
    });
    open();
    const before = await read('a', start.next);
    expect(before.events.map(({ body }) => body)).toEqual(numbered(1, whole));
    const after = await read('a', before.next);
    expect(after.gap).toBe(true);
    for (const { body } of after.events) expect(numbered(6, 9)).toContain(body);
    expect((await read('a', after.next)).gap).toBe(false);
  });

  it.each([
    ['leads to a later row', 6, 7],
    ['has a place beyond the last', 5, 13],
  ])('of which an index %s tells its reader of one gap, and no event twice', async (_how, at, altered) => {
    open();
    const start = await read('a');
    await append('a', 1, 9);
    await storage.close();
    // The place of the fifth in `event_by_seq`: lengths and types, then channel 1, sequence 5 and row 5.
    const bytes = readFileSync(path);
    const place = bytes.indexOf(Buffer.from([6, 4, 9, 1, 1, 5, 5]));
    expect(place).toBeGreaterThan(0);
    bytes[place + at] = altered;
    writeFileSync(path, bytes);
    open();
    const before = await read('a', start.next);
    expect(before.events.map(({ body }) => body)).toEqual(numbered(1, 4));
    const after = await read('a', before.next);
    expect(after.gap).toBe(true);
    for (const { body } of after.events) expect(numbered(6, 9)).toContain(body);
    expect(await read('a', after.next)).toMatchObject({ gap: false, events: [] });
  });

  it('whose count of a channel is wrong does not refuse events for ever', async () => {
    open();
    await read('a');
    await append('a', 1, 9);
    await storage.close();
    alter((sql) => sql.exec('UPDATE channel SET last = 3'));
    open();
    await append('a', 10, 12);
    expect(await bodies('a')).toEqual(numbered(10, 12));
    expect(told).toEqual(['relay-database-set-aside']);
  });

  it.each([
    ['epoch', `UPDATE channel SET epoch = 'g' || substr(epoch, 2)`],
    ['count too small', 'UPDATE channel SET last = 3'],
    ['count too large for a cursor', 'UPDATE channel SET last = 1000000000000000'],
    ['count below nothing', 'UPDATE channel SET last = -1'],
  ])('in which the %s of a channel was altered leads no reader in a circle', async (_what, change) => {
    open();
    const start = await read('a');
    await append('a', 1, 9);
    await storage.close();
    alter((sql) => sql.exec(change));
    open();
    const first = await read('a', start.next);
    expect(first.gap).toBe(true);
    const second = await read('a', first.next);
    expect(second).toMatchObject({ gap: false, events: [] });
    await append('a', 10, 12);
    expect((await read('a', second.next)).events.map(({ body }) => body)).toEqual(numbered(10, 12));
  });

  it('of which the end of the log is not whole after a kill keeps what is, and tells every reader of a gap', async () => {
    open();
    const { next } = await read('a');
    await append('a', 1, 9);
    // What lies on the disk now is what a kill would leave.
    const left = ['whole', 'damaged'].map((name) => {
      cpSync(path, join(directory, name, 'relay.sqlite'));
      cpSync(`${path}-wal`, join(directory, name, 'relay.sqlite-wal'));
      return join(directory, name);
    });
    const [whole = '', damaged = ''] = left;
    await storage.close();
    open(defaultLimits, whole);
    expect(await read('a', next)).toMatchObject({ gap: false });
    expect(told).toEqual([]);
    await storage.close();
    const log = readFileSync(join(damaged, 'relay.sqlite-wal'));
    // In the last page of the last commit.
    log[log.length - 1] = (log.at(-1) ?? 0) ^ 1;
    writeFileSync(join(damaged, 'relay.sqlite-wal'), log);
    open(defaultLimits, damaged);
    expect(told).toEqual(['relay-log-damaged']);
    const { gap, events } = await read('a', next);
    expect([gap, events.length]).toEqual([true, 8]);
  });

  it('with hundreds of altered rows is put aside as a whole', async () => {
    open();
    await read('a');
    await append('a', 1, 99);
    await storage.close();
    alter((sql) => sql.exec(`UPDATE event SET body = 'x'`));
    open();
    expect(await read('a')).toMatchObject({ events: [], oldest: 1 });
    expect(told.at(-1)).toBe('relay-database-set-aside');
  });
});
