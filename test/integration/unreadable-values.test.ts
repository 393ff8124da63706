import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { LogFields } from '../../electron/core/ports.ts';
import { createDemoProvider } from '../../electron/demo/demo-provider.ts';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Client } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

/** Made by the program itself; each test spoils a copy. */
let original: string;
beforeAll(async () => {
  original = mkdtempSync(join(tmpdir(), 'perezvon-values-'));
  const running = await startCore({ directory: original, ports: { demo: createDemoProvider({ traffic: false }) } });
  const { client } = running;
  await client.host.startDemo();
  await vi.waitFor(async () => {
    const accounts = await client.accounts.list();
    expect(accounts.map(({ status }) => status.importing)).toEqual([undefined, undefined, undefined]);
    expect((await allCalls(client)).length).toBeGreaterThan(20);
    expect((await client.recordings.list({ limit: 1 })).rows).toHaveLength(1);
  });
  const callId = (await client.recordings.list({ limit: 1 })).rows[0]?.call.id ?? 0;
  await client.recordings.fetch({ callId });
  await client.recordings.addNote({ callId, atSeconds: 1, text: 'here' });
  await client.calls.annotate({ id: callId, note: 'note' });
  await client.settings.update({ theme: 'dark', language: 'ru' });
  const missed = await client.missed.list({});
  const [first, second] = missed;
  await client.missed.snooze({ key: first?.key ?? '', until: Date.now() + 3600_000 });
  await client.missed.resolve({ key: second?.key ?? '' });
  // Who called last depends on the hour, and not every provider takes orders.
  const ordering = (await client.accounts.list()).filter(({ capabilities }) => capabilities.includes('callback'));
  const { accountId = '', remote } = missed.find((one) => ordering.some(({ id }) => id === one.accountId)) ?? {};
  await client.callbacks.order({ clickId: crypto.randomUUID(), accountId, to: remote?.raw ?? '' });
  const warehouse = (await client.accounts.list())[1]?.id ?? '';
  const [before] = await client.lines.read({ accountId: warehouse });
  if (before === undefined) throw new Error('the warehouse has no line');
  await client.lines.save({ accountId: warehouse, before, edited: { ...before, name: 'Renamed' } });
  await vi.waitFor(async () => expect((await client.recordings.get({ callId })).state).toBe('stored'));
  await running.core.close();
  keepNewest(30);
});
afterAll(() => rmSync(original, { recursive: true, force: true }));

/** So many calls of each account, and those that something else is about: each start reads all of them, and one is as good as another. */
function keepNewest(perAccount: number): void {
  const sql = new DatabaseSync(join(original, 'perezvon.sqlite'));
  sql.exec(`
    DELETE FROM calls WHERE id NOT IN (
      SELECT id FROM (
        SELECT calls.id, row_number() OVER (PARTITION BY account_id ORDER BY calls.id DESC) AS place
        FROM calls JOIN own_lines ON own_lines.id = line_id)
      WHERE place <= ${perAccount}
      UNION SELECT call_id FROM recordings UNION SELECT id FROM call_notes UNION SELECT call_id FROM missed WHERE resolution IS NOT NULL
    );
    DELETE FROM callers WHERE id NOT IN (SELECT caller_id FROM calls)`);
  sql.close();
}

let running: RunningCore | undefined;
let stand: SipnetStand | undefined;
afterEach(async () => {
  await running?.close();
  await stand?.close();
  running = undefined;
  stand = undefined;
});

/** Starts on a copy that was changed by SQL, and answers what the log was told. */
async function startOn(change: (sql: DatabaseSync) => void) {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-values-'));
  cpSync(original, directory, { recursive: true });
  const sql = new DatabaseSync(join(directory, 'perezvon.sqlite'), { enableForeignKeyConstraints: false });
  change(sql);
  sql.close();
  const told: { event: string; fields: LogFields | undefined }[] = [];
  const warn = (event: string, fields?: LogFields) => void told.push({ event, fields });
  running = await startCore({ directory, ports: { logger: { ...silentLogger, warn } } });
  return { ...running, told };
}

/** Of these types, in tables that have rows. */
function columnsOf(...types: string[]): { table: string; column: string; type: string }[] {
  const schema = new DatabaseSync(join(original, 'perezvon.sqlite'), { readOnly: true });
  const columns = schema
    .prepare(
      `SELECT tables.name AS "table", columns.name AS "column", columns.type
       FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'`,
    )
    .all()
    .map((row) => ({ table: String(row.table), column: String(row.column), type: String(row.type) }))
    .filter(({ type }) => types.includes(type))
    .filter(({ table }) => Number(schema.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows) > 0);
  schema.close();
  return columns;
}

/** Everything that a page asks for, by the contract's schemas. */
async function askAll(client: Client): Promise<{ calls: number; accounts: number }> {
  const updates = await client.updates.watch();
  expect((await updates.next()).value).toMatchObject({ kind: 'snapshot' });
  await updates.return?.();
  const accounts = await client.accounts.list();
  for (const { id: accountId } of accounts) {
    await client.accounts.details({ id: accountId });
    for (const { number } of accounts.flatMap(({ lines }) => lines)) await client.lines.history({ accountId, number });
  }
  const calls = await allCalls(client);
  for (const { id } of calls.slice(0, 5)) await client.calls.get({ id });
  await client.calls.list({ filter: { search: 'note' } });
  await client.missed.list({ snoozed: true });
  await client.missed.resolved({});
  await client.callbacks.recent({});
  for (const { call } of (await client.recordings.list({})).rows) {
    await client.recordings.get({ callId: call.id });
    await client.recordings.notes({ callId: call.id });
  }
  await client.calls.list({ filter: { kind: 'missed', accountId: accounts[0]?.id } });
  await client.calls.count({ filter: { kind: 'recorded' } });
  await client.settings.get();
  await client.data.usage();
  const pieces = await client.data.exportCalls({ filter: {}, locale: 'ru', timeZone: 'Europe/Moscow' });
  for await (const _piece of pieces);
  return { calls: calls.length, accounts: accounts.length };
}

it('no text of any column keeps the program from starting, or a page from being told', async () => {
  const columns = columnsOf('TEXT').filter(({ column }) => !column.endsWith('account_id'));
  // What one of an account hides of the others would not be seen; elsewhere those of a table go together.
  const spoilt = Map.groupBy(columns, ({ table, column }) => (table === 'accounts' ? `accounts.${column}` : table));
  expect([...spoilt.keys()]).toEqual(
    expect.arrayContaining([
      'settings',
      'accounts.numbers',
      'calls',
      'callers',
      'missed',
      'callbacks',
      'replaced_settings',
    ]),
  );
  const whole = await askAll((await startOn(() => {})).client);
  await running?.close();

  const failed: string[] = [];
  for (const [where, together] of spoilt) {
    try {
      const { client } = await startOn((sql) => {
        // Neither JSON nor a word that anything has; a key can be so but once.
        for (const { table, column } of together) sql.exec(`UPDATE OR IGNORE ${table} SET ${column} = '{"'`);
      });
      expect(await askAll(client)).toEqual(whole);
    } catch (error) {
      failed.push(`${where}: ${error}`);
    }
    await running?.close();
    running = undefined;
  }
  expect(failed).toEqual([]);
});

it('neither does a number of any column that no program here could have written', async () => {
  const columns = columnsOf('INTEGER', 'REAL').filter(({ table }) => !/_search_/.test(table));
  const references: Record<string, string> = { 'own_lines.id': 'line_id', 'callers.id': 'caller_id' };
  // A row whose id is none hides what else is wrong with it.
  const isId = (column: string) => column === 'id' || column.endsWith('_id');
  const spoilt = Map.groupBy(columns, ({ table, column }) => (isId(column) ? `${table}.${column}` : table));
  expect([...spoilt.keys()]).toEqual(
    expect.arrayContaining(['accounts', 'calls', 'calls.id', 'callers.id', 'own_lines.id', 'missed', 'missed.call_id']),
  );
  expect([...spoilt.keys()]).toEqual(
    expect.arrayContaining(['callbacks', 'callbacks.call_id', 'snoozed', 'recordings', 'recording_marks']),
  );
  const whole = await askAll((await startOn(() => {})).client);
  await running?.close();

  const failed: string[] = [];
  for (const [where, together] of spoilt) {
    // Beyond what JavaScript holds exactly, beyond what a date can be, before 1970.
    for (const value of [2n ** 62n + 1n, -(2n ** 62n) - 1n, 8_640_000_000_000_001n, -1n]) {
      try {
        const { client } = await startOn((sql) => {
          for (const { table, column, type } of together) {
            const reference = references[`${table}.${column}`];
            if (reference !== undefined)
              sql.exec(`UPDATE calls SET ${reference} = ${value} WHERE ${reference} = (SELECT min(id) FROM ${table})`);
            sql.exec(`UPDATE OR IGNORE ${table} SET ${column} = ${type === 'REAL' ? '9e999' : value}`);
          }
        });
        const { calls, accounts } = await askAll(client);
        expect(accounts).toBe(whole.accounts);
        if (!/_id$|^calls.id$/.test(where)) expect(calls).toBe(whole.calls);
      } catch (error) {
        failed.push(`${where} = ${value}: ${error}`);
      }
      await running?.close();
      running = undefined;
    }
  }
  expect(failed).toEqual([]);
});

it('each value that cannot be read has its default, and the log names it once', async () => {
  const { client, told } = await startOn((sql) => {
    sql.exec(`UPDATE settings SET value = '{"' WHERE key = 'language'`);
    sql.exec(`UPDATE settings SET value = '"of-glass"' WHERE key = 'theme'`);
    sql.exec(`UPDATE accounts SET numbers = '[7', own_phones = '{}', time_zone = 'Mars/Olympus'`);
    sql.exec(`UPDATE calls SET state = 'beamed', ended_at = -1 WHERE id = (SELECT max(id) FROM calls)`);
    sql.exec(`UPDATE callbacks SET state = 'beamed', changed_at = changed_at - 60000, ordered_at = ${2n ** 62n}`);
  });
  expect(await client.settings.get()).toMatchObject({ language: 'system', theme: 'system' });
  for (const account of await client.accounts.list()) {
    expect(account).toMatchObject({ numbers: [], ownPhones: [], timeZone: 'Europe/Moscow' });
  }
  expect((await allCalls(client))[0]?.state).toBe('unknown');
  // It was paid for, whatever became of it.
  await vi.waitFor(async () =>
    expect(await client.callbacks.recent({})).toMatchObject([{ state: 'unknown', hold: 'unknown' }]),
  );
  const notices = told.filter(({ event }) => event === 'value-unreadable' || event === 'setting-not-understood');
  expect(notices.filter(({ fields }) => fields?.table !== 'accounts')).toEqual([
    { event: 'value-unreadable', fields: { table: 'settings', row: 'language', column: 'value' } },
    { event: 'setting-not-understood', fields: { key: 'theme' } },
    { event: 'value-unreadable', fields: { table: 'callbacks', row: expect.any(String), column: 'state' } },
    { event: 'value-unreadable', fields: { table: 'callbacks', row: expect.any(String), column: 'ordered_at' } },
    { event: 'value-unreadable', fields: { table: 'calls', row: expect.any(String), column: 'state' } },
    { event: 'value-unreadable', fields: { table: 'calls', row: expect.any(String), column: 'ended_at' } },
  ]);
  // Told once, however often they are read.
  await client.callbacks.recent({});
  await allCalls(client);
  expect(told.filter(({ event }) => event === 'value-unreadable')).toHaveLength(14);
  const { text } = await client.diagnostics.report({ results: [], locale: 'en' });
  expect(text).toContain('unreadable values in the database: 14');
  expect(notices.filter(({ fields }) => fields?.table === 'accounts')).toHaveLength(9);
});

it('an account of a provider that this version does not know is listed as such, and the others go on', async () => {
  const { client, core } = await startOn((sql) => {
    sql.exec("UPDATE accounts SET provider = 'vats-2031', credential_kind = 'passkey' WHERE provider = 'sipnet'");
  });
  const first = (updates: Update) => (updates.kind === 'snapshot' ? updates.accounts : []);
  const listed = await new Promise<Update>((resolve) => void core.watch(resolve));
  expect(first(listed).map(({ provider }) => provider)).toEqual(['unknown', 'alloincognito', 'autosecretary']);
  const id = first(listed)[0]?.id ?? '';
  await client.host.useMemoryVault().catch(() => {});
  expect((await client.accounts.list())[0]).toMatchObject({ capabilities: [], lines: expect.any(Array) });
  expect((await allCalls(client, { accountId: id })).length).toBeGreaterThan(5);
  const order = { clickId: crypto.randomUUID(), accountId: id, to: '+7 943 000-02-01' };
  await expect(client.callbacks.order(order)).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
  await expect(client.accounts.update({ id, label: 'Old' })).resolves.toMatchObject({ label: 'Old' });

  stand = await createSipnetStand({ account: testAccount });
  await expect(connectDraft(client, { ...draftFor(stand.url), webhook: false })).resolves.toMatchObject({
    provider: 'sipnet',
  });
  await client.accounts.remove({ id });
  expect((await client.accounts.list()).map(({ provider }) => provider)).toEqual([
    'alloincognito',
    'autosecretary',
    'sipnet',
  ]);
});

it('says of such an account, once its secrets are there, that a newer version is needed', async () => {
  stand = await createSipnetStand({ account: testAccount });
  running = await startCore();
  const { id } = await connectDraft(running.client, { ...draftFor(stand.url), webhook: false });
  await running.core.close();
  const sql = new DatabaseSync(join(running.directory, 'perezvon.sqlite'));
  sql.exec("UPDATE accounts SET provider = 'vats-2031'");
  running = await running.restart();
  const { client } = running;
  const status = async () => (await client.accounts.list()).find((account) => account.id === id)?.status;
  await vi.waitFor(async () =>
    expect(await status()).toMatchObject({ state: 'needs-attention', problem: { code: 'PROVIDER_UNKNOWN' } }),
  );
  // The newer version finds it as it was.
  expect(sql.prepare('SELECT provider FROM accounts').get()).toEqual({ provider: 'vats-2031' });
  sql.close();
});
