import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel } from '../../../test/fixtures/call-model.ts';
import { createEventRows } from '../database/event-rows.ts';
import { createEventIntake } from './event-intake.ts';

let temporary: TemporaryDatabase;
beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

it('tells who rings before anything of it has waited for the disk, and leaves the database as it waits for others', async () => {
  const { database, clock } = temporary;
  const { sql } = database;
  const pragma = (name: string) => Object.values(sql.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  const events = createEventRows(database);
  /** How far a commit waits: 1, until the system has it; 2, until the disk has it. */
  const commits: unknown[] = [];
  const exec = sql.exec.bind(sql);
  sql.exec = (text) => {
    if (text === 'COMMIT') commits.push(pragma('synchronous'));
    exec(text);
  };
  const told: number[] = [];
  const intake = createEventIntake({
    accountId: 'account-1',
    database,
    events,
    journal: createCallModel(temporary).journal,
    client: () => undefined,
    keepHeard: () => {},
    onHeard: () => told.push(commits.length),
    onTestEvent: () => {},
  });
  const event = { sequence: '1', ageMs: 0, body: { event: 1 }, next: '1' };
  await intake.take('relay:1', { events: [event], next: '1', gap: false }, clock.now());

  expect(commits).toEqual([1]);
  expect(told).toEqual([1]);
  expect(events.cursor('account-1', 'relay:1')).toBe('1');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('wal_autocheckpoint')).toBe(1000);
});
