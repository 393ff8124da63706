/**
 * The call log against bare SQLite: how fast a provider's rows become calls by the way of every first reading, how soon the
 * first page, a filter and a search are there. The baselines of the same run are the same rows in a table without search,
 * notes or labels: an insert into it, and a read of its newest hundred. Only the ratios travel to another machine. Run: node test/bench/call-log.ts [--calls N]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../electron/core/database/database.ts';
import { firstIdAt } from '../../electron/core/database/time-id.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import type { CallFilter } from '../../shared/contract/call.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { createCallModel } from '../fixtures/call-model.ts';
import { longLogAccount, longLogLines, madeUpRows, writeLongLog } from '../fixtures/long-log.ts';

const { values } = parseArgs({ options: { calls: { type: 'string', default: '100000' } } });
const count = Number(values.calls);
const turns = 15;
const pageSize = 100;
const directory = mkdtempSync(join(tmpdir(), 'perezvon-bench-'));
const now = Date.now();

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** Milliseconds of each turn, after one that nobody counts. */
function measure(work: () => void): { p50: number; worst: number } {
  work();
  const times = Array.from({ length: turns }, () => seconds(work) * 1000).sort((a, b) => a - b);
  return { p50: times[Math.floor(turns / 2)] ?? Number.NaN, worst: times.at(-1) ?? Number.NaN };
}

function writeBare(path: string): DatabaseSync {
  const sql = new DatabaseSync(path);
  sql.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE calls (id INTEGER PRIMARY KEY, direction TEXT, state TEXT, remote TEXT, line TEXT, started_at INTEGER,
      talk_seconds INTEGER, listed TEXT) STRICT`);
  const insert = sql.prepare('INSERT INTO calls VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  sql.exec('BEGIN');
  let at = 0;
  for (const { direction = 'in', outcome, remote, line, startedAt, talkSeconds = 0, raw } of madeUpRows(count, now)) {
    const listed = { calls: { startedAt, talkSeconds, raw } };
    const row = [direction, outcome ?? null, remote, line, startedAt, talkSeconds, JSON.stringify(listed)];
    at = Math.min(at === 0 ? Number.MAX_SAFE_INTEGER : at - 1, firstIdAt(startedAt));
    insert.run(at, ...row);
  }
  sql.exec('COMMIT');
  return sql;
}

try {
  // Numbers are made and read in both: what is left is writing.
  const makingSeconds = seconds(() => {
    for (const _ of madeUpRows(count, now));
  });
  let bare = new DatabaseSync(':memory:');
  const bareSeconds = seconds(() => {
    bare = writeBare(join(directory, 'bare.sqlite'));
  });
  const begun = performance.now();
  await writeLongLog(directory, count);
  const ownSeconds = (performance.now() - begun) / 1000;
  const rate = (all: number) => Math.round(count / (all - makingSeconds));
  console.log(
    `${count.toLocaleString('en')} calls, read for the first time; bare SQLite writes them in one transaction:`,
  );
  console.table([
    { '': 'bare SQLite', 'calls/s': rate(bareSeconds), 'time / bare': '1.0' },
    {
      '': 'call log with search',
      'calls/s': rate(ownSeconds),
      'time / bare': ((ownSeconds - makingSeconds) / (bareSeconds - makingSeconds)).toFixed(1),
    },
  ]);

  const database = openDatabase({ directory, clock: createSystemClock(), logger: silentLogger });
  const { log } = createCallModel({ database, clock: createSystemClock() });
  const newest = bare.prepare(`SELECT * FROM calls ORDER BY id DESC LIMIT ${pageSize}`);
  const baseline = measure(() => newest.all());
  const middle = firstIdAt(now - (count / 2) * 300_000);
  const pages: Record<string, { filter: CallFilter; before?: number }> = {
    'first page': { filter: { kind: 'all' } },
    'a page from the middle': { filter: { kind: 'all' }, before: middle },
    missed: { filter: { kind: 'missed' } },
    'incoming of one line': { filter: { kind: 'incoming', line: longLogLines[1] } },
    'recorded, a month': { filter: { kind: 'recorded', from: now - 30 * 24 * 3600_000 } },
    'of an account, outgoing': { filter: { kind: 'outgoing', accountId: longLogAccount } },
    'search by a name': { filter: { kind: 'all', search: 'Клиент 17' } },
    'search that everything fits': { filter: { kind: 'all', search: '495' } },
    'search by part of a number': { filter: { kind: 'all', search: '8 (9' + '16) 12' } },
    'search by two letters': { filter: { kind: 'all', search: 'Кл' } },
    'missed, found by a number': { filter: { kind: 'missed', search: '+7 91' } },
    'search without a hit': { filter: { kind: 'all', search: 'zzzz' } },
    'filter and search that hardly meet': { filter: { kind: 'missed', search: '+79', line: 'nowhere' } },
  };
  console.log(`A page of ${pageSize}, ${turns} times each:`);
  console.table([
    { '': 'bare SQLite, newest rows', rows: pageSize, ...asRow(baseline) },
    ...Object.entries(pages).map(([name, { filter, before }]) => {
      const read = () => log.page(filter, before, pageSize);
      return { '': name, rows: read().calls.length, ...asRow(measure(read)) };
    }),
  ]);

  function asRow({ p50, worst }: { p50: number; worst: number }) {
    return {
      'p50 ms': p50.toFixed(2),
      'worst ms': worst.toFixed(2),
      'p50 / bare': (p50 / baseline.p50).toFixed(1),
    };
  }
  bare.close();
  database.close();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
